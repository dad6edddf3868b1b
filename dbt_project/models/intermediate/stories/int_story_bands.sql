{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ forget_bands_of_lost_texts() }}"
    )
}}

with texts as (

    select
        text_id,
        min(article_id) as article_id
    from {{ ref('int_story_texts') }}
    where is_comparable
    group by text_id
    {% if is_incremental() %}
        -- The words of an article that is read again, or of one in another batch, are known.
        having bool_and(not is_set_aside and batch_id in ({{ batches_of_run() }}))
    {% endif %}

),

signatures as (

    select
        article_id,
        bands
    from {{ ref('stg_signatures') }}
    {{ only_batches_of_run() }}

)

select
    texts.text_id,
    unnest(signatures.bands) as band
from texts
inner join signatures on texts.article_id = signatures.article_id
