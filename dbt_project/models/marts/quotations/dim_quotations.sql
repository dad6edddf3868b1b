with forms as (

    select
        quotation_id,
        min(quotation_text) as quotation_text,
        any_value(word_count) as word_count
    from {{ ref('int_quotations') }}
    group by quotation_id

),

travelled as (

    select
        full_quotation_id,
        any_value(article_id) filter (where is_first) as first_article_id,
        any_value(outlet_id) filter (where is_first) as first_outlet_id,
        any_value(published_at) filter (where is_first) as first_published_at,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        count(distinct outlet_id) as outlet_count,
        count(*) filter (where is_trimmed) as trimming_article_count,
        max(published_at) as last_published_at
    from {{ ref('bridge_quotation_articles') }}
    group by full_quotation_id

),

families as (

    select
        forms.*,
        coalesce(trimmed.full_quotation_id, forms.quotation_id) as full_quotation_id,
        coalesce(trimmed.full_word_count > forms.word_count, false) as is_trimmed
    from forms
    left join {{ ref('int_trimmed_quotations') }} as trimmed on forms.quotation_id = trimmed.quotation_id

),

final as (

    select
        families.quotation_id,
        families.full_quotation_id,
        coalesce(travelled.first_article_id, 'none') as first_article_id,
        coalesce(travelled.first_outlet_id, 'none') as first_outlet_id,
        families.quotation_text,
        families.word_count,
        coalesce(travelled.article_count, 0)::integer as article_count,
        coalesce(travelled.story_count, 0)::integer as story_count,
        coalesce(travelled.outlet_count, 0)::integer as outlet_count,
        coalesce(travelled.trimming_article_count, 0)::integer as trimming_article_count,
        families.is_trimmed,
        travelled.first_published_at,
        travelled.last_published_at
    from families
    left join travelled on families.full_quotation_id = travelled.full_quotation_id

)

select * from final
