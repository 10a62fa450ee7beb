"""The district's sign-on as the sign-in library's OpenID Connect provider, held to more than its defaults.

The library finds this module by its name. What is added: the token's signature is verified although it came
straight from the provider, issuer and subject must be whom they claim to be, PKCE is always used.
"""

from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from jwt import PyJWTError

DISTRICT = "district"


class DistrictAdapter(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        provider: DistrictProvider = self.get_provider()  # type: ignore[no-untyped-call]
        expected = provider.app.settings["server_url"]
        if str(config.get("issuer", "")).rstrip("/") != expected:
            raise OAuth2Error("the discovery document names another issuer")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002
        return request.build_absolute_uri(reverse("district_back"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no ID token came")
        login: SocialLogin = super().complete_login(request, app, token, **kwargs)
        claims = login.account.extra_data
        if claims["userinfo"].get("sub") != claims["id_token"].get("sub"):
            raise OAuth2Error("the ID token is of another subject")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        # Only a token that was fetched here is taken without its signature by the library.
        self.did_fetch_access_token = False
        try:
            claims: dict[str, Any] = super()._decode_id_token(app, id_token)
        except (PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("the ID token cannot be verified") from error
        return claims


class DistrictProvider(OpenIDConnectProvider):
    id = DISTRICT
    name = "District"
    oauth2_adapter_class = DistrictAdapter


provider_classes = [DistrictProvider]
