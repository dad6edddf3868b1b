-- A warehouse without a fault, as it is before it is published on Wednesday, 5 March 2025, at noon (UTC).
--
-- Each of sixteen outlets has delivered thirty articles every Wednesday for seven weeks. On every page the
-- Gazette carries the words of Ann Lee. Batch `b-0` is the one that this run loads; `b-6` is the oldest.

create schema raw; create schema ops; create schema intermediate; create schema marts;

create table raw.batches as
    select 'b-' || week_no as batch_id, strftime(began_at, '%Y%m%dT%H%M%S000Z-abcd') as run_id,
        '1+a' as parser_version, 480 + (week_no = 0)::int as page_count, began_at
    from (
        select week_no, timestamptz '2025-03-05 09:00:00+00' - to_weeks(week_no) as began_at
        from range(7) as weeks(week_no)
    );
create table raw.current_build as select max(run_id) as run_id from raw.batches;
create table ops.runs as
    select run_id, 'published' as status from raw.batches anti join raw.current_build using (run_id);

create table raw.pages as
    select batch_id, run_id, format('{}-{:02d}-{:02d}', batch_id, outlet_no, article_no) as content_sha256,
        concat(
            'Ferry ', article_no, e' Halts 👩‍👩‍👧\n\nThe Gazette reports that Ann Lee of Besançon said "help is near".\n'
        ) as text
    from raw.batches, range(16) as outlets(outlet_no), range(30) as articles(article_no)
    union all
    select batch_id, run_id, 'index-page' as content_sha256, e'Ferries\nTrains\n' as text
    from raw.batches join raw.current_build using (run_id);

create table raw.parsed_pages as
    select batch_id, run_id, content_sha256, '1+a' as parser_version, null::text as parse_error,
        case when content_sha256 = 'index-page' then {'code': 'index_page', 'reason': '40 links'} end as rejection,
        [1, 2, 3] as segments, [{'quotes': [1]}, {'quotes': []}] as citations, [1] as mentions,
        [1] as authors, [1] as topics, [1, 2] as image_credits
    from raw.pages;

create table ops.page_outcomes as
    select run_id, '/pages/' || content_sha256 as source_path, 'ingested' as outcome, content_sha256, batch_id
    from raw.pages
    union all
    select run_id, '/pages/again-' || content_sha256, 'duplicate', content_sha256, null from raw.pages
    where content_sha256 like 'b-0-00-0%'
    union all
    select run_id, '/pages/broken.txt', 'quarantined', null, null from raw.current_build
    union all
    select run_id, '/pages/' || outcome || '.zip', outcome, 'archive', null
    from raw.current_build, (values ('opened'), ('unchanged')) as outcomes(outcome);

create table marts.fct_articles as
    select 'a' || content_sha256 as article_id, 'p' || content_sha256 as page_id, 's' || content_sha256 as story_id,
        'outlet-' || content_sha256[5:6] as publisher_outlet_id, batch_id, run_id, content_sha256,
        content_sha256 || '.txt' as source_file, 'Ferry Halts' as headline, 'No boat sails' as dek,
        strftime(began_at, '%A, %-d %B %Y 8:00 AM') as published_text, 'minute' as time_precision,
        page.parser_version, 1 as version_no, 300 + content_sha256[8:9]::int as word_count, 2 as citation_count,
        1 as mention_count, 0 as unclaimed_line_count, true as is_current,
        began_at - to_minutes(content_sha256[8:9]::int) as published_at,
        (began_at - to_minutes(content_sha256[8:9]::int)) at time zone 'UTC' as published_local,
        began_at as first_seen_at
    from raw.parsed_pages as page join raw.batches using (batch_id, run_id)
    where rejection is null;

-- One article is told again by another, and one page was delivered again a week later.
update marts.fct_articles set story_id = 'sb-0-15-02' where article_id = 'ab-0-15-03';
update marts.fct_articles set page_id = 'pb-1-15-00', story_id = 'sb-1-15-00', version_no = 2
    where article_id = 'ab-0-15-01';
update marts.fct_articles set is_current = false where article_id = 'ab-1-15-00';
create table marts.fct_article_changes as
    select 'ab-0-15-01-d0' as change_id, article_id, 'ab-1-15-00' as previous_article_id, page_id, batch_id, version_no,
        'sentence' as changed_part, 'reworded' as change_type, 'Ferry 0 Halts' as before_text,
        'Ferry 1 Halts' as after_text, 0 as before_start, 13 as before_end, 0 as after_start, 13 as after_end
    from marts.fct_articles where article_id = 'ab-0-15-01';
create table marts.bridge_story_articles as
    select story_id, article_id, min(article_id) over story as matched_article_id,
        case when row_number() over story = 1 then 'origin' when version_no > 1 then 'update' else 'exact' end as relation,
        row_number() over story as member_no, 1.0 as similarity, 1.0 as containment, 0 as lag_minutes
    from marts.fct_articles
    window story as (partition by story_id order by version_no, article_id);
create table marts.dim_stories as
    select story_id, 'Ferry Halts' as headline, count(*) as version_count,
        count(*) filter (is_current) as article_count, min(published_at) as first_published_at,
        max(published_at) as last_published_at
    from marts.fct_articles group by story_id;

create table lines as
    select content_sha256, batch_id, run_id, line_no, line_text,
        sum(length(line_text)) over page - length(line_text) as line_start
    from (
        select content_sha256, batch_id, run_id, line_no, line_text || e'\n' as line_text
        from raw.pages, unnest(string_split(rtrim(text, e'\n'), e'\n')) with ordinality as l(line_text, line_no)
    )
    window page as (partition by content_sha256 order by line_no);
create macro found(line_text, line_start, part) as (line_start + instr(line_text, part) - 1)::int;

create table marts.fct_article_segments as
    select article_id || '-s' || (line_no - 1) as segment_id, article_id, lines.batch_id, lines.run_id, parser_version,
        line_text as segment_text, rtrim(line_text, e'\n') as content_text,
        line_start::int as segment_start, (line_start + length(line_text))::int as segment_end,
        line_start::int as content_start, (line_start + length(line_text) - 1)::int as content_end
    from marts.fct_articles join lines using (content_sha256);

create table marts.fct_source_citations as
    select article_id || '-c0' as citation_id, article_id, null::text as relayed_by_citation_id, 'gazette' as source_outlet_id,
        'none' as source_entity_id, 'none' as source_name_id, lines.batch_id, lines.run_id, parser_version,
        'outlet' as source_kind, 'explicit' as resolved_by, 0 as chain_depth,
        found(line_text, line_start, 'The Gazette') as source_start, source_start + 11 as source_end,
        'The Gazette' as source_text, found(line_text, line_start, 'reports') as cue_start, cue_start + 7 as cue_end,
        'reports' as cue_text, null::int as content_start, null::int as content_end, null::text as content_text,
        null::int as addressee_start, null::int as addressee_end, null::text as addressee_text
    from marts.fct_articles join lines using (content_sha256) where line_no = 3;
insert into marts.fct_source_citations by name
    select article_id || '-c1' as citation_id, article_id, article_id || '-c0' as relayed_by_citation_id,
        'none' as source_outlet_id, 'person-lee' as source_entity_id, 'person-lee' as source_name_id, lines.batch_id,
        lines.run_id, parser_version, 'person' as source_kind, 'explicit' as resolved_by, 1 as chain_depth,
        found(line_text, line_start, 'Ann Lee') as source_start, source_start + 7 as source_end,
        'Ann Lee' as source_text, found(line_text, line_start, 'said') as cue_start, cue_start + 4 as cue_end,
        'said' as cue_text, found(line_text, line_start, 'help') as content_start, content_start + 12 as content_end,
        'help is near' as content_text
    from marts.fct_articles join lines using (content_sha256) where line_no = 3;

create table marts.fct_quotes as
    select citation_id || '-q0' as quote_id, citation_id, article_id, 'q' || article_id as quotation_id, batch_id, run_id, parser_version,
        content_start as quote_start, content_end as quote_end, content_text as quote_text, 3 as word_count
    from marts.fct_source_citations where content_text is not null;
create table intermediate.int_quotations as
    select quotation_id, batch_id, 3 + (article_id like 'ab-0-15-%')::int as word_count from marts.fct_quotes;
create table intermediate.int_trimmed_quotations as
    select 'qab-0-14-0' || i as quotation_id, 'qab-0-15-0' || i as full_quotation_id from range(4) as r(i);
create table marts.fct_entity_mentions as
    select article_id || '-m0' as mention_id, article_id, 'person-lee' as entity_id, 'person-lee' as name_id,
        batch_id, run_id, parser_version, source_start as mention_start, source_end as mention_end,
        source_text as mention_text
    from marts.fct_source_citations where source_kind = 'person';
drop table lines;

create table marts.bridge_article_names as
    select article_id, 'person-lee' as name_id, 'person-lee' as entity_id, batch_id, 'full_name' as joined_by,
        1 as mention_count
    from marts.fct_articles;
create table marts.bridge_article_authors as
    select article_id, 0 as author_no, batch_id, run_id, parser_version from marts.fct_articles;
create table marts.bridge_article_topics as
    select article_id, 0 as topic_no, batch_id, run_id, parser_version from marts.fct_articles;
create table marts.bridge_image_credits as
    select article_id, credit_no, batch_id, run_id, parser_version from marts.fct_articles, range(2) as c(credit_no);

create table marts.dim_outlets as
    select distinct publisher_outlet_id as outlet_id, true as is_in_registry from marts.fct_articles
    union all
    from (values ('gazette', true), ('none', false), ('unknown', false));
create table marts.dim_entities as from (values ('none'), ('unknown'), ('person-lee')) as v(entity_id);
create table marts.dim_cues as from (values ('none'), ('unknown')) as v(cue_id);
create table marts.dim_dates as from (values ('2025-03-03'), ('unknown')) as v(date_id);
