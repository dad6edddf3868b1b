{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{% if is_incremental() %} delete from {{ this }} {% endif %}"
    )
}}

-- What the last build told stands in the mart that this one is about to write: hence its name and no `ref`.

with changed as (

    select name_id
    from {{ ref('int_full_names') }}
    where changed_run_id = {{ run_of_build() }}

    union

    select name_id
    from {{ ref('int_acronyms') }}
    where changed_run_id = {{ run_of_build() }}

),

rejudged as (

    select
        article_id,
        name_id,
        batch_id
    from {{ ref('int_article_names') }}
    where {{ 'true or' if not is_addition() }} name_id in (select changed.name_id from changed)

    union

    select
        article_id,
        name_id,
        batch_id
    from {{ ref('int_short_names') }}
    where changed_run_id = {{ run_of_build() }}

),

final as (

    select
        rejudged.article_id,
        rejudged.name_id,
        {% if is_incremental() %}
            told.entity_id as former_entity_id,
            told.entity_name as former_entity_name,
            told.joined_by as formerly_joined_by
        {% else %}
            '' as former_entity_id,
            '' as former_entity_name,
            '' as formerly_joined_by
        {% endif %}
    from rejudged
    {% if is_incremental() %}
        inner join marts.bridge_article_names as told
            on rejudged.article_id = told.article_id and rejudged.name_id = told.name_id
        where rejudged.batch_id not in ({{ batches_of_run() }})
    {% else %}
        where false
    {% endif %}

)

select * from final
