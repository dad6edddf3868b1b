select
    outlet_id,
    outlet_name,
    outlet_type,
    country_code,
    domain,
    home_time_zone,
    is_wire
from {{ ref('outlets') }}
