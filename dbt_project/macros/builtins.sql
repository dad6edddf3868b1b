{#-
    Relations without the name of the database: views keep the text they are made of, and they shall work
    in a copy of the file under another name, or attached under any.
-#}

{%- macro ref() -%}
    {%- do return(builtins.ref(*varargs, **kwargs).include(database=false)) -%}
{%- endmacro -%}

{%- macro source() -%}
    {%- do return(builtins.source(*varargs, **kwargs).include(database=false)) -%}
{%- endmacro -%}

{#-
    What a query finds, as a list of constants for `in`. DuckDB passes over the rows that have none of them before
    it reads their other columns; of a joined table it reads the columns first, which are whole pages here.
-#}
{%- macro constants(sql) -%}
    {%- set found = run_query(sql).columns[0].values() if execute else [] -%}
    {%- for value in found -%}
        '{{ value | replace("'", "''") }}'{{ ", " if not loop.last }}
    {%- else -%}
        null
    {%- endfor -%}
{%- endmacro -%}

{#- A recursion that keeps one row for each key, and replaces it. -#}
{%- macro using_key(column) -%}
    using key ({{ column }})
{%- endmacro -%}

{#- Whether this build only adds pages, under the terms that the last was made under. -#}
{%- macro build_adds() -%}
    {%- set terms = ref('int_build_terms') -%}
    {%- do return(execute and run_query('select is_addition from ' ~ terms).columns[0].values()[0]) -%}
{%- endmacro -%}
