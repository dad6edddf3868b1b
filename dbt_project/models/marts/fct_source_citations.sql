{{ config(post_hook="{{ forget_moved_names('source_name_id', 'source_entity_id') }}") }}
{%- set moved = rows_of_moved_names('source_name_id', 'source_entity_id') %}

with recursive citations as (

    select *
    from {{ ref('stg_citations') }}
    {{ only_batches_of_run() }}

),

-- From the top of each chain down to the words. A ring of citations has no top, so it gets no depth and the
-- contract refuses it.
chained as (

    select
        article_id,
        citation_no,
        0 as chain_depth
    from citations
    where relayed_by_no is null

    union all

    select
        citations.article_id,
        citations.citation_no,
        chained.chain_depth + 1 as chain_depth
    from chained
    inner join citations
        on
            chained.article_id = citations.article_id
            and chained.citation_no = citations.relayed_by_no

),

-- An outlet that someone spoke to is a citation of its own, which knows outlets no registry lists.
addressees as (

    select
        article_id,
        source_start,
        min(source_outlet_id) as outlet_id
    from citations
    where source_role = 'addressee' and source_outlet_id not in ('none', 'unknown')
    group by article_id, source_start

),

names as (

    select
        article_id,
        name_id,
        entity_id
    from {{ ref('bridge_article_names') }}
    {{ only_batches_of_run() }}

),

final as (

    select
        citations.citation_id,
        citations.article_id,
        relays.citation_id as relayed_by_citation_id,
        coalesce(relays.source_outlet_id, 'none') as relayed_by_outlet_id,
        citations.source_outlet_id,
        coalesce(names.entity_id, citations.source_name_id) as source_entity_id,
        citations.source_name_id,
        coalesce(
            citations.addressee_registry_outlet_id, addressees.outlet_id, 'none'
        ) as addressee_outlet_id,
        citations.cue_id,
        citations.said_date_id,
        citations.published_date_id,
        citations.batch_id,
        citations.run_id,
        citations.segment_type,
        citations.source_kind,
        citations.source_role,
        citations.source_name,
        citations.resolved_by,
        relays.source_name as relayed_by_name,
        citations.source_text,
        citations.cue_text,
        citations.quote_form,
        citations.content_text,
        citations.addressee_text,
        citations.said_date_text,
        citations.speaker_title,
        citations.speaker_affiliation,
        citations.rule,
        citations.parser_version,
        citations.citation_no,
        citations.segment_no,
        citations.source_start,
        citations.source_end,
        citations.cue_start,
        citations.cue_end,
        citations.content_start,
        citations.content_end,
        citations.addressee_start,
        citations.addressee_end,
        citations.speaker_title_start,
        citations.speaker_title_end,
        citations.speaker_affiliation_start,
        citations.speaker_affiliation_end,
        coalesce(
            list_sum(list_transform(citations.quotes, lambda q: {{ word_count('q.text') }})), 0
        )::integer as quoted_word_count,
        chained.chain_depth,
        citations.confidence,
        citations.said_date,
        citations.said_from,
        citations.said_until,
        citations.published_at
    from citations
    left join chained
        on
            citations.article_id = chained.article_id
            and citations.citation_no = chained.citation_no
    left join citations as relays
        on
            citations.article_id = relays.article_id
            and citations.relayed_by_no = relays.citation_no
    left join names
        on
            citations.article_id = names.article_id
            and citations.source_name_id = names.name_id
    left join addressees
        on
            citations.article_id = addressees.article_id
            and citations.addressee_start = addressees.source_start

)

select * from final
{% if is_incremental() %}
    union all by name

    {{ moved }}
{% endif %}
