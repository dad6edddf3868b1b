select *
from {{ ref('stg_mentions') }}
{{ only_batches_of_run() }}
