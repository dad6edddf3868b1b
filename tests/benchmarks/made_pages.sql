create or replace temp table made_pages as
with numbered as (

    select
        range as page_no,
        -- of 200 pages in a row 140 are about 20 topics of theirs; the others come back to old ones
        case
            when draw(range, 10, 10) < 7 then 10000 + range // 200 * 20 + draw_zipf(range, 11, 20)
            else draw_zipf(range, 12, 2000)
        end as topic_no,
        -- a copy has the words of a page of the last few hundred, and a headline of its own
        case when draw(range, 13, 10) = 0 then greatest(range - 1 - draw(range, 14, 500), 0) else range end as text_no,
        -- one page in fifty is a later version of another
        case when draw(range, 15, 50) = 0 then greatest(range - 1 - draw(range, 16, 300), 0) else range end as path_no,
        left(sha256('batch ' || range // 1000), 16) as batch_id,
        sha256('page ' || range) as content_sha256,
        timestamp '2025-01-01' + to_minutes((range * 1.4)::bigint) as published_at
    from range($first, $last)

)

select
    numbered.*,
    outlets_listed.outlet_id as publisher_outlet_id,
    outlets_listed.outlet_name as publisher_name
from numbered
inner join outlets_listed on outlets_listed.outlet_no = draw_zipf(numbered.page_no, 17, 200);

create or replace temp table made_segments as
with worded as (

    select
        page_no,
        segment_no::integer as segment_no,
        case
            when segment_no = 0 then 'headline'
            when segment_no = 1 then 'timestamp'
            when segment_no = 29 then 'related'
            else 'paragraph'
        end as segment_type,
        case
            when segment_no = 0 then sentence(page_no, 0)
            when segment_no = 1 then strftime(published_at, '%b %-d, %Y %-I:%M %p UTC')
            else sentence(text_no, segment_no)
        end as content_text
    from made_pages
    cross join range(30) as numbers (segment_no)

)

select
    *,
    (sum(length(content_text) + 1) over (partition by page_no order by segment_no)
        - length(content_text) - 1)::integer as segment_start
from worded;

create or replace temp table made_mentions as
with drawn as (

    select
        page_no,
        mention_no::integer as mention_no,
        draw(page_no, 200 + mention_no, 100) as share,
        -- six in ten are of the twelve names of the topic
        case
            when draw(page_no, 300 + mention_no, 10) < 6
                then draw_zipf(topic_no * 12 + draw(page_no, 400 + mention_no, 12), 20, 200000)
            else draw_zipf(page_no, 500 + mention_no, 200000)
        end as name_no
    from made_pages
    cross join range(20) as numbers (mention_no)

),

named as (

    select
        page_no,
        mention_no,
        case when share < 55 then 'PERSON' when share < 80 then 'ORG' else 'PLACE' end as entity_type,
        case
            when share < 5 then people_listed.surname
            when share < 55 then people_listed.full_name
            when share < 60 then outlets_listed.outlet_name
            when share < 80 then organisations_listed.organisation_name
            else capital(listed('words', name_no % 300)) || 'land'
        end as entity_name,
        case when share between 55 and 59 then outlets_listed.outlet_id end as outlet_id,
        share = 60 as is_acronym
    from drawn
    inner join people_listed on drawn.name_no = people_listed.person_no
    inner join organisations_listed on drawn.name_no % 40000 = organisations_listed.organisation_no
    inner join outlets_listed on drawn.name_no % 500 = outlets_listed.outlet_no

)

select
    * exclude (is_acronym),
    case
        when is_acronym then array_to_string(regexp_extract_all(entity_name, '\b[A-Z]'), '')
        else entity_name
    end as mention_text
from named;

insert into raw.pages by name
select
    made_pages.batch_id,
    $run_id as run_id,
    made_pages.content_sha256,
    'news/' || made_pages.path_no || '.txt' as source_file,
    '/news/' || made_pages.path_no || '.txt' as source_path,
    'utf-8' as encoding,
    2500 as byte_count,
    'text' as format,
    {'title': null, 'byline': null, 'published': null, 'url': null, 'site_name': null, 'language': null} as hints,
    lines.text
from made_pages
inner join (
    select
        page_no,
        string_agg(content_text || chr(10), '' order by segment_no) as text
    from made_segments
    group by page_no
) as lines on made_pages.page_no = lines.page_no;

create or replace temp table signed as
select
    page_no,
    sign(string_agg(content_text, chr(10) order by segment_no)) as signature
from made_segments
where segment_type = 'paragraph'
group by page_no;

insert into raw.parsed_pages by name
with segments as (

    select
        page_no,
        list(
            {
                'segment_no': segment_no,
                'segment_type': segment_type,
                'start': segment_start,
                'end': (segment_start + length(content_text) + 1)::integer,
                'text': content_text || chr(10),
                'content': {
                    'start': segment_start,
                    'end': (segment_start + length(content_text))::integer,
                    'text': content_text
                },
                'rule': 'made'
            }
            order by segment_no
        ) as segments,
        list(
            {
                'segment_no': segment_no,
                'start': segment_start,
                'end': (segment_start + length(content_text))::integer
            }
            order by segment_no
        ) filter (where segment_type in ('headline', 'paragraph')) as sentences,
        string_agg(content_text, chr(10) order by segment_no) filter (where segment_type = 'paragraph') as body_text
    from made_segments
    group by page_no

),

mentions as (

    select
        made_mentions.page_no,
        list(
            {
                'mention_no': mention_no,
                'start': segment_start,
                'end': (segment_start + length(mention_text))::integer,
                'text': mention_text,
                'entity_type': entity_type,
                'entity_name': entity_name,
                'name_in_page': entity_name,
                'outlet_id': outlet_id,
                'country_code': null::text,
                'segment_no': segment_no,
                'is_in_quote': false,
                'resolved_by': 'explicit',
                'rule': 'made'
            }
            order by mention_no
        ) as mentions
    from made_mentions
    inner join made_segments
        on
            made_mentions.page_no = made_segments.page_no
            and made_mentions.mention_no + 2 = made_segments.segment_no
    group by made_mentions.page_no

),

-- The first relays, the others are of people and organisations that the page mentions, or of nobody named.
attributed as (

    select
        made_mentions.*,
        made_segments.* exclude (page_no),
        made_pages.published_at,
        (made_mentions.mention_no / 2)::integer as citation_no,
        case
            when made_mentions.mention_no = 0 then 'outlet'
            when made_mentions.entity_type = 'PERSON' then 'person'
            when made_mentions.entity_type = 'ORG' and made_mentions.outlet_id is null then 'organisation'
            else 'unnamed'
        end as source_kind,
        relays.outlet_id as relay_outlet_id,
        relays.outlet_name as relay_name
    from made_mentions
    inner join made_pages on made_mentions.page_no = made_pages.page_no
    inner join made_segments
        on
            made_mentions.page_no = made_segments.page_no
            and made_mentions.mention_no + 2 = made_segments.segment_no
    inner join outlets_listed as relays on relays.outlet_no = draw_zipf(made_mentions.page_no, 30, 100)
    where made_mentions.mention_no % 2 = 0

),

citations as (

    select
        page_no,
        list(
            {
                'citation_no': citation_no,
                'segment_no': segment_no,
                'source': {
                    'start': segment_start,
                    'end': (segment_start + 8)::integer,
                    'text': case source_kind
                        when 'outlet' then relay_name when 'unnamed' then 'officials' else mention_text
                    end
                },
                'source_kind': source_kind,
                'source_name': case source_kind
                    when 'outlet' then relay_name when 'unnamed' then null else entity_name
                end,
                'source_role': case source_kind when 'outlet' then 'relay' else 'source' end,
                'source_outlet_id': case source_kind when 'outlet' then relay_outlet_id end,
                'resolved_by': 'explicit',
                'cue': {
                    'start': (segment_start + 9)::integer,
                    'end': (segment_start + 13)::integer,
                    'text': 'said'
                },
                'cue_id': 'say',
                'quote_form': case when citation_no between 1 and 4 then 'direct' else 'indirect' end,
                'content': {
                    'start': segment_start,
                    'end': (segment_start + length(content_text))::integer,
                    'text': content_text
                },
                'quotes': case
                    when citation_no between 1 and 4
                        then [{
                            'start': segment_start,
                            'end': (segment_start + length(content_text))::integer,
                            'text': content_text
                        }]
                    else []
                end,
                'relayed_by_no': case when citation_no between 3 and 5 then 0::integer end,
                'addressee': null,
                'addressee_outlet_id': null::text,
                'said_date': published_at::date,
                'said_date_text': 'today',
                'rule': 'made',
                'confidence': 1.0::double,
                'speaker_title': null,
                'speaker_affiliation': null,
                'said_from': published_at::date,
                'said_until': published_at::date
            }
            order by citation_no
        ) as citations
    from attributed
    group by page_no

)

select
    made_pages.batch_id,
    $run_id as run_id,
    made_pages.content_sha256,
    'made' as parser_version,
    null::text as parse_error,
    null as rejection,
    {'code': 'en', 'confidence': 0.99::double, 'is_read': true} as language,
    segments.segments,
    segments.sentences,
    segments.segments[1].content as headline,
    null as dek,
    [{
        'name': authors.full_name,
        'start': 0::integer,
        'end': 1::integer,
        'role': null::text,
        'affiliation': null::text,
        'affiliation_outlet_id': null::text
    }] as authors,
    made_pages.publisher_name,
    made_pages.publisher_outlet_id,
    'url' as publisher_evidence,
    {
        'start': segments.segments[2].start,
        'end': segments.segments[2].end,
        'text': segments.segments[2].content.text,
        'local': made_pages.published_at,
        'at': made_pages.published_at at time zone 'UTC',
        'zone_text': 'UTC',
        'utc_offset_minutes': 0::integer,
        'is_zone_ambiguous': false,
        'precision': 'minute',
        'evidence': 'made'
    } as published,
    [{'name': capital(listed('words', draw_zipf(made_pages.topic_no, 41, 300))), 'start': 0::integer, 'end': 1::integer}] as topics,
    null as caption,
    [{
        'name': photographers.full_name,
        'kind': 'photographer',
        'start': 0::integer,
        'end': 1::integer,
        'outlet_id': null::text
    }] as image_credits,
    false as is_file_photo,
    segments.body_text,
    297::integer as word_count,
    0::integer as unclaimed_line_count,
    citations.citations,
    mentions.mentions,
    case when draw(made_pages.topic_no, 43, 4) = 0 then 'reuters' end as wire_outlet_id,
    case when draw(made_pages.topic_no, 43, 4) = 0 then 'dateline' end as wire_evidence,
    signed.signature.text_key,
    signed.signature.shingles,
    signed.signature.bands
from made_pages
inner join segments on made_pages.page_no = segments.page_no
inner join mentions on made_pages.page_no = mentions.page_no
inner join citations on made_pages.page_no = citations.page_no
inner join signed on made_pages.page_no = signed.page_no
inner join people_listed as authors on draw_zipf(made_pages.page_no, 40, 5000) = authors.person_no
inner join people_listed as photographers on draw_zipf(made_pages.page_no, 42, 2000) = photographers.person_no;

insert into ops.page_outcomes by name
select
    $run_id as run_id,
    '/news/' || path_no || '.txt' as source_path,
    'news/' || path_no || '.txt' as source_file,
    'ingested' as outcome,
    content_sha256,
    2500 as byte_count,
    'utf-8' as encoding,
    batch_id
from made_pages;

insert into raw.batches by name
select
    batch_id,
    'made' as parser_version,
    $run_id as run_id,
    count(*) as page_count,
    timestamptz '2025-01-01 00:00:00+00' as loaded_at
from made_pages
group by batch_id;
