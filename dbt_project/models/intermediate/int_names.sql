{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='name_id',
        on_schema_change='fail',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with printed as (

    select
        name_id,
        entity_type,
        min(entity_name) filter (where not is_short) as full_name,
        min(entity_name) filter (where is_short) as short_name,
        count(*) filter (where is_telling) as telling_count,
        bool_or(outlet_id <> 'none') as is_outlet
    from {{ ref('int_article_names') }}
    {{ only_added_batches() }}
    group by name_id, entity_type

    {% if is_addition() %}
        union all

        select
            name_id,
            entity_type,
            full_name,
            short_name,
            telling_count,
            is_outlet
        from {{ this }}
        where
            name_id in (
                select added.name_id
                from {{ ref('int_article_names') }} as added
                where added.batch_id in ({{ batches_of_run() }})
            )
    {% endif %}

),

counted as (

    select
        name_id,
        entity_type,
        min(full_name) as full_name,
        min(short_name) as short_name,
        sum(telling_count)::integer as telling_count,
        bool_or(is_outlet) as is_outlet
    from printed
    group by name_id, entity_type

),

described as (

    select
        counted.*,
        case
            when counted.telling_count between 1 and terms.common_count then counted.full_name
        end as telling_name,
        -- `Robert F. Kennedy` is `Robert Kennedy`, perhaps
        case
            when counted.entity_type = 'PERSON'
                then
                    nullif(
                        {{ without_middle_initials('counted.full_name') }}, counted.full_name
                    )
        end as plain_name
    from counted
    cross join {{ ref('int_build_terms') }} as terms

),

final as (

    select
        described.name_id,
        case
            when described.plain_name is not null
                then {{ entity_key('described.entity_type', 'described.plain_name') }}
        end as plain_id,
        {% if is_incremental() %}
            case
                when coalesce(known.telling_name, '') = coalesce(described.telling_name, '')
                    then coalesce(known.telling_run_id, {{ run_of_build() }})
                else {{ run_of_build() }}
            end as telling_run_id,
        {% else %}
            {{ run_of_build() }} as telling_run_id,
        {% endif %}
        described.entity_type,
        described.full_name,
        described.short_name,
        described.telling_name,
        described.plain_name,
        case
            when described.entity_type = 'PERSON' and described.full_name is not null
                then {{ surname_keys('described.full_name') }}
            else []
        end as surname_ids,
        described.telling_count,
        described.is_outlet
    from described
    {% if is_incremental() %}
        left join {{ this }} as known on described.name_id = known.name_id
    {% endif %}

)

select * from final
