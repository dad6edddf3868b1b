{#-
    Fails with every key that two rows have. It stands in for the primary key of tables whose index would cost
    every build what the history is long. The key begins with that of an article, which has one batch (the primary
    key of fct_articles sees to that): where a build only adds, its own batches are enough.
-#}
{%- test unique_key(model, columns) -%}
    select
        {{ columns | join(', ') }},
        count(*) as row_count
    from {{ model }}
    {%- if build_adds() %}
        where batch_id in ({{ batches_of_run() }})
    {%- endif %}
    group by {{ columns | join(', ') }}
    having count(*) > 1
{%- endtest -%}
