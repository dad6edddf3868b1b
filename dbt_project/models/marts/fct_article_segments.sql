select *
from {{ ref('stg_segments') }}
{{ only_batches_of_run() }}
