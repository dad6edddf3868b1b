{#-
    How the models follow the lake, so that the cost of a build is that of its new pages.

    A batch belongs to the run that loaded it last, and every fact row carries its batch. A build deletes
    the rows of its batches, then appends what the staging views now show for them. Deleting by key would
    leave rows behind where a page is read again and fewer, or no, citations are found.

    What is told of many pages (an entity, an author, who a name means) is added to: the new pages are counted
    and the counts of before are added to theirs. That holds only while pages come and none changes, so
    a build that reads a batch again, or whose lookups are others, makes these models anew: see is_addition.
-#}

{%- macro run_of_build() -%}
    (select build.run_id from {{ source('raw', 'current_build') }} as build)
{%- endmacro -%}

{%- macro batches_of_run() -%}
    select batches.batch_id
    from {{ source('raw', 'batches') }} as batches
    where batches.run_id = {{ run_of_build() }}
{%- endmacro -%}

{%- macro only_batches_of_run() -%}
    {%- if is_incremental() -%}
        where batch_id in ({{ batches_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{#- Dimensions have no batch: they forget by `forget_unless_addition`. -#}
{%- macro forget_reloaded_batches() -%}
    {%- if is_incremental() and 'batch_id' in model.columns -%}
        delete from {{ this }} where batch_id in ({{ batches_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{#- The linter knows no build, so it reads the question in place of the answer. -#}
{%- macro known_beforehand(sql) -%}
    {{ sql if constants is undefined else constants(sql) }}
{%- endmacro -%}

{#- Whether the table being built is added to: true or nothing. The linter knows no build. -#}
{%- macro is_addition() -%}
    {%- set terms = ref('int_build_terms') -%}
    {%- if is_incremental() and (build_adds is undefined or build_adds()) -%}
        true
    {%- endif -%}
{%- endmacro -%}

{%- macro only_added_batches() -%}
    {%- if is_addition() -%}
        where batch_id in ({{ batches_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{%- macro forget_unless_addition() -%}
    {%- set is_kept = is_addition() -%}
    {%- if is_incremental() and not is_kept -%}
        delete from {{ this }}
    {%- endif -%}
{%- endmacro -%}

{#-
    Later pages may tell who a name of an earlier one means. The rows of a fact that say what it meant before are
    written again and then deleted: an update of a few rows writes the column anew for all. They are found by two
    columns and read by their place, which passes over the other columns of all other rows.
-#}
{%- macro rows_of_moved_names(name_column, entity_column) -%}
    select fact.* replace (places.entity_id as {{ entity_column }})
    from {{ this }} as fact
    inner join (
        select
            told.rowid as place,
            moved.entity_id
        from {{ this }} as told
        inner join {{ ref('int_names_moved') }} as moved
            on told.article_id = moved.article_id and told.{{ name_column }} = moved.name_id
        where moved.entity_id <> moved.former_entity_id
    ) as places on fact.rowid = places.place
{%- endmacro -%}

{%- macro forget_moved_names(name_column, entity_column) -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as told
        using {{ ref('int_names_moved') }} as moved
        where
            told.article_id = moved.article_id
            and told.{{ name_column }} = moved.name_id
            and told.{{ entity_column }} = moved.former_entity_id
            and moved.entity_id <> moved.former_entity_id
    {%- endif -%}
{%- endmacro -%}

{%- macro forget_rejudged_names() -%}
    {%- set rejudged = ref('int_names_rejudged') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as told
        using {{ rejudged }} as rejudged
        where told.article_id = rejudged.article_id and told.name_id = rejudged.name_id
    {%- endif -%}
{%- endmacro -%}

{#- An entity that names of earlier pages no longer mean is counted again, or gone. -#}
{%- macro forget_left_entities() -%}
    {%- set moved = ref('int_names_moved') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where entity_id in (select former_entity_id from {{ moved }})
    {%- endif -%}
{%- endmacro -%}

{#- The table that a key of `foreign_keys` points at, or as much of it as can have the key. -#}
{%- macro referenced(reference, is_addition) -%}
    {%- if is_addition and reference.is_in_batch -%}
        (select * from {{ ref(reference.model) }} where batch_id in ({{ batches_of_run() }}))
    {%- else -%}
        {{ ref(reference.model) }}
    {%- endif -%}
{%- endmacro -%}

{#- What a build has changed in older rows, by a field of theirs: see `foreign_keys`. -#}
{%- macro touched_rows(touched) -%}
    select distinct {{ touched.field }} from {{ ref(touched.model) }}
{%- endmacro -%}
