with quotes as (

    select * from {{ ref('fct_quotes') }}

),

final as (

    select
        quotes.quote_id,
        quotes.citation_id,
        quotes.article_id,
        citations.page_id,
        citations.story_id,
        quotes.quotation_id,
        citations.publisher_outlet_id,
        citations.source_outlet_id,
        citations.source_entity_id,
        citations.relayed_by_outlet_id,
        citations.published_date_id,
        quotes.batch_id,
        quotes.run_id,
        citations.source_file,
        citations.page_url,
        citations.headline,
        citations.publisher_name,
        citations.publisher_type,
        citations.publisher_country_code,
        quotes.quote_text,
        citations.source_name,
        citations.source_kind,
        citations.source_country_code,
        citations.speaker_title,
        citations.speaker_role,
        citations.anonymity,
        citations.cue_class,
        citations.cue_lemma,
        citations.quote_form,
        citations.relayed_by_name,
        citations.addressee_name,
        citations.published_month,
        citations.segment_type,
        quotes.parser_version,
        citations.version_no,
        quotes.quote_no,
        quotes.quote_start,
        quotes.quote_end,
        quotes.word_count,
        citations.is_current,
        citations.is_story_first,
        citations.is_in_body,
        citations.published_date,
        citations.said_date,
        citations.published_at,
        citations.first_seen_at
    from quotes
    left join {{ ref('wide_citations') }} as citations on quotes.citation_id = citations.citation_id

)

select * from final
