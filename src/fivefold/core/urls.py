from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.core.views.accessibility import accessibility
from fivefold.core.views.health import healthz, readyz
from fivefold.core.views.jobs import job, job_cancel
from fivefold.core.views.outbox import outbox
from fivefold.core.views.specimens import specimens

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("outbox/", outbox, name="outbox"),
    path("jobs/<publicid:job_id>/", job, name="job"),
    path("jobs/<publicid:job_id>/cancel/", job_cancel, name="job_cancel"),
    path("accessibility/", accessibility, name="accessibility"),
    path("specimens/", specimens, name="specimens"),
]
