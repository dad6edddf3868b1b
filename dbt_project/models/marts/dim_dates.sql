{{ config(pre_hook="{{ forget_unless_addition() }}") }}

with referenced as (

    select published_date_id as date_id
    from {{ ref('fct_articles') }}
    {{ only_added_batches() }}

    union

    select said_date_id as date_id
    from {{ ref('fct_source_citations') }}
    {{ only_added_batches() }}

),

-- Whole years, so that a count by day shows the days on which nothing happened.
years as (

    select distinct left(date_id, 4)::integer as year_no
    from referenced
    where date_id <> 'unknown'

),

days as (

    select
        unnest(
            generate_series(make_date(year_no, 1, 1), make_date(year_no, 12, 31), interval 1 day)
        )::date as calendar_date
    from years

),

dated as (

    select
        {{ date_key('calendar_date') }} as date_id,
        dayname(calendar_date) as day_name,
        strftime(calendar_date, '%G-W%V') as iso_week,
        year(calendar_date)::integer as year_no,
        quarter(calendar_date)::integer as quarter_no,
        month(calendar_date)::integer as month_no,
        isodow(calendar_date) >= 6 as is_weekend,
        calendar_date
    from days

),

final as (

    select * from dated

    union all by name

    select 'unknown' as date_id

)

select * from final
{% if is_incremental() %}
    where date_id not in (select known.date_id from {{ this }} as known)
{% endif %}
