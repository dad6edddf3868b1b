with fields as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        unnest(
            [
                {{ field_of('headline', compared_text('headline.text'), 'headline.text', span='headline') }},
                {{ field_of('dek', compared_text('dek.text'), 'dek.text', span='dek') }},
                {{ field_of('caption', compared_text('caption.text'), 'caption.text', span='caption') }},
                {{ field_of(
                    'published_at', 'epoch_us(published.at)::text', 'published.text', span='published'
                ) }},
                {{ field_of('publisher', 'lower(publisher_name)', 'publisher_name') }}
            ]
            || list_transform(
                authors,
                lambda author: {{ field_of('author', slug('author.name'), 'author.name', span='author') }}
            )
            || list_transform(
                topics,
                lambda topic: {{ field_of('topic', slug('topic.name'), 'topic.name', span='topic') }}
            )
        ) as field
    from {{ read_pages() }}

)

select
    article_id,
    batch_id,
    run_id,
    -- A page has one headline but several authors: those are told apart by who they are.
    case
        when field.field_name in ('author', 'topic') then field.field_name || ' ' || field.field_key
        else field.field_name
    end as field_slot,
    field.field_name,
    field.field_key,
    field.field_text,
    parser_version,
    field.field_start,
    field.field_end
from fields
where field.field_key is not null
