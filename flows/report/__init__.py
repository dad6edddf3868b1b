"""The overview page: what is published and how the runs went, for people who would rather look."""
