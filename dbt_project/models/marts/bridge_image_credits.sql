select *
from {{ ref('stg_image_credits') }}
{{ only_batches_of_run() }}
