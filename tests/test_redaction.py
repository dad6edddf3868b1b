"""Secrets come in through the environment and through nothing else, and do not go out."""

import logging

import pytest

from flows.errors import UsageError
from flows.redaction import hide_secrets
from flows.settings import load_notice_settings, load_settings, redact

VARIABLES = {
    "AWS_SECRET_ACCESS_KEY": "wJalr/XUtn+FEMI",
    "AWS_SESSION_TOKEN": "token-of-a-session",
    "SOURCELINE_NOTICE_WEBHOOK": "https://hooks.example/services/T0/B0/xyzzy",
    "SOURCELINE_SMTP_URL": "smtp://desk:pass%2Fphrase@mail.example:587",
    "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql+asyncpg://prefect:hunter22@db/prefect",
    "HOME": "/home/desk",
    "SHORT_TOKEN": "on",
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("refused: wJalr/XUtn+FEMI", "refused: ***"),
        ("POST https://hooks.example/services/T0/B0/xyzzy timed out", "POST *** timed out"),
        ("535 bad password pass/phrase", "535 bad password ***"),
        ("AUTH pass%2Fphrase", "AUTH ***"),
        ("cannot reach postgresql+asyncpg://prefect:hunter22@db/prefect", None),
        ("s3://AKIA:unknown+secret/key@bucket/pages is empty", "s3://AKIA:***@bucket/pages is empty"),
        ("in /home/desk on Monday", "in /home/desk on Monday"),
        ("no such file: p\udcff.txt", "no such file: p\\udcff.txt"),
        (
            "mail desk@example.org: see https://example.org/a",
            "mail desk@example.org: see https://example.org/a",
        ),
    ],
)
def test_no_secret_is_in_what_is_shown(text, shown):
    told = hide_secrets(text, VARIABLES)
    assert told == shown if shown else "hunter22" not in told


@pytest.mark.parametrize("source", ["s3://key:secret@bucket/pages", "S3://key:se/cret@bucket"])
def test_a_source_with_a_password_is_refused_before_prefect_would_store_it(source):
    with pytest.raises(UsageError, match="AWS_SECRET_ACCESS_KEY") as refused:
        load_settings(sources=[source])
    assert "cret@" not in str(refused.value)


def test_a_source_without_a_password_is_taken():
    assert load_settings(sources=["gs://anonymous@bucket/pages"]).sources == ("gs://anonymous@bucket/pages",)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"SOURCELINE_NOTICE_WEBHOOK": "hooks.example/xyzzy"}, "SOURCELINE_NOTICE_WEBHOOK must be"),
        ({"SOURCELINE_NOTICE_WEBHOOK": "file:///xyzzy"}, "SOURCELINE_NOTICE_WEBHOOK must be"),
        ({"SOURCELINE_SMTP_URL": "smtp://desk:xyzzy@host:port"}, "SOURCELINE_SMTP_URL must be"),
        ({"SOURCELINE_NOTICE_EMAIL": "desk@example.org"}, "needs SOURCELINE_SMTP_URL"),
        ({"SOURCELINE_SILENCE_HOURS": "-1"}, "SOURCELINE_SILENCE_HOURS must be"),
    ],
)
def test_where_notices_cannot_go_is_told_without_the_secret(variables, said, monkeypatch):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=said) as refused:
        load_notice_settings()
    assert "xyzzy" not in str(refused.value)


def test_addresses_are_in_no_representation(monkeypatch):
    monkeypatch.setenv("SOURCELINE_NOTICE_WEBHOOK", VARIABLES["SOURCELINE_NOTICE_WEBHOOK"])
    monkeypatch.setenv("SOURCELINE_SMTP_URL", VARIABLES["SOURCELINE_SMTP_URL"])
    settings = load_notice_settings()
    assert settings.webhook.endswith("xyzzy")
    assert "xyzzy" not in repr(settings)
    assert "phrase" not in repr(settings)


def test_a_json_log_line_has_no_secret_also_not_in_its_traceback(monkeypatch, caplog):
    from flows.logs import JsonLines

    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalr/XUtn+FEMI")
    try:
        float("wJalr/XUtn+FEMI")
    except ValueError:
        logging.getLogger("flows").exception("key %s", "wJalr/XUtn+FEMI")
    line = JsonLines().format(caplog.records[-1])
    assert "could not convert string to float: '***'" in line
    assert "FEMI" not in line


def test_redaction_knows_the_environment_of_now(monkeypatch):
    assert redact("my-new-token") == "my-new-token"
    monkeypatch.setenv("SOME_API_KEY", "my-new-token")
    assert redact("my-new-token") == "***"
