"""Errors that a user may meet. Each says what happened, to which file or tag, and what to do."""


class SpeckleViewerError(Exception):
    """Base of every error that the product raises on purpose."""


class CineError(SpeckleViewerError):
    """A file cannot be opened, or one of its frames cannot be decoded."""


class MethodError(SpeckleViewerError):
    """A method is unknown, its weights do not load, or it cannot run on this input."""


class Cancelled(SpeckleViewerError):
    """The work was cancelled by whoever asked for it; nothing went wrong."""
