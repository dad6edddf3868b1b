{#-
    Fails with every key that the referenced table lacks. One test a table, whatever its number of keys.

    Where a build only adds, the rows of its own batches are looked at: those of before were tested then.
    Parts of an article came in one batch, so with `is_in_batch` the key is looked for in those batches alone.
    `touched` names what a build changes in older rows or takes out of the referenced table: the rows whose
    `column` is a `field` of `model` are looked at again.
-#}
{%- test foreign_keys(model, references) -%}
    {%- set adds = build_adds() -%}
    {%- set columns = adapter.get_columns_in_relation(model) if execute else [] -%}
    {%- set is_addition = adds and 'batch_id' in columns | map(attribute='name') -%}
    {%- for reference in references -%}
        {%- for touched in reference.touched or [] -%}
            {%- do ref(touched.model) -%}
        {%- endfor -%}
        select
            '{{ reference.column }}' as column_name,
            child.{{ reference.column }} as missing_key
        from {{ model }} as child
        anti join {{ referenced(reference, is_addition) }} as parent
            on child.{{ reference.column }} = parent.{{ reference.field }}
        where
            child.{{ reference.column }} is not null
            {% if is_addition -%}
                and child.batch_id in ({{ batches_of_run() }})
            {% endif %}
        {% for touched in (reference.touched or []) if is_addition -%}
            union all
            select
                '{{ reference.column }}' as column_name,
                child.{{ reference.column }} as missing_key
            from {{ model }} as child
            anti join {{ ref(reference.model) }} as parent
                on child.{{ reference.column }} = parent.{{ reference.field }}
            where child.{{ touched.column }} in ({{ known_beforehand(touched_rows(touched)) }})
        {% endfor %}
        {{ "union all " if not loop.last }}
    {%- endfor -%}
{%- endtest -%}
