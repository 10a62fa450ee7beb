"""What waited when a copy was made may have been done since; what cannot be done twice is not."""

# The rule of the outbox: a message that may have gone out is shown, and never sent again by itself.
MAY_HAVE_GONE_OUT = (
    "UPDATE core_outgoingmail SET state = 'unknown', "
    "note = 'It waited when the copy was made that this installation was restored from.' "
    "WHERE state IN ('queued', 'claimed')"
)
