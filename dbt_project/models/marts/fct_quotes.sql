select *
from {{ ref('stg_quotes') }}
{{ only_batches_of_run() }}
