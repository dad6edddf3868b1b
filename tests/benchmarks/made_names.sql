-- Pages made of invented words, as the parser would have read them: about 300 words in 30 segments, 20 mentions
-- and 10 citations each. Everything follows from the number of the page, so that the same pages can be added to
-- warehouses of any size. Names follow a Zipf law; pages of one topic share names; one page in ten is a copy.

create or replace macro draw(page_no, salt, n) as (hash(page_no * 1009 + salt) % n)::bigint;
create or replace macro draw_zipf(page_no, salt, n) as
    floor(pow(n, hash(page_no * 1013 + salt) / 18446744073709551616.0))::bigint;

create or replace macro capital(text) as upper(text[1]) || text[2:];
create or replace macro syllable(n) as 'bcdfglmnprstvzkw'[n % 16 + 1] || 'aeio'[(n // 16) % 4 + 1];
create or replace macro word(n) as
    syllable(n) || syllable(n // 64) || case when n >= 4096 then syllable(n // 4096) || 'n' else '' end;
set variable words = (select list(word(range) order by range) from range(40000));
create or replace macro listed(name, n) as getvariable(name)[n + 1];
create or replace macro sentence(text_no, segment_no) as
    capital(array_to_string(
        list_transform(
            range(11), lambda i: listed('words', draw_zipf(text_no * 31 + segment_no, 100 + i, 6000))
        ),
        ' '
    )) || '.';

-- Some people bear a surname alone, many share one; one in thirty is printed with a middle initial.
create or replace temp table people_listed as
select
    person_no,
    capital(listed('words', draw(bearer_no, 1, 40000))) as surname,
    capital(listed('words', draw(bearer_no, 2, 300)))
    || case when bearer_no <> person_no then ' F. ' else ' ' end
    || surname as full_name
from (
    select
        range as person_no,
        range - (range % 30 = 0)::integer as bearer_no
    from range(200001)
);

create or replace temp table organisations_listed as
select
    range as organisation_no,
    capital(listed('words', draw(range, 3, 4000))) || ' '
    || capital(listed('words', draw(range, 4, 900))) || ' '
    || ['Bank', 'Council', 'Union', 'Party'][draw(range, 5, 4) + 1] as organisation_name
from range(40000);

create or replace temp table outlets_listed as
select
    outlet_id,
    outlet_name,
    row_number() over (order by outlet_id) - 1 as outlet_no
from read_csv($outlets);
