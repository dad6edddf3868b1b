"""What is told of runs: when, to whom, in which words, and never so that a run fails by it."""

import json
import smtplib
import socketserver
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from flows.notices import channels, telling
from flows.notices.incidents import EndedRun, FailedCheck, Watch, judge
from flows.settings import NoticeSettings
from flows.storage.layout import DataDir

START = datetime(2025, 2, 10, 21, 0, tzinfo=UTC)
HOSTILE = "<!channel> @here [pay](http://evil.example)\n\x1b[31m`rm -rf` \u202e" + "x" * 5000
CHECK = FailedCheck("after_ingest", "raw_pages", "has_text", "Pages have text.", "critical", 3, HOSTILE)


def ended(minutes, *, problem=None, new=0, **facts):
    """Return a run that ended so many minutes after the start."""
    at = START + timedelta(minutes=minutes)
    counts = {} if new is None else {"file_count": 9, "ingested_count": new}
    defaults = {"stage": "ingest", "message": problem and f"{problem}: at {minutes}"}
    return EndedRun(f"run-{minutes}", at, at, counts, problem, **(defaults | facts))


refused = partial(ended, problem="GateFailed", is_refused=True, checks=(CHECK,))
broken = partial(ended, problem="TransformFailed")


def told_by(*runs, silence_hours=None):
    """Return what is told after each run, as (minutes, kind, count)."""
    watch, told = Watch(), []
    for run in runs:
        watch, dues = judge(watch, run, silence_hours)
        minutes = (run.finished_at - START) // timedelta(minutes=1)
        told += [(minutes, due.kind, due.count) for due in dues]
    return told


def test_the_same_failure_each_quarter_hour_is_told_ever_more_rarely_and_once_a_day():
    told = told_by(*(refused(15 * number) for number in range(96 * 3)))
    counts = [count for _, _, count in told]
    assert counts == [1, 2, 4, 8, 16, 32, 64, 128, 224, 256]
    assert all(later[0] - sooner[0] <= 24 * 60 for sooner, later in pairwise(told))


def test_another_failure_is_told_at_once_and_two_that_alternate_not_each_time():
    other = partial(refused, checks=(CHECK, FailedCheck("after_ingest", "t", "c", "", "critical", 1, None)))
    runs = [(refused, other)[number % 2](number) for number in range(16)]
    assert [(kind, count) for _, kind, count in told_by(*runs)] == [
        ("refused", count) for count in (1, 1, 2, 2, 4, 4, 8, 8)
    ]


def test_an_error_of_the_same_kind_in_the_same_stage_is_the_same_failure_whatever_its_words():
    assert told_by(broken(0), broken(1), broken(2), broken(3, stage="load")) == [
        (0, "failed", 1),
        (1, "failed", 2),
        (3, "failed", 1),
    ]


def test_the_first_run_that_ends_well_closes_an_incident_with_all_its_failures():
    runs = [refused(0), broken(15), refused(30), ended(45), ended(60), refused(75)]
    assert told_by(*runs)[-2:] == [(45, "recovered", 3), (75, "refused", 1)]


def test_silence_is_told_after_the_hours_that_are_set_then_daily_and_its_end_with_what_came():
    runs = [ended(60 * hour) for hour in range(40)]
    told = told_by(ended(0, new=5), *runs, ended(60 * 41, new=7), ended(60 * 42), silence_hours=6)
    assert told == [(6 * 60, "silent", 1), (30 * 60, "silent", 1), (41 * 60, "arrived", 7)]
    assert told_by(ended(0, new=5), *runs) == []


def test_a_run_that_did_not_get_to_look_says_nothing_of_silence():
    lost = partial(broken, problem="SourceNotFound", new=None)
    assert {kind for _, kind, _ in told_by(*(lost(60 * hour) for hour in range(9)), silence_hours=6)} == {
        "failed"
    }


class Receiver(ThreadingHTTPServer):
    """A webhook that keeps what it is sent and answers as it is told to."""

    def __init__(self, answer=200):
        self.answer, self.received = answer, []
        super().__init__(("127.0.0.1", 0), _Reception)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/services/T0/B0/xyzzy-secret"


class _Reception(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers["Content-Type"], json.loads(body)))
        if self.server.answer is None:
            self.server.released.wait(30)
        else:
            self.send_response(self.server.answer)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def lines_of(data):
    return [json.loads(line) for line in data.notices.read_text(encoding="ascii").splitlines()]


def test_a_webhook_gets_one_text_that_calls_nobody_and_shows_no_markup(tmp_path):
    data = DataDir(tmp_path)
    with serving(Receiver()) as webhook:
        telling.tell(data, refused(0), NoticeSettings(webhook=webhook.url))
    ((path, content_type, body),) = webhook.received
    assert (path, content_type, list(body)) == (
        "/services/T0/B0/xyzzy-secret",
        "application/json",
        ["text"],
    )
    text = body["text"]
    assert "A gate refused the data: 1 checks failed" in text
    assert "after_ingest, raw_pages: has_text (critical, 3 rows)" in text
    assert "`&lt;!channel&gt; @here [pay](http://evil.example) [31m'rm -rf'" in text
    assert str(data.reports / "data_docs" / "index.html") in text
    assert not set("\x1b\u202e<>") & set(text)
    assert len(text) < 2000
    (line,) = lines_of(data)
    assert (line["kind"], line["run_id"], line["checks"][0]["check_name"]) == ("refused", "run-0", "has_text")


@pytest.mark.parametrize("answer", [302, 404, 500])
def test_a_webhook_that_refuses_is_a_line_of_its_own_and_fails_nothing(tmp_path, answer):
    data = DataDir(tmp_path)
    with serving(Receiver(answer)) as webhook:
        telling.tell(data, broken(0), NoticeSettings(webhook=webhook.url))
    assert len(webhook.received) == 1
    told, undelivered = lines_of(data)
    assert told["kind"] == "failed"
    assert (undelivered["kind"], undelivered["channel"]) == ("undelivered", "webhook")
    assert str(answer) in undelivered["message"]


def test_a_webhook_that_never_answers_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(telling, "CHANNEL_SECONDS", 0.2)
    data = DataDir(tmp_path)
    with serving(Receiver(None)) as webhook:
        webhook.released = threading.Event()
        telling.tell(data, broken(0), NoticeSettings(webhook=webhook.url))
        webhook.released.set()
    assert "no answer" in lines_of(data)[1]["message"]


def test_what_cannot_be_reached_shows_no_address_in_the_file_or_the_log(tmp_path, monkeypatch, caplog):
    data = DataDir(tmp_path)
    monkeypatch.setenv("SOURCELINE_NOTICE_WEBHOOK", "http://127.0.0.1:1/services/xyzzy-secret")
    monkeypatch.setenv("SOURCELINE_SMTP_URL", "smtp://desk:pass-phrase@127.0.0.1:1")
    settings = NoticeSettings(
        "http://127.0.0.1:1/services/xyzzy-secret", "smtp://desk:pass-phrase@127.0.0.1:1", ("a@example.org",)
    )
    message = "cannot reach http://127.0.0.1:1/services/xyzzy-secret with pass-phrase"
    telling.tell(data, broken(0, message=message), settings)
    written = data.notices.read_text(encoding="ascii") + caplog.text
    assert [line.get("channel") for line in lines_of(data)] == [None, "webhook", "email"]
    assert "xyzzy" not in written
    assert "phrase" not in written


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP to take a message, with or without STARTTLS and a login."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, context=None):
        self.context, self.said, self.message = context, [], ""
        super().__init__(("127.0.0.1", 0), _Mail)

    def handle_error(self, *_):
        """Say nothing: a client that goes away is what a test is about."""


class _Mail(socketserver.StreamRequestHandler):
    def answer(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        self.wfile.flush()

    def handle(self):
        is_private = False
        self.answer("220 mail.example ready")
        while said := self.rfile.readline().decode().strip():
            verb = said.split()[0].upper()
            self.server.said.append(f"{'tls ' if is_private else ''}{said}")
            if verb == "EHLO":
                offers = ["250-STARTTLS"] if self.server.context and not is_private else []
                self.answer("250-mail.example", *offers, "250 AUTH PLAIN")
            elif verb == "STARTTLS":
                self.answer("220 go ahead")
                self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
                is_private = True
            elif verb == "DATA":
                self.answer("354 end with a dot")
                while (line := self.rfile.readline().decode()) != ".\r\n":
                    self.server.message += line
                self.answer("250 taken")
            else:
                self.answer({"AUTH": "235 welcome", "QUIT": "221 bye"}.get(verb, "250 fine"))

    def finish(self):
        super().finish()
        self.connection.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that vouches for itself, as one file with its key."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "mail.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


def mail_settings(server, user=""):
    return NoticeSettings(
        smtp_url=f"smtp://{user}127.0.0.1:{server.server_address[1]}", mail_to=("a@x.org", "b@x.org")
    )


def test_an_e_mail_goes_encrypted_with_its_password_to_all_and_its_subject_is_ours(
    tmp_path, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    data = DataDir(tmp_path)
    with serving(MailServer(context)) as server:
        telling.tell(data, refused(0), mail_settings(server, "desk%40x.org:pass-phrase@"))
    assert [line["kind"] for line in lines_of(data)] == ["refused"]
    assert [said for said in server.said if "AUTH" in said and not said.startswith("tls ")] == []
    recipients = [said for said in server.said if "RCPT" in said.upper()]
    assert len(recipients) == 2
    head, _, body = server.message.partition("\r\n\r\n")
    assert "Subject: Sourceline: A gate refused the data: 1 checks failed" in head
    assert "From: desk@x.org" in head
    assert "evil.example" not in head
    assert "has_text (critical, 3 rows)" in body


def test_a_password_is_not_sent_to_a_mail_server_without_encryption(tmp_path):
    data = DataDir(tmp_path)
    with serving(MailServer()) as server:
        telling.tell(data, broken(0), mail_settings(server, "desk:pass-phrase@"))
    assert server.message == ""
    assert not any("AUTH" in said for said in server.said)
    assert "STARTTLS" in lines_of(data)[1]["message"]


def test_a_mail_server_that_asks_for_nothing_is_given_no_password(tmp_path):
    data = DataDir(tmp_path)
    with serving(MailServer()) as server:
        telling.tell(data, broken(0), mail_settings(server))
    assert "From: a@x.org" in server.message
    assert [line["kind"] for line in lines_of(data)] == ["failed"]


def test_a_certificate_that_nobody_vouches_for_stops_the_mail(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(MailServer(context)) as server, pytest.raises((ssl.SSLError, smtplib.SMTPException)):
        channels.send_mail(mail_settings(server), "subject", "text")
    assert server.message == ""


def test_what_was_told_is_remembered_between_runs_and_a_torn_memory_only_tells_once_more(tmp_path):
    data = DataDir(tmp_path)
    for minutes in range(4):
        telling.tell(data, refused(15 * minutes, new=1), NoticeSettings())
    assert [line["count"] for line in lines_of(data)] == [1, 2, 4]
    data.watch.write_text('{"incident": {"since": ', encoding="utf-8")
    telling.tell(data, refused(75), NoticeSettings())
    telling.tell(data, ended(90), NoticeSettings())
    assert [(line["kind"], line["count"]) for line in lines_of(data)][3:] == [
        ("refused", 1),
        ("recovered", 1),
    ]
    assert telling.read_watch(data).incident is None


def test_a_run_with_nothing_to_tell_writes_no_notice(tmp_path):
    data = DataDir(tmp_path)
    telling.tell(data, ended(0, new=3), NoticeSettings(silence_hours=1))
    assert not data.notices.exists()


def test_the_file_of_notices_is_bounded_and_keeps_the_newest(tmp_path, monkeypatch):
    monkeypatch.setattr(channels, "MAX_FILE_BYTES", 2000)
    data = DataDir(tmp_path)
    for number in range(200):
        channels.append_line(data.notices, data.older_notices, {"number": number, "text": "\n" * 50})
    kept = sorted(tmp_path.iterdir())
    assert kept == [data.older_notices, data.notices]
    assert all(path.stat().st_size < 2200 for path in kept)
    assert lines_of(data)[-1]["number"] == 199


def test_a_place_that_cannot_be_written_stops_neither_the_run_nor_the_webhook(tmp_path, caplog):
    data = DataDir(tmp_path / "a file")
    data.root.touch()
    with serving(Receiver()) as webhook:
        telling.tell(data, broken(0), NoticeSettings(webhook=webhook.url))
    assert len(webhook.received) == 1
    assert "could not be written" in caplog.text
