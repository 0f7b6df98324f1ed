"""Published weights made into methods: their files read, their layouts known, stored as our own."""

from speckle_viewer.methods.importers.store import import_weights

__all__ = ["import_weights"]
