"""From printed dates and times to an instant: when the page was published, and on what evidence."""
