{{
    config(
        incremental_strategy='delete+insert',
        unique_key='topic_id',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with filed as (

    select
        topic_id,
        min(topic_name) as topic_name
    from {{ ref('bridge_article_topics') }}
    {{ only_added_batches() }}
    group by topic_id

),

final as (

    {% if is_incremental() %}
        select
            filed.topic_id,
            least(filed.topic_name, known.topic_name) as topic_name
        from filed
        left join {{ this }} as known on filed.topic_id = known.topic_id
    {% else %}
        select * from filed
    {% endif %}

)

select * from final
