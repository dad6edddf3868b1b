{#- Gives schemas their plain names: `marts`, not `marts_marts`. Each build has a database of its own. -#}
{%- macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro -%}
