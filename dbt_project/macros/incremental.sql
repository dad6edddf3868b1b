{#-
    How facts follow the lake, so that the cost of a build is that of its new pages.

    A batch belongs to the run that loaded it last, and every fact row carries its batch. A build deletes
    the rows of its batches, then appends what the staging views now show for them. Deleting by key would
    leave rows behind where a page is read again and fewer, or no, citations are found.
-#}

{%- macro batches_of_run() -%}
    select batches.batch_id
    from {{ source('raw', 'batches') }} as batches
    where batches.run_id = (select build.run_id from {{ source('raw', 'current_build') }} as build)
{%- endmacro -%}

{%- macro only_batches_of_run() -%}
    {%- if is_incremental() -%}
        where batch_id in ({{ batches_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{%- macro forget_reloaded_batches() -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where batch_id in ({{ batches_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{#-
    Later pages may tell who a name of an earlier one means, so what a name is joined to is written again
    wherever it has changed.
-#}
{%- macro follow_names(name_column, entity_column) -%}
    {%- if is_incremental() -%}
        update {{ this }} as fact
        set {{ entity_column }} = names.entity_id
        from {{ ref('bridge_article_names') }} as names
        where
            fact.article_id = names.article_id
            and fact.{{ name_column }} = names.name_id
            and fact.{{ entity_column }} <> names.entity_id
    {%- endif -%}
{%- endmacro -%}
