select
    {{ entity_key('entity_type', 'alias') }} as name_id,
    {{ entity_key('entity_type', 'entity_name') }} as entity_id,
    alias,
    entity_name,
    reason
from {{ ref('entity_aliases') }}
