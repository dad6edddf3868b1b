"""How well pages are read, measured against pages that were read by people."""
