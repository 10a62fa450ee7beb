from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.shares.views import members, visitors

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<publicid:partnership_id>/outside/<publicid:assessment_id>/", members.shares, name="shares"),
    path("p/<publicid:partnership_id>/outside/<publicid:assessment_id>/new/", members.send, name="share_out"),
    path("p/<publicid:partnership_id>/shares/<publicid:share_id>/", members.act, name="share_act"),
    path("shared/<token:token>/", visitors.shared, name="shared"),
    path("shared/<token:token>/code/", visitors.enter_code, name="shared_code"),
    path("shared/<token:token>/pdf/", visitors.pdf, name="shared_pdf"),
    path("shared/<token:token>/close/", visitors.close, name="shared_close"),
]
