"""How many random cases a test tries that needs many: a third on each run, all by `make again`."""

from hypothesis import settings


def up_to(most: int) -> int:
    """`most` under the profile `many`, else a third of it."""
    is_many = settings.get_current_profile_name() == "many"
    return most if is_many else most // 3
