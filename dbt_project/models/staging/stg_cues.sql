select
    cue_id,
    cue_class,
    cue_kind,
    split_part(forms, '|', 1) as cue_lemma,
    string_split(forms, '|') as forms
from {{ ref('cues') }}
