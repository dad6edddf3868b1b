"""Photo captions and their credits."""
