"""Find secrets and take them out of text: `flows.settings.redact` does so with those of the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

SECRET_NAME = re.compile(
    r"SECRET|TOKEN|PASSWORD|PASSWD|ACCESS_KEY|API_KEY|AUTH_STRING|WEBHOOK", re.IGNORECASE
)
"""What the name of a variable has in it whose value is a secret: `AWS_SECRET_ACCESS_KEY`."""

URL_PASSWORD = re.compile(r"([a-z][a-z0-9+.-]*://[^/\s:@]*):([^\s@]+)@", re.IGNORECASE)
"""The password in an address: `s3://key:password@bucket`."""

MIN_LENGTH = 6
"""A shorter value is too common a word to be taken out of every text."""


def hide_secrets(text: str, variables: Mapping[str, str]) -> str:
    """Return text with `***` for every secret among the variables and every password in an address.

    What is no text, such as a byte of a file name that is not UTF-8, is escaped: it could be kept nowhere.
    """
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    for secret in sorted(find_secrets(variables), key=len, reverse=True):
        text = text.replace(secret, "***")
    return URL_PASSWORD.sub(r"\1:***@", text)


def find_secrets(variables: Mapping[str, str]) -> set[str]:
    """Return the values of variables that are named as secrets are, and the passwords in all addresses."""
    named = {value for name, value in variables.items() if SECRET_NAME.search(name)}
    passwords = {found[2] for value in variables.values() for found in URL_PASSWORD.finditer(value)}
    return {
        secret for secret in named | passwords | set(map(unquote, passwords)) if len(secret) >= MIN_LENGTH
    }


def has_password(url: str) -> bool:
    """Tell whether an address has a password in it."""
    return URL_PASSWORD.search(url) is not None
