{#- What several views of marts/wide and marts/aggregates say alike of a fact. -#}

{#- `2025-02-10` → `2025-02`; `unknown` stays, which has as many letters. -#}
{%- macro month_of(date_id) -%}
    left({{ date_id }}, 7)
{%- endmacro -%}

{#- `2025-02-10` → `2025-W07`, or `unknown`. -#}
{%- macro week_of(date_id) -%}
    coalesce(strftime(try_cast({{ date_id }} as date), '%G-W%V'), 'unknown')
{%- endmacro -%}

{#-
    Minutes from the posting of a page to the run that delivered it. A page that prints a day alone does not
    say how long it took.
-#}
{%- macro latency_minutes(articles) -%}
    case
        when {{ articles }}.time_precision = 'minute'
            then datesub('minute', {{ articles }}.published_at, {{ articles }}.first_seen_at)
    end
{%- endmacro -%}

{#- `a / b`, or null where there is nothing to be a share of. -#}
{%- macro share_of(part, whole) -%}
    {{ part }} / nullif({{ whole }}, 0)
{%- endmacro -%}

{#-
    The last word of the first part of a title: `Deputy Foreign Minister` and `minister of health` are a
    minister, `co-founder and CEO` a co-founder, `Pennsylvania Sen.` a sen.
-#}
{%- macro role_of(title) -%}
    nullif(regexp_extract(lower({{ title }}), '^(?:.*?\s)??([^\s,]+?)[.]?(?:,| and | of | for | at | in |$)', 1), '')
{%- endmacro -%}

{#-
    Shannon's entropy in nats of c citations each of n: -sum(c/n ln(c/n)) = ln(n) - sum(c ln(c)) / n. It is 0
    for one source, and ln(k) for k sources that are cited alike.
-#}
{%- macro shannon_entropy(counted) -%}
    ln(sum({{ counted }})) - sum({{ counted }} * ln({{ counted }})) / sum({{ counted }})
{%- endmacro -%}

{#- Simpson's index 1 - sum((c/n)^2): how likely two citations drawn with replacement have two sources. -#}
{%- macro simpson_index(counted) -%}
    1 - sum({{ counted }} ** 2) / sum({{ counted }}) ** 2
{%- endmacro -%}
