"""By whom the page was published, and in which country its site is."""
