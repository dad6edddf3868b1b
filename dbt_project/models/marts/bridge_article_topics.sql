select *
from {{ ref('stg_topics') }}
{{ only_batches_of_run() }}
