"""A code by e-mail for who comes in by another door than the page that asks for an address."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpRequest

from fivefold.accounts.forms import AskForCodeForm

ASKED_IN = "asked_in"


def send_code(request: HttpRequest, email: str) -> str | None:
    """Send a code, under the same limits as anyone's; else a sentence that says why not.

    The visitor came by a link that was mailed to this address, and is not told “if there is an account”.
    """
    form = AskForCodeForm({"email": email})
    if not form.is_valid():
        return " ".join(str(error) for error in form.errors["email"])
    request.session[ASKED_IN] = form.cleaned_data["email"]
    LoginCodeVerificationProcess.initiate(request=request, user=form._user, email=form.cleaned_data["email"])
    return None
