select
    {{ entity_key('entity_type', 'name') }} as name_id,
    article_id,
    {{ entity_key('entity_type', 'entity_name') }} as entity_id,
    name,
    verdict,
    entity_name,
    reason
from {{ ref('entity_decisions') }}
