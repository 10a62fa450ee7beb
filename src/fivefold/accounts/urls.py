"""Of the sign-in library only the pages that are used have an address, so that there is less to guard."""

from allauth.account.views import logout
from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.accounts import district, kept_forms, views, ways_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    # The library calls the same page by this name too.
    path("sign-in/", views.SignIn.as_view(), name="account_request_login_code"),
    path("sign-in/code/", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/passkey/", ways_in.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second-step/", ways_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/district/", district.sign_on, name="district_sign_on"),
    path("sign-in/district/back/", district.back, name="district_back"),
    path("sign-out/", logout, name="account_logout"),
    path("first/<token:token>/", views.first_administrator, name="first_administrator"),
    path("me/", views.me, name="me"),
    path("me/ways-in/", ways_in.ways_in, name="ways_in"),
    path("me/ways-in/", ways_in.ways_in, name="mfa_index"),
    path("me/ways-in/passkeys/add/", ways_in.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "me/ways-in/passkeys/<publicid:passkey_id>/name/",
        ways_in.NamePasskey.as_view(),
        name="name_passkey",
    ),
    path(
        "me/ways-in/passkeys/<publicid:passkey_id>/remove/",
        ways_in.RemovePasskey.as_view(),
        name="remove_passkey",
    ),
    path("me/ways-in/app/", ways_in.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("me/ways-in/app/remove/", ways_in.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("me/ways-in/codes/", ways_in.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("me/ways-in/codes/new/", ways_in.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("me/ways-in/again/", ways_in.Again.as_view(), name="mfa_reauthenticate"),
    path("me/ways-in/again/passkey/", ways_in.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("me/sessions/end-others/", ways_in.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<publicid:session_id>/end/", ways_in.end_session, name="end_session"),
    path("me/known/", views.known, name="known"),
    path("me/known.json", views.known_file, name="known_file"),
    path("me/erase/", views.erase, name="erase"),
    path("me/kept/", kept_forms.kept_form, name="kept_form"),
    path("language/", views.set_language, name="set_language"),
]
