{#-
    When what a dimension says held: from `valid_from` until, but not at, `valid_to`, in UTC. The first version
    begins and the last one ends at a date beyond every article, so that one comparison finds the version of any.
-#}

{%- macro start_of_time() -%}
    timestamptz '1000-01-01 00:00:00+00'
{%- endmacro -%}

{%- macro end_of_time() -%}
    timestamptz '9999-01-01 00:00:00+00'
{%- endmacro -%}

{#- The first moment of a day, whatever the session's time zone. -#}
{%- macro midnight(day) -%}
    ({{ day }})::timestamp at time zone 'UTC'
{%- endmacro -%}

{#- `cnn@2022-04-08`; `cnn@first` for the version that nothing is known before. -#}
{%- macro version_key(id, valid_from) -%}
    {{ id }} || '@' || coalesce(strftime({{ valid_from }} at time zone 'UTC', '%Y-%m-%d'), 'first')
{%- endmacro -%}
