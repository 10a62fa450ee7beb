"""A code by e-mail for who comes in by another door than the page that asks for an address."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpRequest

from fivefold.accounts.forms import AskForCodeForm


def send_code(request: HttpRequest, email: str) -> str | None:
    """Send a code, under the same limits as anyone's; else a sentence that says why not."""
    form = AskForCodeForm({"email": email})
    if not form.is_valid():
        return " ".join(str(error) for error in form.errors["email"])
    LoginCodeVerificationProcess.initiate(request=request, user=form._user, email=form.cleaned_data["email"])
    return None
