"""Google Forms: a timestamp first, then a column for each question or row of a grid, `question [row]`."""

import re

from fivefold.files.tools.layout import Head, Heading, Layout, mismatch
from fivefold.files.words import vocabulary

FORMAT = "google-forms-csv"
WORKBOOK_FORMAT = "xlsx"

# English, Spanish, German, French, Portuguese, Italian, Dutch and Catalan, as Google writes them.
TIMESTAMPS = vocabulary(
    "timestamp marcatemporal marcatiempo zeitstempel horodateur horodatage carimbodatahora "
    "informazionicronologiche tijdstempel marcatemps"
)
# What Google adds when it collects addresses or counts points.
OWN = TIMESTAMPS | vocabulary(
    "emailaddress username direccioncorreoelectronico nombreusuario emailadresse nutzername adresseemail "
    "nomdutilisateur enderecoemail nomedousuario score puntuacion punktzahl punkte pontuacao punteggio"
)
DATE = re.compile(r"\s*\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}\b")


def recognize(head: Head) -> bool:
    """A log of machines has timestamps too, but writes their name small."""
    below = [record[0] for record in head.records[1:] if record and record[0].strip()]
    return _stamped(head) and head.names[0][0].isupper() and all(map(DATE.match, below))


def lay_out(head: Head) -> Layout:
    if not _stamped(head) and not any(name.endswith("]") for name in head.names):
        raise mismatch("Google Forms")
    own = [form in OWN for form in head.forms]
    return Layout(
        head.rows(1), [Heading(name, metadata=one) for name, one in zip(head.names, own, strict=True)]
    )


def _stamped(head: Head) -> bool:
    return head.forms[0] in TIMESTAMPS
