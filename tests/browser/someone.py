"""A person with a browser and a mailbox, at an installation that knows nobody yet."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.visiting import ARTIFACTS, faults_of, keep_picture
from tests.core.mail_server import Behavior

PATIENCE = 60
CODE = re.compile(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}$", re.MULTILINE)


@dataclass
class Someone:
    """`language` is what every page is to be in; `read` counts the messages taken out of the mailbox."""

    name: str
    address: str
    page: Page
    base: str
    mail: Behavior
    language: str
    read: int = 0

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def look(self, name: str) -> None:
        """As somebody who uses this page without eyes, or on a small screen, would find it."""
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        keep_picture(self.page, ARTIFACTS / "life", f"{name}-{self.language}-{width}")
        assert self.page.locator("html").get_attribute("lang") == self.language
        faults = faults_of(self.page)
        assert not faults, faults

    def fill(self, **fields: str) -> None:
        """By the fields' names; what is chosen is chosen by its value."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]")
            kind = field.first.evaluate("one => one.type")
            if kind == "radio":
                self.page.locator(f"main [name={name}][value={value}]").check(force=True)
            elif kind.startswith("select"):
                field.select_option(value)
            else:
                field.fill(value)

    def press(self) -> None:
        """The button that a page is about."""
        self.page.locator("main form .button.primary, main form button.primary").first.click()
        self.page.wait_for_load_state()

    def follow_link_in_mail(self) -> None:
        address = re.search(r"^https?://\S+$", self.next_mail(), re.MULTILINE)
        assert address
        assert address[0].startswith(self.base)
        self.page.goto(address[0])

    def type_code(self) -> None:
        code = CODE.search(self.next_mail())
        assert code
        self.page.locator("main [name=code]").fill(code[0])
        self.press()

    def next_mail(self) -> str:
        """The next message to this address, once it has come."""
        deadline = time.monotonic() + PATIENCE
        while len(mine := self._mine()) <= self.read:
            assert time.monotonic() < deadline, f"no mail reached {self.address}"
            time.sleep(0.1)
        self.read += 1
        text: str = mine[self.read - 1].get_content()
        return text.replace("\r\n", "\n")

    def sign_in(self) -> None:
        self.go("/sign-in/")
        self.fill(email=self.address)
        self.press()
        self.type_code()

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def forget_mail(self) -> None:
        self.read = len(self._mine())

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def _mine(self) -> Sequence[EmailMessage]:
        mails = (one for one in self.mail.messages if self.address in str(one["To"]))
        return [mail for mail in mails if isinstance(mail, EmailMessage)]


def take_pdf(page: Page) -> bytes:
    """The worker may still be at it."""
    deadline = time.monotonic() + PATIENCE
    button = page.locator("main form[action$='/pdf/'] button")
    while time.monotonic() < deadline:
        with page.expect_response(lambda answer: "/pdf/" in answer.url) as answered:
            try:
                with page.expect_download(timeout=4_000) as downloading:
                    button.click()
                return downloading.value.path().read_bytes()
            except TimeoutError:
                # Not made yet: the page came back and says so.
                assert answered.value.status == 302
    raise AssertionError(page.locator("main").inner_text())
