"""The ways a notice goes: a line in a file, a webhook, an e-mail. Each raises where it cannot deliver."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flows.errors import NoticeUndelivered
from flows.settings import NoticeSettings

TIMEOUT_SECONDS = 10
MAX_FILE_BYTES = 2**20
"""A file of notices that has grown to this takes the place of the older one, and a new one begins."""
SUBMISSION_PORT, SMTPS_PORT = 587, 465


def append_line(path: Path, older: Path, line: Mapping[str, Any]) -> None:
    """Append one line of JSON in one write, which no other writer can tear; it is all ASCII."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size >= MAX_FILE_BYTES:
        path.replace(older)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, f"{json.dumps(line)}\n".encode("ascii"))
    finally:
        os.close(descriptor)


def post(url: str, text: str) -> None:
    """POST a message as `{"text": …}`, which Slack, Teams and Mattermost show."""
    request = urllib.request.Request(  # noqa: S310 - the settings let http and https through
        url, json.dumps({"text": text}).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    try:
        _open_no_redirect().open(request, timeout=TIMEOUT_SECONDS).close()
    except urllib.error.HTTPError as refusal:
        raise NoticeUndelivered(f"the webhook answered {refusal.code}") from refusal


def _open_no_redirect() -> urllib.request.OpenerDirector:
    """Return what follows no redirect: a webhook that has moved is an error, and goes to nobody else."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPDefaultErrorHandler,
    ):
        opener.add_handler(handler())
    return opener


def send_mail(settings: NoticeSettings, subject: str, text: str) -> None:
    """Send a message through the mail server; raise NoticeUndelivered before a password goes openly."""
    parts = urlsplit(settings.smtp_url or "")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = user if "@" in user else settings.mail_to[0]
    message["To"] = ", ".join(settings.mail_to)
    message.set_content(text)
    host, context = parts.hostname or "", ssl.create_default_context()
    with (
        smtplib.SMTP_SSL(host, parts.port or SMTPS_PORT, timeout=TIMEOUT_SECONDS, context=context)
        if parts.scheme == "smtps"
        else smtplib.SMTP(host, parts.port or SUBMISSION_PORT, timeout=TIMEOUT_SECONDS)
    ) as server:
        is_private = parts.scheme == "smtps"
        if not is_private and server.ehlo() and server.has_extn("starttls"):
            server.starttls(context=context)
            is_private = True
        if user:
            if not is_private:
                raise NoticeUndelivered("the mail server offers no STARTTLS, so the password was not sent")
            server.login(user, password)
        server.send_message(message)
