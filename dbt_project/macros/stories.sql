{#-
    How stories follow the lake. `int_story_texts` keeps what a reloaded batch said before until the next run,
    so that a story can be told anew that has lost an article, or a text that has lost its last page.
-#}

{%- macro set_aside_reloaded_texts() -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where is_set_aside;
        update {{ this }} set is_set_aside = true where batch_id in ({{ batches_of_run() }})
    {%- endif -%}
{%- endmacro -%}

{#- The articles that this run brings, reads again or has lost. -#}
{%- macro touched_texts() -%}
    select texts.*
    from {{ ref('int_story_texts') }} as texts
    where
        texts.is_set_aside
        or texts.batch_id in ({{ batches_of_run() }})
{%- endmacro -%}

{%- macro forget_bands_of_lost_texts() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where text_id in (
            select texts.text_id
            from {{ ref('int_story_texts') }} as texts
            group by texts.text_id
            having bool_and(texts.is_set_aside)
        )
    {%- endif -%}
{%- endmacro -%}

{%- macro forget_pairs_of_touched_texts() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
            text_id in (select touched.text_id from ({{ touched_texts() }}) as touched)
            or other_text_id in (select touched.text_id from ({{ touched_texts() }}) as touched)
    {%- endif -%}
{%- endmacro -%}

{#-
    The articles whose stories may have changed. Every new tie has an end in a touched article, so the other
    end is one step from it. What was told together with either end is judged anew, as the tie that held it
    may be gone.
-#}
{%- macro articles_to_place() -%}
    with touched as (

        {{ touched_texts() }}

    ),

    alike as (

        select
            pairs.text_id,
            pairs.other_text_id
        from {{ ref('int_story_pairs') }} as pairs
        where
            pairs.text_id in (select touched.text_id from touched)
            or pairs.other_text_id in (select touched.text_id from touched)

    ),

    reached as (

        select texts.article_id
        from {{ ref('int_story_texts') }} as texts
        where
            texts.page_id in (select touched.page_id from touched)
            or texts.text_id in (
                select touched.text_id from touched
                union
                select alike.text_id from alike
                union
                select alike.other_text_id from alike
            )

    )

    select reached.article_id
    from reached

    union

    select members.article_id
    from {{ this }} as members
    where members.story_id in (
        select known.story_id
        from {{ this }} as known
        inner join reached on known.article_id = reached.article_id
    )
{%- endmacro -%}

{%- macro forget_lost_members() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where article_id in (
            select texts.article_id
            from {{ ref('int_story_texts') }} as texts
            group by texts.article_id
            having bool_and(texts.is_set_aside)
        )
    {%- endif -%}
{%- endmacro -%}

{#- Two stories that are merged have one name, and of one that falls apart the first part keeps it. -#}
{%- macro forget_untold_stories() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where story_id not in (select articles.story_id from {{ ref('bridge_story_articles') }} as articles)
    {%- endif -%}
{%- endmacro -%}

{#- A later page may join a story or merge two: the older articles of it are told which. -#}
{%- macro follow_stories() -%}
    {%- if is_incremental() -%}
        update {{ this }} as fact
        set story_id = members.story_id
        from {{ ref('int_story_members') }} as members
        where
            members.placed_by_run_id = {{ run_of_build() }}
            and fact.article_id = members.article_id
            and fact.story_id <> members.story_id
    {%- endif -%}
{%- endmacro -%}

{#- `story-<article_id>`: the article that was published first names the story. -#}
{%- macro story_key(first_article_id) -%}
    'story-' || {{ first_article_id }}
{%- endmacro -%}

{#- The linter cannot read `using key`. -#}
{%- macro one_row_for(column) -%}
    {{ using_key(column) if using_key is defined }}
{%- endmacro -%}
