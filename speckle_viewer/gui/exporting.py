"""What is on the screen as something that can be written. Loads pydicom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame
from speckle_viewer.colours import table
from speckle_viewer.export.box import Box
from speckle_viewer.export.dicom import Compression
from speckle_viewer.export.formats import Format, export
from speckle_viewer.export.montage import Bar, Compared, Panel, frames_of, montage
from speckle_viewer.export.processing import Processing
from speckle_viewer.gui.arranging import columns_for
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.viewer import INPUT, PaneScene, Scene
from speckle_viewer.viewer.comparer import compare
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.drawn import THEME, drawn_whole
from speckle_viewer.viewer.steering import method_of
from speckle_viewer.viewer.wants import Wants

Frames = Literal["whole", "range", "this"]

_WIDE, _HIGH = 1920, 1080
"""The screen for which several panes are arranged."""


@dataclass(frozen=True)
class Chosen:
    """What the user chose; ``pane`` None means all panes side by side."""

    pane: str | None
    format: Format
    frames: Frames = "whole"
    compression: Compression = "none"
    anonymous: bool = False
    masks: tuple[Box, ...] = ()


def export_job(path: Path, scene: Scene, chosen: Chosen) -> Callable[[Task], Path]:
    """A job for an analyst that writes what the scene shows to a path."""
    cine = scene.cine
    assert cine is not None
    panels = panels_of(scene, chosen.pane, chosen.frames)
    shape = cine.shape[1] / (cine.shape[0] * scene.panes[0].aspect)
    columns = columns_for(len(panels), _WIDE, _HIGH, shape)
    first = panels[0]
    numbers = numbers_of(scene, first) if chosen.format == "npy" else None
    about = " ".join({p.describe(): None for panel in panels for p in panel.processings})
    if isinstance(first, Compared):
        about = f"{first.told}: {about}"

    def write(task: Task) -> Path:
        pictures: Iterator[NDArray[Any]] | None = None
        if isinstance(first, Compared) and numbers is not None:
            pairs = frames_of(cine, [first], chosen.masks, task.check_method)
            pictures = (numbers(*(pair[id(p)] for p in first.processings)) for pair in pairs)
        elif chosen.pane in (None, COMPARE):
            pictures = montage(cine, panels, columns, masks=chosen.masks, check=task.check_method)
        export(
            path,
            cine,
            first.processings[0],
            chosen.format,
            compression=chosen.compression,
            anonymous=chosen.anonymous,
            masks=chosen.masks,
            levels=first.levels if isinstance(first, Panel) else None,
            pictures=pictures,
            about=about,
            check=task.check_method,
            progress=task.report,
        )
        return path

    return write


def panels_of(scene: Scene, pane: str | None, frames: Frames) -> list[Panel | Compared]:
    """What a montage is made of: a pane, or all of them where ``pane`` is None."""
    wants = scene.wants
    made = {p.id: processing_of(wants, p.id, frames) for p in scene.panes}
    panels = list[Panel | Compared]()
    for shown in scene.panes:
        if pane in (None, shown.id):
            processing = made[shown.id]
            title = " · ".join(part for part in (shown.title, processing.settings) if part)
            panels.append(Panel(title, processing, (shown.levels.low, shown.levels.high)))
    if pane in (None, COMPARE) and scene.comparison is not None:
        compared = [made[p] for p in wants.compared if p in made]
        if len(compared) == 2 and not scene.comparison.problem:  # both of the current cine
            panels.append(_compared(scene, scene.comparison, (compared[0], compared[1])))
    return panels


def _compared(
    scene: Scene, pane: PaneScene, processings: tuple[Processing, Processing]
) -> Compared:
    cine, how = scene.cine, scene.wants.comparison
    assert cine is not None

    def picture(first: Frame, second: Frame) -> NDArray[np.uint8]:
        image, overlay = compare(how, cine, first, second, 0)
        shown = replace(pane, image=image, overlays=() if overlay is None else (overlay,))
        pixels = drawn_whole(shown)
        if pane.divider is not None:
            pixels[:, max(pane.divider.column - 1, 0) : pane.divider.column] = 255
        return pixels

    bar = None
    if how.is_signed:
        low, high = f"{pane.levels.low:.3g}", f"{pane.levels.high:.3g}"
        bar = Bar(table("diverging", THEME), low, high, pane.unit)
    told = f"{pane.title} ({pane.unit})" if how.is_signed else pane.title
    return Compared(pane.title, processings, picture, bar, told)


def numbers_of(scene: Scene, panel: Panel | Compared) -> Callable[[Frame, Frame], Frame] | None:
    """What makes the numbers of a comparison out of two frames; None for images."""
    cine, how = scene.cine, scene.wants.comparison
    if cine is None or not isinstance(panel, Compared):
        return None

    def numbers(first: Frame, second: Frame) -> Frame:
        image, overlay = compare(how, cine, first, second, 0)
        return image if overlay is None else overlay.values

    return numbers


def processing_of(wants: Wants, pane: str, frames: Frames) -> Processing:
    """What makes the frames of a pane: its method as it is set now."""
    first, last = {
        "whole": (0, wants.frame_count - 1),
        "range": wants.playback_range,
        "this": (wants.frame, wants.frame),
    }[frames]
    if pane == INPUT:
        return Processing(first=first, last=last)
    method = method_of(pane)
    painted, plain = wants.painted_noise(method), Processing()
    steered = pane != method
    return Processing(
        method,
        wants.controls.get(method, {}),
        wants.precision,
        steering=wants.steering_of(method) if steered else plain.steering,
        edits=wants.edits_of(method) if steered else (),
        noise=None if painted is None else painted.levels,
        first=first,
        last=last,
    )
