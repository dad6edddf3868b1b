-- Whether a parsed page became an article: the others are in ops.quarantine.
{% macro is_article() -%}
    parse_error is null and rejection is null
{%- endmacro %}
