{#-
    Fails with every key that two rows have. It stands in for the primary key of tables whose index would cost
    every build what the history is long. A key that begins with that of an article is told in one batch, so where
    a build only adds, its own batches are enough; where there is no such part, `is_whole` has every row looked at.
-#}
{%- test unique_key(model, columns, is_whole=false) -%}
    select
        {{ columns | join(', ') }},
        count(*) as row_count
    from {{ model }}
    {%- if not is_whole and build_adds() %}
        where batch_id in ({{ batches_of_run() }})
    {%- endif %}
    group by {{ columns | join(', ') }}
    having count(*) > 1
{%- endtest -%}
