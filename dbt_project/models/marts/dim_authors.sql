{{
    config(
        incremental_strategy='delete+insert',
        unique_key='author_id',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with signed as (

    select
        author_id,
        min(published_date_id) as first_seen_date_id,
        min(author_name) as author_name
    from {{ ref('bridge_article_authors') }}
    {{ only_added_batches() }}
    group by author_id

),

final as (

    {% if is_incremental() %}
        select
            signed.author_id,
            least(signed.first_seen_date_id, known.first_seen_date_id) as first_seen_date_id,
            least(signed.author_name, known.author_name) as author_name
        from signed
        left join {{ this }} as known on signed.author_id = known.author_id
    {% else %}
        select * from signed
    {% endif %}

)

select * from final
