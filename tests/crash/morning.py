"""A process that writes the mails of a day and sends them, as a worker does, until it is killed or done."""

import sys
from datetime import datetime

from fivefold.config.installation import start_django


def main(now: datetime) -> None:
    start_django()
    from fivefold.core.mail.delivery import deliver_due
    from fivefold.reminders.actions import send_due

    sys.stdout.write("at work\n")
    sys.stdout.flush()
    # In turns, as duties and mail take turns in a worker, so that both are killed in the middle.
    while True:
        turns = iter([False] * 25)
        written = send_due(now, until=lambda turns=turns: next(turns, True))  # type: ignore[misc]
        if not deliver_due() and not written:
            return


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
