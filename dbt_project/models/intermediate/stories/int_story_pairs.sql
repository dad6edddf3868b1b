{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ forget_pairs_of_touched_texts() }}"
    )
}}

-- Texts are compared that share so many bands: flows/signatures.py says how probable that is.
{%- set fewest_bands = 3 %}
-- A cut with a new first paragraph and some words changed keeps two thirds of its runs of words, seldom less;
-- stories with the same background have as much again of their own beside it.
{%- set least_containment = 0.6 %}
-- A round-up holds five stories and tells none of them.
{%- set least_ratio = 0.33 %}
-- The form of a report comes again every quarter: what is printed later than a month after is another story.
{%- set most_days = 31 %}

with texts as (

    select
        text_id,
        min(article_id) as article_id,
        any_value(shingle_count) as shingle_count,
        bool_or(published_at is null) as is_undated,
        min(published_at) as first_published_at,
        max(published_at) as last_published_at
    from {{ ref('int_story_texts') }}
    where not is_set_aside
    group by text_id

),

touched as (

    select distinct text_id
    from ({{ touched_texts() if is_incremental() else 'select * from ' ~ ref('int_story_texts') }}) as texts

),

sharing_bands as (

    select
        touched_bands.text_id as touched_text_id,
        other_bands.text_id as other_text_id
    from {{ ref('int_story_bands') }} as touched_bands
    inner join {{ ref('int_story_bands') }} as other_bands
        on
            touched_bands.band = other_bands.band
            -- Where all are touched, each pair would come twice.
            and touched_bands.text_id {{ '<>' if is_incremental() else '<' }} other_bands.text_id
    where touched_bands.text_id in (select touched.text_id from touched)
    group by touched_bands.text_id, other_bands.text_id
    having count(*) >= {{ fewest_bands }}

),

pairs as (

    select distinct
        least(touched_text_id, other_text_id) as text_id,
        greatest(touched_text_id, other_text_id) as other_text_id
    from sharing_bands

),

within_reach as (

    select pairs.*
    from pairs
    inner join texts on pairs.text_id = texts.text_id
    inner join texts as other_texts on pairs.other_text_id = other_texts.text_id
    where
        least(texts.shingle_count, other_texts.shingle_count)
        >= {{ least_ratio }} * greatest(texts.shingle_count, other_texts.shingle_count)
        and (
            texts.is_undated
            or other_texts.is_undated
            or (
                texts.first_published_at <= other_texts.last_published_at + interval {{ most_days }} day
                and other_texts.first_published_at <= texts.last_published_at + interval {{ most_days }} day
            )
        )

),

-- How much has changed between the versions of a page is told however much that is.
versions as (

    select distinct
        least(pages.text_id, other_pages.text_id) as text_id,
        greatest(pages.text_id, other_pages.text_id) as other_text_id
    from {{ ref('int_story_texts') }} as pages
    inner join {{ ref('int_story_texts') }} as other_pages
        on pages.page_id = other_pages.page_id and pages.text_id <> other_pages.text_id
    where
        not pages.is_set_aside
        and not other_pages.is_set_aside
        and pages.text_id in (select touched.text_id from touched)

),

candidates as (

    select
        text_id,
        other_text_id,
        bool_or(is_within_reach) as is_within_reach,
        bool_or(not is_within_reach) as is_version
    from (
        select
            *,
            true as is_within_reach
        from within_reach

        union all

        select
            *,
            false as is_within_reach
        from versions
    ) as known
    group by text_id, other_text_id

),

shingles as (

    select
        texts.text_id,
        signatures.shingles
    from {{ ref('stg_signatures') }} as signatures
    inner join texts on signatures.article_id = texts.article_id
    where
        texts.text_id in (
            select candidates.text_id from candidates
            union
            select candidates.other_text_id from candidates
        )

),

compared as (

    select
        candidates.*,
        len(shingles.shingles) as shingle_count,
        len(other_shingles.shingles) as other_shingle_count,
        len(list_intersect(shingles.shingles, other_shingles.shingles)) as shared_count
    from candidates
    inner join shingles on candidates.text_id = shingles.text_id
    inner join shingles as other_shingles on candidates.other_text_id = other_shingles.text_id

),

final as (

    select
        text_id,
        other_text_id,
        shared_count,
        shared_count / greatest(shingle_count + other_shingle_count - shared_count, 1) as similarity,
        is_within_reach
        and shared_count >= {{ least_containment }} * least(shingle_count, other_shingle_count) as is_alike
    from compared
    where is_alike or is_version

)

select * from final
