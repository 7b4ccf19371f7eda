"""A real mail server for tests, with STARTTLS under a certificate of its own, and faults."""

from __future__ import annotations

import datetime as dt
import ssl
from contextlib import contextmanager
from ipaddress import ip_address

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Taken:
    """What the server has taken, and what it does wrong next.

    ``faults`` are looked at one a conversation: None, "before" (it hangs up when the text has
    come, and takes nothing), "after" (it takes the mail and hangs up before it says so), or an
    answer such as "451 later" to the recipient, "554 !no" to the text.
    """

    def __init__(self, faults=()):
        self.faults, self.mails, self.talks = iter(faults), [], []
        self.logins = []
        self.fault = None

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        self.fault = next(self.faults, None)
        self.talks.append((session.ssl is not None, session.authenticated))
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.fault and self.fault[0].isdigit() and "!" not in self.fault:
            return self.fault
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.fault == "before":
            server.transport.abort()
            return "250 nobody hears this"
        if self.fault and "!" in self.fault:
            return self.fault.replace("!", "")
        self.mails.append((envelope.rcpt_tos, envelope.content))
        if self.fault == "after":
            server.transport.abort()
        return "250 OK"

    def login(self, server, session, envelope, mechanism, data):
        said = (data.login.decode(), data.password.decode())
        self.logins.append(said)
        return AuthResult(success=said == ("ann", "p@ss/word"), handled=False)


class _Secure(Controller):
    """A server that answers nothing before the line is encrypted."""

    def __init__(self, taken, context):
        super().__init__(taken, hostname="127.0.0.1", port=0)
        self._context = context

    def factory(self):
        return SMTP(
            self.handler,
            tls_context=self._context,
            require_starttls=self._context is not None,
            auth_required=self._context is not None,
            authenticator=self.handler.login,
            hostname="mail.test",
        )

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(taken, context=None):
    """The port of a running server."""
    server = _Secure(taken, context)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def certificate(folder):
    """Contexts of a server named 127.0.0.1 and of one who trusts it, made for this test."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = folder / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    pem.write_bytes(secret + public)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(pem)
    return serving, ssl.create_default_context(cadata=public.decode())
