{#-
    The parsed pages that are articles (the others are in ops.quarantine), lists and all; their run is the one
    that delivered them.
-#}
{%- macro read_pages() -%}
    (
        select
            parsed_pages.* exclude (run_id),
            batches.run_id
        from {{ source('raw', 'parsed_pages') }} as parsed_pages
        inner join {{ ref('stg_batches') }} as batches on parsed_pages.batch_id = batches.batch_id
        where parsed_pages.parse_error is null and parsed_pages.rejection is null
    )
{%- endmacro %}
