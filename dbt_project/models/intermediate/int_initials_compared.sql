{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='name_id',
        on_schema_change='fail',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

-- `Robert F. Kennedy` beside `Robert Kennedy`
with pairs as (

    select
        initialled.name_id,
        initialled.plain_id
    from {{ ref('int_names') }} as initialled
    inner join {{ ref('int_names') }} as uninitialled on initialled.plain_id = uninitialled.name_id
    where initialled.plain_id is not null

),

{% if is_addition() %}
    -- What two names share has changed only where a page is new, or a name on it has begun or ceased to tell.
    pages_changed as (

        select article_id
        from {{ ref('int_article_names') }}
        where batch_id in ({{ batches_of_run() }})

        union

        select names.article_id
        from {{ ref('int_article_names') }} as names
        inner join {{ ref('int_names') }} as known on names.name_id = known.name_id
        where known.telling_run_id = {{ run_of_build() }}

    ),

    paired as (

        select name_id
        from pairs

        union

        select plain_id
        from pairs

    ),

    names_changed as (

        select distinct names.name_id
        from {{ ref('int_article_names') }} as names
        inner join paired on names.name_id = paired.name_id
        inner join pages_changed on names.article_id = pages_changed.article_id

    ),
{% endif %}

compared as (

    select pairs.*
    from pairs
    {% if is_addition() %}
        where
            pairs.name_id in (select names_changed.name_id from names_changed)
            or pairs.plain_id in (select names_changed.name_id from names_changed)
    {% endif %}

),

named as materialized (

    select
        names.article_id,
        names.name_id
    from {{ ref('int_article_names') }} as names
    where
        names.name_id in (
            select compared.name_id from compared
            union
            select compared.plain_id from compared
        )

),

named_beside as materialized (

    select distinct
        named.name_id,
        telling.name_id as neighbour_id
    from named
    inner join {{ ref('int_article_names') }} as telling
        on named.article_id = telling.article_id and named.name_id <> telling.name_id
    where telling.is_telling

),

neighbours as (

    select
        named_beside.name_id,
        named_beside.neighbour_id,
        known.telling_name as neighbour
    from named_beside
    inner join {{ ref('int_names') }} as known on named_beside.neighbour_id = known.name_id
    where known.telling_name is not null

),

final as (

    select
        compared.name_id,
        compared.plain_id,
        list(ours.neighbour order by ours.neighbour) filter (where theirs.name_id is not null) as shared_names
    from compared
    left join neighbours as ours on compared.name_id = ours.name_id
    left join neighbours as theirs
        on compared.plain_id = theirs.name_id and ours.neighbour_id = theirs.neighbour_id
    group by compared.name_id, compared.plain_id

)

select * from final
