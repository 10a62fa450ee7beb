"""Reads what other tools write: plain tables and located errors out."""
