{{ config(pre_hook="{{ forget_pages_of_run() }}") }}
-- depends_on: {{ ref('stg_pages') }}

-- A sentence was reworded into another where each is the most similar to the other, and similar enough.
{% set reworded_from = 0.35 %}
-- Sentences are compared that share a telling word, or a pair of them, which no more than so many of the
-- changed sentences have. On a page with few changes that is any such word. On one with thousands it keeps
-- the number of comparisons in step with its length; what shares nothing rarer counts as removed and added.
{% set rare_up_to = 10 %}

with versions as (

    select *
    from {{ ref('fct_articles') }}
    {% if is_incremental() %}
        where page_id in ({{ pages_of_run() }})
    {% endif %}

),

pairs as (

    select
        later.article_id,
        later.page_id,
        earlier.article_id as previous_article_id,
        later.published_date_id,
        later.batch_id,
        later.run_id,
        later.parser_version,
        later.version_no
    from versions as later
    inner join versions as earlier
        on later.page_id = earlier.page_id and later.version_no = earlier.version_no + 1

),

compared as (

    select
        article_id as version_id,
        article_id as pair_id,
        'after' as side
    from pairs

    union all

    select
        previous_article_id as version_id,
        article_id as pair_id,
        'before' as side
    from pairs

),

fields as (

    select
        compared.pair_id,
        compared.side,
        told.*
    from {{ of_compared_versions(ref('stg_fields')) }} as told
    inner join compared on told.article_id = compared.version_id
    -- somebody may be named in the byline and again below the text
    qualify
        row_number() over (
            partition by compared.pair_id, compared.side, told.field_slot
            order by told.field_start, told.field_end, told.field_text
        ) = 1

),

fields_before as (

    select * from fields
    where side = 'before'

),

fields_after as (

    select * from fields
    where side = 'after'

),

changed_fields as (

    select
        coalesce(was.pair_id, now.pair_id) as pair_id,
        coalesce(was.field_name, now.field_name) as field_name,
        was.field_text as before_text,
        now.field_text as after_text,
        was.field_start as before_start,
        was.field_end as before_end,
        now.field_start as after_start,
        now.field_end as after_end,
        case
            when was.field_name = now.field_name and was.field_name in ('headline', 'dek', 'caption')
                then {{ similarity_of(
                    telling_marks(compared_words('was.field_text')),
                    telling_marks(compared_words('now.field_text'))
                ) }}
        end as similarity
    from fields_before as was
    full outer join fields_after as now
        on was.pair_id = now.pair_id and was.field_slot = now.field_slot
    where was.field_key is distinct from now.field_key

),

sentences as (

    select
        compared.pair_id,
        compared.side,
        sentences.sentence_no,
        sentences.sentence_start,
        sentences.sentence_end,
        sentences.sentence_text
    from {{ of_compared_versions(ref('stg_sentences')) }} as sentences
    inner join compared on sentences.article_id = compared.version_id
    where sentences.segment_type in ('paragraph', 'list_item', 'subheading')

),

-- A sentence that stands twice before and once after was removed once.
counted as (

    select
        *,
        row_number() over (
            partition by pair_id, side, sentence_key
            order by sentence_no
        ) as occurrence_no
    from (select *, {{ compared_text('sentence_text') }} as sentence_key from sentences)

),

-- Wherever it stands: a sentence that was moved was not changed.
changed as (

    select
        counted.*,
        row_number() over (
            partition by counted.pair_id, counted.side
            order by counted.sentence_no
        ) as changed_no,
        {{ telling_marks('string_split(counted.sentence_key, \' \')') }} as marks
    from counted
    anti join counted as kept
        on
            counted.pair_id = kept.pair_id
            and counted.sentence_key = kept.sentence_key
            and counted.occurrence_no = kept.occurrence_no
            and counted.side <> kept.side

),

marked as (

    select
        pair_id,
        side,
        sentence_no,
        unnest(marks) as mark
    from changed

),

rarely_marked as (

    select *
    from marked
    qualify count(*) over (partition by pair_id, side, mark) <= {{ rare_up_to }}

),

candidates as (

    select distinct
        was.pair_id,
        was.sentence_no as before_no,
        now.sentence_no as after_no
    from rarely_marked as was
    inner join rarely_marked as now on was.pair_id = now.pair_id and was.mark = now.mark
    where was.side = 'before' and now.side = 'after'

),

likened as (

    select
        candidates.*,
        abs(was.changed_no - now.changed_no) as distance,
        {{ similarity_of('was.marks', 'now.marks') }} as similarity
    from candidates
    inner join changed as was
        on
            candidates.pair_id = was.pair_id
            and candidates.before_no = was.sentence_no
            and was.side = 'before'
    inner join changed as now
        on
            candidates.pair_id = now.pair_id
            and candidates.after_no = now.sentence_no
            and now.side = 'after'
    where similarity >= {{ reworded_from }}

),

reworded as (

    select *
    from likened
    qualify
        row_number() over (
            partition by pair_id, before_no
            order by similarity desc, distance asc, after_no asc
        ) = 1
        and row_number() over (
            partition by pair_id, after_no
            order by similarity desc, distance asc, before_no asc
        ) = 1

),

went as (

    select
        changed.*,
        reworded.after_no,
        reworded.similarity
    from changed
    left join reworded on changed.pair_id = reworded.pair_id and changed.sentence_no = reworded.before_no
    where changed.side = 'before'

),

came as (

    select * from changed
    where side = 'after'

),

changed_sentences as (

    select
        coalesce(was.pair_id, now.pair_id) as pair_id,
        'body' as field_name,
        was.sentence_text as before_text,
        now.sentence_text as after_text,
        was.sentence_start as before_start,
        was.sentence_end as before_end,
        now.sentence_start as after_start,
        now.sentence_end as after_end,
        was.similarity
    from went as was
    full outer join came as now
        on was.pair_id = now.pair_id and was.after_no = now.sentence_no

),

changes as (

    select
        'field' as changed_part,
        *
    from changed_fields

    union all by name

    select
        'sentence' as changed_part,
        *
    from changed_sentences

),

numbered as (

    select
        *,
        -- in the order of the later version; what was removed stands where it stood before
        row_number() over (
            partition by pair_id
            order by
                changed_part,
                coalesce(after_start, before_start),
                field_name,
                before_start,
                before_text,
                after_text
        ) - 1 as change_no
    from changes

),

final as (

    select
        {{ part_key('pairs.article_id', 'd', 'numbered.change_no') }} as change_id,
        pairs.article_id,
        pairs.page_id,
        pairs.previous_article_id,
        pairs.published_date_id,
        pairs.batch_id,
        pairs.run_id,
        numbered.changed_part,
        case
            when numbered.before_text is null then 'added'
            when numbered.after_text is null then 'removed'
            else 'reworded'
        end as change_type,
        numbered.field_name,
        numbered.before_text,
        numbered.after_text,
        pairs.parser_version,
        pairs.version_no,
        numbered.change_no::integer as change_no,
        numbered.before_start,
        numbered.before_end,
        numbered.after_start,
        numbered.after_end,
        numbered.similarity
    from numbered
    inner join pairs on numbered.pair_id = pairs.article_id

)

select * from final
