{{ config(incremental_strategy='delete+insert', unique_key='article_id') }}

-- A cut has lost more than a quarter of the text.
{%- set cut_ratio = 0.75 %}

with members as (

    select
        members.story_id,
        texts.*,
        row_number() over delivery as version_no,
        lead(texts.article_id) over delivery is null as is_current
    from {{ ref('int_story_members') }} as members
    inner join {{ ref('int_story_texts') }} as texts on members.article_id = texts.article_id
    where
        not texts.is_set_aside
        {% if is_incremental() %}
            and members.placed_by_run_id = {{ run_of_build() }}
        {% endif %}
    window delivery as (
        partition by texts.page_id
        order by texts.run_id, texts.article_id
    )

),

numbered as (

    select
        *,
        row_number() over (
            partition by story_id
            order by published_at nulls last, version_no, article_id
        ) as member_no
    from members

),

wires as (

    select
        story_id,
        min(member_no) as member_no,
        arg_min(wire_outlet_id, member_no) as wire_outlet_id
    from numbered
    where wire_outlet_id <> 'none'
    group by story_id

),

-- The first two articles with a text: the others are compared with the first, and that with the second.
texts as (

    select
        story_id,
        text_id,
        min(member_no, 2) as member_nos
    from numbered
    group by story_id, text_id

),

alike as (

    select
        text_id,
        other_text_id,
        similarity
    from {{ ref('int_story_pairs') }}
    where is_alike

    union all

    select
        other_text_id as text_id,
        text_id as other_text_id,
        similarity
    from {{ ref('int_story_pairs') }}
    where is_alike

),

neighbours as (

    select
        article_id,
        story_id,
        member_no,
        coalesce(lag(member_no) over versions, lead(member_no) over versions) as other_member_no,
        1 as way_no,
        1.0 as similarity
    from numbered
    window versions as (partition by story_id, page_id order by member_no)

    union all

    select
        numbered.article_id,
        numbered.story_id,
        numbered.member_no,
        case
            when numbered.member_no = texts.member_nos[1] then texts.member_nos[2]
            else texts.member_nos[1]
        end as other_member_no,
        2 as way_no,
        1.0 as similarity
    from numbered
    inner join texts on numbered.story_id = texts.story_id and numbered.text_id = texts.text_id

    union all

    select
        numbered.article_id,
        numbered.story_id,
        numbered.member_no,
        texts.member_nos[1] as other_member_no,
        3 as way_no,
        alike.similarity
    from numbered
    inner join alike on numbered.text_id = alike.text_id
    inner join texts on numbered.story_id = texts.story_id and alike.other_text_id = texts.text_id

),

-- What an article was made from came before it: its own last version, the same words, or else the most alike.
matched as (

    select *
    from neighbours
    where other_member_no is not null
    qualify row_number() over (
        partition by article_id
        order by other_member_no > member_no, way_no, 1 - similarity, other_member_no
    ) = 1

),

related as (

    select
        numbered.*,
        matches.article_id as matched_article_id,
        case
            when numbered.member_no = 1 then 'origin'
            when numbered.page_id = matches.page_id then 'update'
            when numbered.text_id = matches.text_id then 'exact'
            when
                matches.member_no < numbered.member_no
                and numbered.publisher_outlet_id <> 'unknown'
                and numbered.publisher_outlet_id = matches.publisher_outlet_id
                then 'update'
            when
                least(numbered.shingle_count, matches.shingle_count)
                < {{ cut_ratio }} * greatest(numbered.shingle_count, matches.shingle_count)
                then 'excerpt'
            else 'near'
        end as relation,
        case
            when numbered.member_no = 1 or numbered.text_id = matches.text_id then numbered.shingle_count
            else pairs.shared_count
        end as shared_count,
        matches.shingle_count as other_shingle_count,
        first_value(numbered.published_at) over (
            partition by numbered.story_id order by numbered.member_no
        ) as first_published_at,
        count(*) over (partition by numbered.story_id) as member_count
    from numbered
    left join matched
        on numbered.article_id = matched.article_id and numbered.member_no > 1
    left join numbered as matches
        on numbered.story_id = matches.story_id and matched.other_member_no = matches.member_no
    left join {{ ref('int_story_pairs') }} as pairs
        on
            least(numbered.text_id, matches.text_id) = pairs.text_id
            and greatest(numbered.text_id, matches.text_id) = pairs.other_text_id

),

final as (

    select
        related.article_id,
        related.story_id,
        related.page_id,
        coalesce(related.matched_article_id, related.article_id) as matched_article_id,
        related.text_id,
        related.publisher_outlet_id,
        case
            when related.wire_outlet_id = 'none' and related.member_no > wires.member_no
                then wires.wire_outlet_id
            else related.wire_outlet_id
        end as wire_origin_outlet_id,
        related.batch_id,
        related.run_id,
        related.relation,
        case
            when related.wire_outlet_id = 'none' and related.member_no > wires.member_no then 'copied'
            else related.wire_evidence
        end as wire_evidence,
        case
            when related.member_count = 1 then 'no other article tells it'
            when related.relation = 'origin' then 'published first of ' || related.member_count
            else
                related.shared_count || ' of its ' || related.shingle_count
                || ' runs of three words are among the ' || related.other_shingle_count || ' there'
        end as evidence,
        related.member_no::integer as member_no,
        case
            when related.relation = 'origin' then 1.0
            else
                related.shared_count
                / greatest(related.shingle_count + related.other_shingle_count - related.shared_count, 1)
        end as similarity,
        case
            when related.relation = 'origin' then 1.0
            else related.shared_count / greatest(related.shingle_count, 1)
        end as containment,
        date_diff('minute', related.first_published_at, related.published_at)::integer as lag_minutes,
        related.is_current,
        related.published_at
    from related
    left join wires on related.story_id = wires.story_id

)

select * from final
