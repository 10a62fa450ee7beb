"""A code by e-mail for who comes in by another door than the page that asks for an address."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpRequest

from fivefold.accounts.forms import AskForCodeForm

ASKED_IN = "asked_in"
# Whoever has a mailed link learns nothing of whom it was sent to.
UNNAMED = "unnamed"


def send_code(request: HttpRequest, email: str, *, is_named: bool = True) -> str | None:
    """Send a code, under the same limits as anyone's; else a sentence that says why not.

    The visitor came by a link that was mailed to this address, and is not told “if there is an account”.

    is_named: whether the page that takes the code may say where it went.
    """
    form = AskForCodeForm({"email": email})
    if not form.is_valid():
        return " ".join(str(error) for error in form.errors["email"])
    request.session[ASKED_IN if is_named else UNNAMED] = form.cleaned_data["email"]
    LoginCodeVerificationProcess.initiate(request=request, user=form._user, email=form.cleaned_data["email"])
    return None
