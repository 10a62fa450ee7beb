"""The tables of the ledger. Only `fivefold.core.ledger` writes them; triggers refuse everyone else."""

import json
from typing import Any

from django.db import models
from django.utils import timezone


class Chain(models.Model):
    """One chain of entries and its newest hash. The row is what an append locks."""

    key = models.CharField(max_length=80, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """One act. Plain identifiers only: names and texts live in the erasable detail."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=64)
    # A public identifier, not a foreign key: the entry outlives the person's row. Empty: the installation.
    actor = models.CharField(max_length=32, blank=True)
    about = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    detail_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="entry_numbers_count_in_chain")
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}:{self.number} {self.act}"

    @property
    def detail(self) -> dict[str, Any] | None:
        """What the act was about, or None once it has been erased."""
        kept = getattr(self, "kept_detail", None)
        return None if kept is None else kept.detail


class EntryDetail(models.Model):
    """The part of an entry that a person may have erased: deleting the row is the erasure."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="kept_detail")
    salt = models.CharField(max_length=64)
    # The very text that was hashed. A JSON column may change spacing, key order or the form of a number.
    text = models.TextField()

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"

    @property
    def detail(self) -> dict[str, Any]:
        detail: dict[str, Any] = json.loads(self.text)
        return detail
