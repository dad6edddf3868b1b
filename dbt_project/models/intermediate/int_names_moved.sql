{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{% if is_incremental() %} delete from {{ this }} {% endif %}"
    )
}}

-- Most names that are judged again mean what they meant, with more evidence: nothing follows from those.
select
    rejudged.article_id,
    rejudged.name_id,
    rejudged.former_entity_id,
    names.entity_id
from {{ ref('int_names_rejudged') }} as rejudged
inner join {{ ref('bridge_article_names') }} as names
    on rejudged.article_id = names.article_id and rejudged.name_id = names.name_id
where
    (rejudged.former_entity_id, rejudged.former_entity_name, rejudged.formerly_joined_by)
    <> (names.entity_id, names.entity_name, names.joined_by)
