"""What other rooms may wait for. A receiver runs inside the act's transaction."""

from django.dispatch import Signal

# round: Round, by: Person
round_recorded = Signal()
