"""Whether this database is made up, and whether this visitor sits at the machine that holds it."""

from fivefold.core.models.installation import InstallationMark

MARK = "demonstration"


def is_demonstration() -> bool:
    return InstallationMark.objects.filter(kind=MARK).exists()


def mark_as_demonstration() -> None:
    """Only ever called by `fivefold demo`, on a database without people."""
    InstallationMark.objects.get_or_create(kind=MARK)
