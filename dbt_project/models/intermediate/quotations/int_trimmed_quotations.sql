{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='quotation_id',
        on_schema_change='fail',
        post_hook="{{ forget_quotations_gone() }}"
    )
}}

with quotations as (

    select * from {{ ref('int_quotations') }}

),

-- Those whose full form may be another now: they are new, something new may hold them, or it is gone.
asking as (

    select distinct
        quotation_id,
        words,
        word_count,
        gap_count,
        rarest_gram
    from quotations
    where
        rarest_gram is not null
        {% if is_incremental() %}
            and (
                batch_id in ({{ batches_of_run() }})
                or rarest_gram in (
                    select unnest(delivered.grams)
                    from {{ ref('int_quotations') }} as delivered
                    where delivered.batch_id in ({{ batches_of_run() }})
                )
                or quotation_id in (
                    select trimmed.quotation_id
                    from {{ this }} as trimmed
                    anti join {{ ref('int_quotations') }} as held
                        on trimmed.full_quotation_id = held.quotation_id
                )
            )
        {% endif %}

),

grams as (

    select
        quotation_id,
        words,
        word_count,
        gap_count,
        unnest(grams) as gram
    from quotations

),

held as (

    select
        asking.quotation_id,
        arg_min(grams.quotation_id, {{ fullness('grams') }}) as full_quotation_id,
        max(grams.word_count) as full_word_count
    from asking
    inner join grams on asking.rarest_gram = grams.gram
    where
        {{ fullness('grams') }} < {{ fullness('asking') }}
        and {{ stands_in('asking.words', 'grams.words') }}
    group by asking.quotation_id

),

final as (

    select
        quotation_id,
        full_quotation_id,
        full_word_count
    from held

)

select * from final
