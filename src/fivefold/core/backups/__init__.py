"""A copy of a whole installation in one file, and putting it back.

The file is a zip: the database, the files that people brought, and a manifest that tells what belongs in
it, each with its hash. It holds no key. Whatever goes wrong, nothing half-made is left under a name that
somebody could trust, and nothing that was there is lost.
"""
