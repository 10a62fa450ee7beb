from django.urls import path, register_converter
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.partnerships.states import SideConverter
from fivefold.partnerships.views import invitations, pages, people, setup

register_converter(SideConverter, "side")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("setup/", setup.setup, name="setup"),
    path("setup/organization/", setup.setup_organization, name="setup_organization"),
    path("setup/partnership/", setup.setup_partnership, name="setup_partnership"),
    path("setup/<publicid:setup_id>/", setup.setup_one, name="setup_one"),
    path("setup/<publicid:setup_id>/invite/<side:side>/", setup.setup_invite, name="setup_invite"),
    path(
        "setup/<publicid:setup_id>/invitations/<publicid:invitation_id>/",
        setup.setup_invitation,
        name="setup_invitation",
    ),
    path("invitation/<token:token>/", invitations.invitation, name="invitation"),
    path("invitation/<token:token>/answer/", invitations.invitation_answer, name="invitation_answer"),
    path("p/<publicid:partnership_id>/people/", people.people, name="people"),
    path("p/<publicid:partnership_id>/people/invite/", people.invite, name="invite"),
    path("p/<publicid:partnership_id>/people/leave/", people.leave, name="leave"),
    path(
        "p/<publicid:partnership_id>/people/<publicid:membership_id>/", people.membership, name="membership"
    ),
    path(
        "p/<publicid:partnership_id>/invitations/<publicid:invitation_id>/again/",
        people.invitation_again,
        name="invitation_again",
    ),
    path(
        "p/<publicid:partnership_id>/invitations/<publicid:invitation_id>/withdraw/",
        people.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("p/<publicid:partnership_id>/ledger/", pages.ledger, name="ledger"),
    path("p/<publicid:partnership_id>/ledger/verify/", pages.ledger_verify, name="ledger_verify"),
    path("p/<publicid:partnership_id>/private/", pages.private_space, name="private_space"),
    path("p/<publicid:partnership_id>/share/<slug:kind>/<publicid:record_id>/", pages.share, name="share"),
]
