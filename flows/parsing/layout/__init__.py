"""From the text of a page to its lines, each with its kind and the rule that told it."""
