"""From sentences to mentions of people, organisations and places, each with its fullest name."""
