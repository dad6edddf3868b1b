{#- Fails with every key that the referenced table lacks. One test a table, whatever its number of keys. -#}
{%- test foreign_keys(model, references) -%}
    {%- for reference in references -%}
        select
            '{{ reference.column }}' as column_name,
            child.{{ reference.column }} as missing_key
        from {{ model }} as child
        anti join {{ ref(reference.model) }} as parent
            on child.{{ reference.column }} = parent.{{ reference.field }}
        where child.{{ reference.column }} is not null
        {{ "union all " if not loop.last }}
    {%- endfor -%}
{%- endtest -%}
