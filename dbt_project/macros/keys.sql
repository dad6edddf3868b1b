{#- Keys are readable text made from content alone, so that every rebuild gives the same ones. -#}

{#- Half a SHA-256 is plenty to tell pages apart and short enough to read and to type. -#}
{%- macro article_key(content_sha256) -%}
    left({{ content_sha256 }}, 32)
{%- endmacro -%}

{#- `<article_id>-c0004`: the thing numbered 4 of its article; `kind` is a letter. -#}
{%- macro part_key(parent_id, kind, number) -%}
    format('{}-{{ kind }}{:04d}', {{ parent_id }}, {{ number }})
{%- endmacro -%}

{#- `Sergei Ryabkov` → `sergei-ryabkov`. A name without a letter or digit is known by its hash. -#}
{%- macro slug(name) -%}
    coalesce(
        nullif(
            trim(regexp_replace(lower(strip_accents({{ name }})), '[^\p{L}\p{N}]+', '-', 'g'), '-'),
            ''
        ),
        left(md5({{ name }}), 12)
    )
{%- endmacro -%}

{#- The outlet's id in the registry, or `x-tennessean` for an outlet (`The Tennessean`) that is not in it. -#}
{%- macro outlet_key(registry_id, outlet_name) -%}
    coalesce(
        {{ registry_id }},
        'x-' || {{ slug("regexp_replace(" ~ outlet_name ~ ", '^the +', '', 'i')") }}
    )
{%- endmacro -%}

{#- `person-sergei-ryabkov`; `org-tennessean` for `The Tennessean` and for `Tennessean`. -#}
{%- macro entity_key(entity_type, entity_name) -%}
    lower({{ entity_type }}) || '-' || {{ slug("regexp_replace(" ~ entity_name ~ ", '^the +', '', 'i')") }}
{%- endmacro -%}

{#- `2025-02-10`, or `unknown`. -#}
{%- macro date_key(day) -%}
    coalesce(strftime({{ day }}, '%Y-%m-%d'), 'unknown')
{%- endmacro -%}

{#- The same words have the same key wherever they are quoted; what has no word is known by its marks. -#}
{%- macro quotation_key(quote_text) -%}
    left(sha256(coalesce(nullif({{ quotation_words(quote_text) }}, ''), {{ quote_text }})), 32)
{%- endmacro -%}

{#- `person-smith-in-<article_id>`: somebody of whom nothing is known but that this page names them so. -#}
{%- macro page_only_key(name_id, article_id) -%}
    {{ name_id }} || '-in-' || {{ article_id }}
{%- endmacro -%}

{#-
    `https://www.example.com/2025/02/10/ferry-sinks/?utm_source=x#top` → `example.com/2025/02/10/ferry-sinks`;
    null for what names no single page (`https://example.com/world-news`): the last address of a page has a
    number in it or three words joined by hyphens, and that of a front page or section has neither.
-#}
{%- macro page_address(url) -%}
    regexp_extract(
        regexp_replace(
            regexp_replace(
                split_part({{ url }}, '#', 1), '([?&])(?:utm_[a-z]+|fbclid|gclid|cmp|ref|src)=[^&]*', '\1', 'g'
            ),
            '/*[?&]*$|([?&])&+', '\1', 'g'
        ),
        '^(?i:https?://(?:www\.)?)([^/?]+[/?].*(?:\d|[^/-]-[^/-]+-[^/-]).*)$', 1
    )
{%- endmacro -%}

{#- The page, whatever its content: known by its address where it has its own, else by where it lies. -#}
{%- macro page_key(url, source_path) -%}
    left(sha256(coalesce(nullif({{ page_address(url) }}, ''), {{ source_path }})), 32)
{%- endmacro -%}

{#- `20250210T211100123Z-9f3a` → 2025-02-10 21:11:00.123 UTC -#}
{%- macro run_started_at(run_id) -%}
    try_strptime(left({{ run_id }}, 18), ['%Y%m%dT%H%M%S%g', '%Y%m%d']) at time zone 'UTC'
{%- endmacro -%}
