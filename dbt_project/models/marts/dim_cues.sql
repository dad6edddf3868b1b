{{ config(pre_hook="{{ forget_unless_addition() }}") }}

with known as (

    select
        cue_id,
        cue_class,
        cue_kind,
        split_part(forms, '|', 1) as cue_lemma,
        replace(forms, '|', ', ') as cue_forms
    from {{ ref('cues') }}

),

-- An edited lookup may lack a cue that older pages were read with.
cited as (

    select distinct cue_id
    from {{ ref('fct_source_citations') }}
    {{ only_added_batches() }}

),

cues as (

    select
        coalesce(known.cue_id, cited.cue_id) as cue_id,
        coalesce(known.cue_class, 'unknown') as cue_class,
        coalesce(known.cue_kind, 'unknown') as cue_kind,
        coalesce(known.cue_lemma, cited.cue_id) as cue_lemma,
        coalesce(known.cue_forms, cited.cue_id) as cue_forms
    from known
    full outer join cited on known.cue_id = cited.cue_id
    where coalesce(known.cue_id, cited.cue_id) not in ('none', 'unknown')

),

placeholders (cue_id, cue_class, cue_kind, cue_lemma, cue_forms) as (

    values
    ('none', 'none', 'none', '(none)', '(none)'),
    ('unknown', 'unknown', 'unknown', '(unknown)', '(unknown)')

),

final as (

    select * from cues

    union all

    select * from placeholders

)

select * from final
{% if is_incremental() %}
    where cue_id not in (select told.cue_id from {{ this }} as told)
{% endif %}
