"""Sentences, tokens, quoted spans and the closed classes of English grammar."""
