"""From lines to the fields of an article: authors, posting time, publisher, photo credits, topics."""
