from django.urls import path, register_converter
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.partnerships.states import SideConverter
from fivefold.partnerships.views import administration, administrators, invitations, pages, people, setup

register_converter(SideConverter, "side")

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<publicid:partnership_id>/needs/", pages.needs, name="needs"),
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
    path("administration/ledger/", administration.ledger, name="installation_ledger"),
    path("administration/people/", administrators.administrators, name="administrators"),
    path("administration/people/invite/", administrators.administrator_invite, name="administrator_invite"),
    path(
        "administration/people/invitations/<publicid:invitation_id>/",
        administrators.administrator_invitation,
        name="administrator_invitation",
    ),
    path(
        "administration/people/<publicid:administrator_id>/close/",
        administrators.administrator_close,
        name="administrator_close",
    ),
    path("administration/partnerships/", administration.partnerships, name="administration"),
    path(
        "administration/partnerships/<publicid:setup_id>/emergency/",
        administration.emergency_access,
        name="emergency",
    ),
    path(
        "administration/partnerships/<publicid:setup_id>/emergency/end/",
        administration.emergency_end,
        name="emergency_end",
    ),
    path("administrator/<token:token>/", administrators.administrator_invited, name="administrator_invited"),
    path(
        "administrator/<token:token>/answer/",
        administrators.administrator_answer,
        name="administrator_answer",
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
