"""From sentences to attributions: who says what, by which cue, through whom, to whom, when."""
