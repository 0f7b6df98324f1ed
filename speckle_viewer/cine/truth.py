"""Where the truth of a simulated file lies: the same frames without speckle."""

from pathlib import Path

_NOISY, _CLEAN = "noisy", "clean"


def truth_beside(path: Path) -> Path | None:
    """The file or folder that holds the truth of another, as ``speckle-viewer simulate`` names it.

    ``NAME-clean.dcm`` beside ``NAME.dcm``; the folder ``clean`` beside ``noisy``, and in it the
    file of the same name. None where there is none.
    """
    places = [
        path.with_name(f"{path.stem}-{_CLEAN}{path.suffix}"),
        path.with_name(_CLEAN) if path.name == _NOISY else None,
        path.parent.with_name(_CLEAN) / path.name if path.parent.name == _NOISY else None,
    ]
    return next((place for place in places if place is not None and place.exists()), None)
