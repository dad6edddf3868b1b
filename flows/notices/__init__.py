"""Tell people of runs that were refused, failed or recovered, and of sources that have gone silent."""
