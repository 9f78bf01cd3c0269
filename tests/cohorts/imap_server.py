"""A mailbox on this machine that speaks enough IMAP over TLS for imaplib, so that the real client is tested and not a stand-in of it."""

import datetime
import re
import socketserver
import ssl
import threading
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, SECRET = "answers", "p@ss/word"


def make_certificate(folder) -> str:
    """A certificate for 127.0.0.1 and its key, in one file; answers its path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mailbox of a test")])
    today = datetime.datetime.now(datetime.UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
            .not_valid_before(today - datetime.timedelta(days=400)).not_valid_after(today + datetime.timedelta(days=400))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
            .sign(key, hashes.SHA256()))
    path = folder / "mailbox.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return str(path)


class Mailbox:
    """`mails`: what is in it, by uid; `seen`: uids; `said`: every command; `dies_at`: the line is cut when a command starts so."""

    def __init__(self, certificate: str) -> None:
        self.mails: dict[int, bytes] = {}
        self.seen: set[int] = set()
        self.said: list[str] = []
        self.dies_at = ""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        mailbox = self

        class Line(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    self.request = context.wrap_socket(self.request, server_side=True)
                    self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", buffering=0)
                    mailbox._talk(self.rfile, self.wfile)
                except OSError:
                    pass

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def deliver(self, *mails: bytes) -> None:
        for raw in mails:
            self.mails[len(self.mails) + 1] = raw

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _talk(self, lines, out) -> None:
        out.write(b"* OK ready\r\n")
        while line := lines.readline():
            tag, command = line.decode().rstrip("\r\n").split(" ", 1)
            self.said.append(re.sub(r"(?<=^LOGIN ).*", "...", command))
            if self.dies_at and command.startswith(self.dies_at):
                return
            untagged, verdict = self._answer(command)
            out.write(b"".join(b"* " + each + b"\r\n" for each in untagged) + f"{tag} {verdict} done\r\n".encode())
            if command == "LOGOUT":
                return

    def _answer(self, command: str) -> tuple[list[bytes], str]:
        if command == "CAPABILITY":
            return [b"CAPABILITY IMAP4rev1"], "OK"
        if command.startswith("LOGIN"):
            return [], "OK" if command == f'LOGIN {USER} "{SECRET}"' else "NO"
        if command.startswith("SELECT"):
            return [f"{len(self.mails)} EXISTS".encode()], "OK" if "INBOX" in command else "NO"
        if command == "UID SEARCH UNSEEN":
            return [b"SEARCH " + " ".join(str(uid) for uid in self.mails if uid not in self.seen).encode()], "OK"
        if found := re.fullmatch(r"UID FETCH (\d+) \((.*)\)", command):
            uid, what = int(found[1]), found[2]
            raw = self.mails[uid]
            if what == "RFC822.SIZE":
                return [f"{uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})".encode()], "OK"
            assert what == "BODY.PEEK[]", f"{what} would mark the mail as read before its answer is kept"
            return [f"{uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")"], "OK"
        if found := re.fullmatch(r"UID STORE (\d+) \+FLAGS.SILENT \(\\Seen\)", command):
            self.seen.add(int(found[1]))
            return [], "OK"
        return ([b"BYE"], "OK") if command == "LOGOUT" else ([], "BAD")
