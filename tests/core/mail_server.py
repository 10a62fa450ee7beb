"""A small real mail server for the tests, which can be told how to behave."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP


@dataclass
class Behavior:
    recipient_answer: bytes = b"250 fine"
    data_answer: bytes = b"250 kept"
    hang_up_after_data: bool = False
    silent_after_data: bool = False
    received: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[bytes, bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def messages(self) -> list[Message]:
        return [message_from_bytes(raw, _class=EmailMessage, policy=SMTP) for raw in self.received]


class _Conversation(socketserver.StreamRequestHandler):
    behavior: Behavior

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")

    def handle(self) -> None:
        self.say(b"220 here")
        sender = b""
        for line in self.rfile:
            verb = line.split(b" ")[0].strip().upper()
            if verb == b"MAIL":
                sender = line.strip()
                self.say(b"250 fine")
            elif verb == b"RCPT":
                self.behavior.envelopes.append((sender, line.strip()))
                self.say(self.behavior.recipient_answer)
            elif verb == b"DATA":
                self.say(b"354 go on")
                self.behavior.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                if self.behavior.hang_up_after_data:
                    return
                if self.behavior.silent_after_data:
                    continue
                self.say(self.behavior.data_answer)
            elif verb == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 fine")


@contextmanager
def running_mail_server() -> Iterator[Behavior]:
    behavior = Behavior()
    handler = type("Conversation", (_Conversation,), {"behavior": behavior})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        behavior.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield behavior
        finally:
            server.shutdown()
            thread.join()
