"""Of the sign-in library only the pages that are used have an address, so that there is less to guard."""

from allauth.account.views import logout
from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    # The library calls the same page by this name too.
    path("sign-in/", views.SignIn.as_view(), name="account_request_login_code"),
    path("sign-in/code/", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-out/", logout, name="account_logout"),
    path("first/<token:token>/", views.first_administrator, name="first_administrator"),
    path("me/", views.me, name="me"),
    path("me/known/", views.known, name="known"),
    path("me/known.json", views.known_file, name="known_file"),
    path("me/erase/", views.erase, name="erase"),
    path("language/", views.set_language, name="set_language"),
]
