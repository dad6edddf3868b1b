{%- macro word_count(text) -%}
    len(regexp_extract_all({{ text }}, '\S+'))::integer
{%- endmacro -%}
