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
