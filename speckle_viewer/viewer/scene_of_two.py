"""What is on the screen where two cines are shown together."""

from dataclasses import replace

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.beside import across, followed
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.scene import Scene, resolve
from speckle_viewer.viewer.wants import Wants
from speckle_viewer.viewer.wishes import DECODE_AHEAD, frames_ahead

_LONGEST = 28
"""Letters of a file's name in a caption; of a longer one the middle is left out."""


def resolve_two(wants: Wants, facts: Facts, facts_beside: Facts | None = None) -> Scene:
    """The scene of the first cine, and in it that of a second one if that is shown.

    A pure function, as `resolve` is.
    """
    scene, second = resolve(wants, facts), wants.second
    if second is None or second.cine is None or scene.cine is None or facts_beside is None:
        return scene
    coming = (
        followed(wants, frame).frame for frame in frames_ahead(wants, DECODE_AHEAD, facts.backwards)
    )
    ahead = tuple(f for f in dict.fromkeys(coming) if f != second.frame)
    beside = resolve(second, facts_beside, ahead)
    first_name, second_name = names_apart(scene.cine, second.cine)
    seen = beside.inspection
    if seen.method:
        seen = replace(seen, method=f"{seen.method} · {second_name}")
    said = _frame_words(wants, len(second.cine))
    panes = (
        replace(p, id=across(p.id), where=second_name, detail=f"{said} · {p.detail}".rstrip(" ·"))
        for p in beside.panes
    )
    return replace(
        scene,
        panes=tuple(replace(pane, where=first_name) for pane in scene.panes),
        beside=replace(beside, inspection=seen),
        panes_beside=tuple(panes),
        pixel=scene.pixel or beside.pixel,
    )


def names_apart(first: Cine, second: Cine) -> tuple[str, str]:
    """Short names of two cines, with their folders' where they would be the same."""
    same = first.name == second.name
    return _short(first, same), _short(second, same)


def _short(cine: Cine, with_folder: bool) -> str:
    name = cine.name
    if with_folder and cine.path is not None:
        name = f"{cine.path.absolute().parent.name}/{name}"
    half = _LONGEST // 2 - 1
    return name if len(name) <= _LONGEST else f"{name[:half]}…{name[-half:]}"


def _frame_words(wants: Wants, count: int) -> str:
    frame, beyond = followed(wants)
    said = {"before": " · begins later", "after": " · has ended", "": ""}[beyond]
    return f"frame {frame + 1} / {count}{said}"
