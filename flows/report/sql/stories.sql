-- Stories that many ran
-- How long after the first article each of the others told the same story.

with stories as (

    select *
    from marts.dim_stories
    where
        article_count > 1
        and last_published_at::date between getvariable('first_day') and getvariable('last_day')
    order by outlet_count desc, article_count desc, first_published_at desc, story_id asc
    limit 10

),

members as (

    select
        bridge.story_id,
        list({
            'relation': bridge.relation,
            'lag_hours': greatest(coalesce(bridge.lag_minutes, 0), 0) / 60,
            'is_ring': bridge.wire_origin_outlet_id <> 'none'
        } order by bridge.member_no)[:100] as articles
    from marts.bridge_story_articles as bridge
    inner join stories on bridge.story_id = stories.story_id
    where bridge.is_current
    group by bridge.story_id

)

select
    left(coalesce(stories.headline, 'no headline'), 160) as headline,
    firsts.outlet_name as first_outlet_name,
    if(stories.wire_origin_outlet_id = 'none', null, wires.outlet_name) as wire_outlet_name,
    members.articles,
    stories.article_count,
    stories.outlet_count,
    strftime(stories.first_published_at, '%Y-%m-%d %H:%M') as first_at
from stories
inner join members on stories.story_id = members.story_id
inner join marts.dim_outlets as firsts on stories.first_outlet_id = firsts.outlet_id
inner join marts.dim_outlets as wires on stories.wire_origin_outlet_id = wires.outlet_id
order by
    stories.outlet_count desc,
    stories.article_count desc,
    stories.first_published_at desc,
    stories.story_id asc
