select *
from {{ ref('stg_authors') }}
{{ only_batches_of_run() }}
