{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{{ forget_reloaded_batches() }}"
    )
}}

-- An inverted index: a quotation stands in another only if each five of its words in a row stand there. So it
-- is held against those alone that have the rarest of its fives.
with quoted as (

    select
        quotation_id,
        batch_id,
        min(quote_text) as quotation_text,
        any_value({{ quotation_words('quote_text') }}) as words
    from {{ ref('fct_quotes') }}
    {{ only_batches_of_run() }}
    group by quotation_id, batch_id

),

indexed as (

    select
        *,
        len(regexp_extract_all(words, '[^ …]+'))::integer as word_count,
        len(string_split(words, '…'))::integer - 1 as gap_count,
        {{ grams_of('words') }} as grams
    from quoted

),

grams_wanted as (

    select
        quotation_id,
        batch_id,
        unnest(grams) as gram
    from indexed

),

grams_held as (

    select gram
    from grams_wanted

    {% if is_incremental() %}
        union all

        select held.gram
        from (select unnest(grams) as gram from {{ this }}) as held
        where held.gram in (select grams_wanted.gram from grams_wanted)
    {% endif %}

),

grams_counted as (

    select
        gram,
        count(*) as quotation_count
    from grams_held
    group by gram

),

rarest as (

    select
        grams_wanted.quotation_id,
        grams_wanted.batch_id,
        -- any of them finds the same quotations: which was the rarest when it came matters to the cost alone
        arg_min(grams_wanted.gram, row(grams_counted.quotation_count, grams_wanted.gram)) as rarest_gram
    from grams_wanted
    inner join grams_counted on grams_wanted.gram = grams_counted.gram
    group by grams_wanted.quotation_id, grams_wanted.batch_id

),

final as (

    select
        indexed.quotation_id,
        indexed.batch_id,
        indexed.quotation_text,
        indexed.words,
        indexed.word_count,
        indexed.gap_count,
        rarest.rarest_gram,
        indexed.grams
    from indexed
    left join rarest
        on indexed.quotation_id = rarest.quotation_id and indexed.batch_id = rarest.batch_id

)

select * from final
