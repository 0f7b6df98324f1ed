"""Errors that a user may meet. Each says what happened, to which file or tag, and what to do."""


class SpeckleViewerError(Exception):
    """Base of every error that the product raises on purpose."""


class CineError(SpeckleViewerError):
    """A file cannot be opened, or one of its frames cannot be decoded."""


class MethodError(SpeckleViewerError):
    """A method is unknown, its weights do not load, or it cannot run on this input."""


class SimulationError(SpeckleViewerError):
    """A parameter of a simulation is out of range, or its picture or output cannot be used."""


class Cancelled(SpeckleViewerError):
    """The work was cancelled by whoever asked for it; nothing went wrong."""


class TrainingError(SpeckleViewerError):
    """A recipe, its data or its weights cannot be used, or training cannot go on."""


class EvaluationError(SpeckleViewerError):
    """What is to be measured is not there, does not fit together, or cannot be measured."""


class ExportError(SpeckleViewerError):
    """What is to be taken away cannot be written."""


class SessionError(SpeckleViewerError):
    """A session file cannot be read, or what is shown cannot be saved as one."""
