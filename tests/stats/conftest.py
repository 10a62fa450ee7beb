"""No deadline for an example: it measures how busy the machine is, not what is true."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
