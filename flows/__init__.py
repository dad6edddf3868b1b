"""Sourceline's code: the command, the pipeline and its stages, and the parser they carry pages to."""
