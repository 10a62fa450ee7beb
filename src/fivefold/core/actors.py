"""Who does something, as far as this room needs to know: `core` lies beneath the room that keeps people."""

from typing import Protocol


class Actor(Protocol):
    @property
    def pk(self) -> int: ...

    public_id: str
    name: str
    email: str
    language: str
