{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ forget_reloaded_batches() }}"
    )
}}

with mentioned as (

    select
        article_id,
        name_id,
        entity_type,
        entity_name,
        mention_text,
        outlet_id,
        country_code,
        batch_id,
        published_date_id,
        published_at,
        1 as mention_count,
        0 as citation_count
    from {{ ref('stg_mentions') }}
    {{ only_batches_of_run() }}

),

cited as (

    select
        article_id,
        source_name_id as name_id,
        case source_kind when 'person' then 'PERSON' else 'ORG' end as entity_type,
        source_name as entity_name,
        source_text as mention_text,
        source_outlet_id as outlet_id,
        null as country_code,
        batch_id,
        published_date_id,
        published_at,
        0 as mention_count,
        1 as citation_count
    from {{ ref('stg_citations') }}
    {{ only_batches_of_run() }}

),

printed as (

    select * from mentioned

    union all

    select * from cited
    where name_id not in ('none', 'unknown')

),

named as (

    select
        article_id,
        name_id,
        batch_id,
        -- Which spelling is shown must not depend on the order of the rows.
        min(entity_name) as entity_name,
        any_value(entity_type) as entity_type,
        coalesce(min(outlet_id) filter (where outlet_id not in ('none', 'unknown')), 'none') as outlet_id,
        min(country_code) as country_code,
        any_value(published_date_id) as published_date_id,
        any_value(published_at) as published_at,
        -- `European Central Bank` printed `ECB`: the page itself says what the letters mean. Two letters mean
        -- too many things to be carried to other pages.
        min({{ entity_key("'ORG'", 'mention_text') }}) filter (
            where entity_type = 'ORG'
            and regexp_full_match(mention_text, '\p{Lu}{3,6}')
            and {{ initials('entity_name') }} = mention_text
        ) as acronym_id,
        sum(mention_count)::integer as mention_count,
        sum(citation_count)::integer as citation_count
    from printed
    group by article_id, name_id, batch_id

)

select
    article_id,
    name_id,
    acronym_id,
    batch_id,
    outlet_id,
    published_date_id,
    entity_type,
    entity_name,
    country_code,
    mention_count,
    citation_count,
    entity_type = 'PERSON' and ({{ is_part_of_a_name('entity_name') }}) as is_short,
    -- Outlets are on too many pages to tell what one is about, and places too.
    outlet_id = 'none' and entity_type in ('PERSON', 'ORG') and not is_short as is_telling,
    published_at
from named
