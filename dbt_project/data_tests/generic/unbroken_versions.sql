{#- Fails with every version that leaves a gap, overlaps the next one or is wrongly called current. -#}
{%- test unbroken_versions(model, natural_key) -%}
    select *
    from (
        select
            {{ natural_key }},
            valid_from,
            valid_to,
            is_current,
            lag(valid_to, 1, {{ start_of_time() }}) over chain as expected_from,
            lead(valid_from) over chain is null as is_last
        from {{ model }}
        window chain as (partition by {{ natural_key }} order by valid_from, valid_to)
    )
    where
        valid_from <> expected_from
        or valid_to <= valid_from
        or is_last <> is_current
        or is_last <> (valid_to = {{ end_of_time() }})
{%- endtest -%}
