{#- What makes two quotations the same words, and one a part of the other. -#}

{#-
    `We’ll fight … [in court], “always”` → `well fight … always`. Case, accents of composition and punctuation do
    not count; ` … ` is where words were left out or the writer put in others. `[T]he` is `the`.
-#}
{%- macro quotation_words(quote_text) -%}
    trim(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                lower(nfc_normalize({{ quote_text }})), '\[(\p{L})\](\p{L})', '\1\2', 'g'
                            ),
                            '\[[^\]]*\]|\.{2,}|\.(?: \.)+', ' … ', 'g'
                        ),
                        '[''’]', '', 'g'
                    ),
                    '[^\p{L}\p{M}\p{N}…]+', ' ', 'g'
                ),
                '…(?: ?…)*', ' … ', 'g'
            ),
            '^[ …]+|[ …]+$|( ) +', '\1', 'g'
        )
    )
{%- endmacro -%}

{#- Hashes of each five words in a row, of words and gaps as `quotation_words` gives them. -#}
{%- macro grams_of(words) -%}
    list_distinct(
        flatten(
            list_transform(
                list_transform(string_split({{ words }}, ' … '), lambda stretch: string_split(stretch, ' ')),
                lambda told: list_transform(
                    range(1, len(told) - 3), lambda i: md5_number_lower(array_to_string(told[i:i + 4], ' '))
                )
            )
        )
    )
{%- endmacro -%}

{#-
    Whether each stretch of `words` stands in `longer`. Where it stands is not asked: a pattern with many gaps can
    take forever to place.
-#}
{%- macro stands_in(words, longer) -%}
    len(
        list_filter(
            string_split({{ words }}, ' … '),
            lambda stretch: not contains(' ' || {{ longer }} || ' ', ' ' || stretch || ' ')
        )
    ) = 0
{%- endmacro -%}

{#- Of several quotations that others stand in, the first in this order is the full one: the longest. -#}
{%- macro fullness(quotation) -%}
    row(-{{ quotation }}.word_count, {{ quotation }}.gap_count, {{ quotation }}.quotation_id)
{%- endmacro -%}

{#- What is left of a quotation, or of what it stood in, when a batch is read again without the words. -#}
{%- macro forget_quotations_gone() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
            quotation_id in (
                select trimmed.quotation_id
                from {{ this }} as trimmed
                anti join {{ ref('int_quotations') }} as held on trimmed.quotation_id = held.quotation_id
            )
            or full_quotation_id in (
                select trimmed.full_quotation_id
                from {{ this }} as trimmed
                anti join {{ ref('int_quotations') }} as held on trimmed.full_quotation_id = held.quotation_id
            )
    {%- endif -%}
{%- endmacro -%}
