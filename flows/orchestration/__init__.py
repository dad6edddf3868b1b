"""Prefect around the pipeline: the server that records its runs, and the schedule that starts them."""
