{#- What differs between two versions of a page. -#}

{#- The pages of which this run has delivered or read a version. -#}
{%- macro pages_of_run() -%}
    select delivered.page_id
    from {{ ref('stg_pages') }} as delivered
    where delivered.batch_id in ({{ batches_of_run() }})
{%- endmacro -%}

{#- The articles of other batches that are versions of those pages: their keys, or their places. -#}
{%- macro siblings_of_run(articles, column='article_id') -%}
    select articles.{{ column }}
    from {{ articles }} as articles
    where
        articles.page_id in ({{ pages_of_run() }})
        and articles.batch_id not in ({{ batches_of_run() }})
{%- endmacro -%}

{#- What the versions that this run compares say of themselves. -#}
{%- macro of_compared_versions(relation) -%}
    {%- if is_incremental() -%}
        (
            select * from {{ relation }}
            where batch_id in ({{ batches_of_run() }})

            union all

            select * from {{ relation }}
            where article_id in ({{ known_beforehand(siblings_of_run(ref('fct_articles'))) }})
        )
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro -%}

{#- A version may come between two others, so all that was said of its page is said again. -#}
{%- macro forget_pages_of_run() -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where page_id in ({{ pages_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{#- One thing that a page says of itself: `key` is what is compared, `span` the place, if there is one. -#}
{%- macro field_of(name, key, text, span=none) -%}
    {
        'field_name': '{{ name }}',
        'field_key': {{ key }},
        'field_text': {{ text }},
        'field_start': {{ span ~ '.start' if span else 'null::integer' }},
        'field_end': {{ span ~ '.end' if span else 'null::integer' }}
    }
{%- endmacro -%}

{#-
    `“It’s over,” she said.` → ['"', 'its', 'over', '"', 'she', 'said']. Case, spacing and most punctuation are
    no news; quotation marks are, whatever their shape, and so are the signs of money and per cent.
-#}
{%- macro compared_words(text) -%}
    regexp_extract_all(
        translate(lower(nfc_normalize({{ text }})), '“”„«»''’', '"""""'),
        '[\p{L}\p{M}\p{N}]+|[\p{Sc}%"]'
    )
{%- endmacro -%}

{#- The same as text: equal for what says the same. What has no word is compared as it stands. -#}
{%- macro compared_text(text) -%}
    coalesce(nullif(array_to_string({{ compared_words(text) }}, ' '), ''), {{ text }})
{%- endmacro -%}

{#- What English sentences share whatever they are about. Denials are not among it. -#}
{%- macro little_words() -%}
    [
        'the', 'a', 'an', 'and', 'or', 'but', 'of', 'to', 'in', 'on', 'at', 'for', 'by', 'with', 'from', 'as', 'than',
        'after', 'this', 'that', 'he', 'she', 'it', 'its', 'they', 'his', 'her', 'their', 'is', 'are', 'was', 'were',
        'be', 'been', 'has', 'have', 'had', 'will', 'would', 'said', 'say', 'says'
    ]
{%- endmacro -%}

{#- What tells: `the`, `ship`, `sank`, `on`, `monday` → ['ship', 'sank', 'monday', 'ship sank', …]. -#}
{%- macro telling_marks(words) -%}
    list_transform(
        [list_filter({{ words }}, lambda word: not list_contains({{ little_words() }}, word))],
        lambda told: list_distinct(
            told || list_transform(range(1, len(told)), lambda i: told[i] || ' ' || told[i + 1])
        )
    )[1]
{%- endmacro -%}

{#-
    Of the telling words of two texts and the pairs of neighbours among them, the share that both have (Dice),
    from 0 to 1; null where neither has any. Pairs make the order of words count.
-#}
{%- macro similarity_of(marks, other_marks) -%}
    round(
        2 * len(list_intersect({{ marks }}, {{ other_marks }}))
        / nullif(len({{ marks }}) + len({{ other_marks }}), 0),
        4
    )
{%- endmacro -%}
