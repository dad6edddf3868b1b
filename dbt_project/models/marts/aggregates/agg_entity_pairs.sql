-- Normalised pointwise mutual information, ln(p(a,b) / (p(a) p(b))) / -ln(p(a,b)) with shares p of the
-- articles that name anybody: G. Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction,
-- GSCL 2009. It makes too much of what is rare, hence the least count.
with named as (

    select * from {{ ref('int_current_names') }}

),

entities_counted as (

    select
        entity_id,
        row_number() over (order by entity_id)::integer as entity_no,
        count(*) as article_count
    from named
    group by entity_id
    having count(*) >= 3

),

-- By number, as millions of pairs are compared.
frequent as (

    select
        named.article_id,
        named.story_id,
        entities_counted.entity_no
    from named
    inner join entities_counted on named.entity_id = entities_counted.entity_id

),

pairs as (

    select
        firsts.entity_no,
        seconds.entity_no as other_entity_no,
        count(*) as article_count,
        count(distinct firsts.story_id) as story_count
    from frequent as firsts
    inner join frequent as seconds
        on
            firsts.article_id = seconds.article_id
            and firsts.entity_no < seconds.entity_no
    group by firsts.entity_no, seconds.entity_no
    having count(*) >= 3

),

articles_counted as (

    select count(distinct article_id) as article_count
    from named

),

together as (

    select
        firsts.entity_id,
        seconds.entity_id as other_entity_id,
        pairs.article_count,
        pairs.story_count,
        pairs.article_count / articles_counted.article_count as pair_share,
        firsts.article_count / articles_counted.article_count as entity_share,
        seconds.article_count / articles_counted.article_count as other_entity_share
    from pairs
    inner join entities_counted as firsts on pairs.entity_no = firsts.entity_no
    inner join entities_counted as seconds on pairs.other_entity_no = seconds.entity_no
    cross join articles_counted

),

final as (

    select
        'entity-pair:' || together.entity_id || ':' || together.other_entity_id as agg_id,
        together.entity_id,
        together.other_entity_id,
        entities.entity_name,
        partners.entity_name as other_entity_name,
        entities.entity_type,
        partners.entity_type as other_entity_type,
        together.article_count,
        together.story_count,
        -- Two that stand in every article are never apart, and the logarithm below is 0.
        case
            when together.pair_share = 1 then 1
            else
                ln(together.pair_share / (together.entity_share * together.other_entity_share))
                / -ln(together.pair_share)
        end as npmi
    from together
    left join {{ ref('dim_entities') }} as entities on together.entity_id = entities.entity_id
    left join {{ ref('dim_entities') }} as partners on together.other_entity_id = partners.entity_id

)

select * from final
