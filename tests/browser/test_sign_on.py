"""The district's sign-on in a real browser, under the real policy of contents: there and back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.accounts.sign_on_service import CLIENT, SECRET, service
from tests.browser.demonstration import demonstration
from tests.browser.test_passkey import look

pytestmark = pytest.mark.walk


def test_the_district_s_button_leads_there_and_back_signed_in(browser: Browser, tmp_path: Path) -> None:
    secret = tmp_path / "sign-on-secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    folder = tmp_path / "demo"
    folder.mkdir()
    with service() as district:
        district.signs_in("marcus.webb@cedarvalley.example")
        settings = {
            "FIVEFOLD_SIGN_ON_ISSUER": district.address,
            "FIVEFOLD_SIGN_ON_CLIENT": CLIENT,
            "FIVEFOLD_SIGN_ON_SECRET_FILE": str(secret),
            "FIVEFOLD_SIGN_ON_NAME": "Cedar Valley USD",
        }
        with demonstration(folder, **settings) as demo:
            for scripts in (True, False):
                page = browser.new_page(locale="en-US", java_script_enabled=scripts)
                page.goto(f"{demo.url}/sign-in/?next=/me/")
                if scripts:
                    look(page, "sign-in-district")
                page.get_by_role("button", name="Sign in with Cedar Valley USD").click()
                page.wait_for_url(f"{demo.url}/me/")
                assert "marcus.webb@cedarvalley.example" in page.locator("main").inner_text()
                page.close()
            district.is_down = True
            page = browser.new_page(locale="en-US")
            page.goto(f"{demo.url}/sign-in/")
            page.get_by_role("button", name="Sign in with Cedar Valley USD").click()
            look(page, "sign-in-district-down")
            assert "come in with a code" in page.locator("main").inner_text()
            page.close()
