"""From bylines to authors: who wrote the page, in which role, for whom."""
