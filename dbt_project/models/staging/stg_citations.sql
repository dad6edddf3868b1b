with citations as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        published,
        list_transform(segments, lambda s: s.segment_type) as segment_types,
        unnest(citations) as citation
    from {{ read_pages() }}

)

select
    {{ part_key('article_id', 'c', 'citation.citation_no') }} as citation_id,
    article_id,
    case
        when citation.source_kind <> 'outlet' then 'none'
        else coalesce({{ outlet_key('citation.source_outlet_id', 'citation.source_name') }}, 'unknown')
    end as source_outlet_id,
    case
        when citation.source_kind not in ('person', 'organisation', 'outlet') then 'none'
        when citation.source_kind = 'person'
            then coalesce({{ entity_key("'PERSON'", 'citation.source_name') }}, 'unknown')
        else coalesce({{ entity_key("'ORG'", 'citation.source_name') }}, 'unknown')
    end as source_name_id,
    case
        when citation.cue is null then 'none'
        else coalesce(citation.cue_id, 'unknown')
    end as cue_id,
    citation.addressee_outlet_id as addressee_registry_outlet_id,
    {{ date_key('citation.said_date') }} as said_date_id,
    {{ date_key('published.local') }} as published_date_id,
    batch_id,
    run_id,
    segment_types[citation.segment_no + 1] as segment_type,
    citation.source_kind,
    citation.source_role,
    citation.source_name,
    citation.resolved_by,
    citation.source.text as source_text,
    citation.cue.text as cue_text,
    citation.quote_form,
    citation.content.text as content_text,
    citation.addressee.text as addressee_text,
    citation.said_date_text,
    citation.speaker_title.text as speaker_title,
    citation.speaker_affiliation.text as speaker_affiliation,
    citation.rule,
    parser_version,
    citation.citation_no,
    citation.segment_no,
    citation.relayed_by_no,
    citation.source.start as source_start,
    citation.source.end as source_end,
    citation.cue.start as cue_start,
    citation.cue.end as cue_end,
    citation.content.start as content_start,
    citation.content.end as content_end,
    citation.addressee.start as addressee_start,
    citation.addressee.end as addressee_end,
    citation.speaker_title.start as speaker_title_start,
    citation.speaker_title.end as speaker_title_end,
    citation.speaker_affiliation.start as speaker_affiliation_start,
    citation.speaker_affiliation.end as speaker_affiliation_end,
    citation.confidence,
    citation.quotes,
    citation.said_date,
    citation.said_from,
    citation.said_until,
    published.at as published_at
from citations
