from fivefold.core.models.installation import InstallationMark
from fivefold.core.models.job import Job
from fivefold.core.models.ledger import Chain, Entry, EntryDetail
from fivefold.core.models.mail import OutgoingMail
from fivefold.core.models.publication import Publication
from fivefold.core.models.worker import WorkerBeat

__all__ = [
    "Chain",
    "Entry",
    "EntryDetail",
    "InstallationMark",
    "Job",
    "OutgoingMail",
    "Publication",
    "WorkerBeat",
]
