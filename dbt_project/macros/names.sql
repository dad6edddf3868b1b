{#- What the shape of a name tells. Words are parted by spaces; `-` and `'` are letters of a word here. -#}

{#- `Martin Luther King Jr.` → ['Martin', 'Luther', 'King']. -#}
{%- macro name_words(name) -%}
    string_split(
        trim(regexp_replace({{ name }}, ',?\s+(Jr|Sr|II|III|IV)\.?$', '')), ' '
    )
{%- endmacro -%}

{#-
    Whether it takes a page to tell who is meant: one word (`Ryabkov`), a surname of several (`van Dyk`), or
    a surname behind one initial (`J. Hall`). `J.K. Rowling` is a full name.
-#}
{%- macro is_part_of_a_name(name) -%}
    len({{ name_words(name) }}) = 1
    or regexp_matches({{ name }}, '^\p{Ll}')
    or regexp_full_match({{ name }}, '\p{Lu}\.?\s+\S+')
{%- endmacro -%}

{#- `Ursula von der Leyen` goes by `von der Leyen`, `der Leyen` and `Leyen`: the keys of these names. -#}
{%- macro surname_keys(name) -%}
    list_transform(
        range(2, len({{ name_words(name) }}) + 1),
        lambda first_word: {{
            entity_key("'PERSON'", "array_to_string(" ~ name_words(name) ~ "[first_word:], ' ')")
        }}
    )
{%- endmacro -%}

{#- `Robert F. Kennedy` → `Robert Kennedy`; `J. Edgar Hoover` stays, as an initial comes first. -#}
{%- macro without_middle_initials(name) -%}
    regexp_replace({{ name }}, '(\p{L}{2,})(\s+\p{Lu}\.?)+\s+(\S*\p{L}{2,})', '\1 \3')
{%- endmacro -%}

{#- `North Atlantic Treaty Organization` → `NATO`: the capitals that words begin with. -#}
{%- macro initials(name) -%}
    array_to_string(regexp_extract_all({{ name }}, '(?:^|[\s-])(\p{Lu})', 1), '')
{%- endmacro -%}

{#- The first three of a list: `Ann Lee, Bo Ray, Cy Hall and 4 more`. -#}
{%- macro list_some(names) -%}
    array_to_string({{ names }}[:3], ', ')
    || case when len({{ names }}) > 3 then ' and ' || (len({{ names }}) - 3) || ' more' else '' end
{%- endmacro -%}
