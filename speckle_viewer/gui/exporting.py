"""What is on the screen as something that can be written. Loads pydicom."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speckle_viewer.export.box import Box
from speckle_viewer.export.dicom import Compression
from speckle_viewer.export.formats import Format, export
from speckle_viewer.export.montage import Panel, montage
from speckle_viewer.export.processing import Processing
from speckle_viewer.gui.arranging import columns_for
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.viewer import INPUT, Scene
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
    panes = [p for p in scene.panes if chosen.pane in (None, p.id)]
    panels = []
    for pane in panes:
        processing = processing_of(scene.wants, pane.id, chosen.frames)
        title = " · ".join(part for part in (pane.title, processing.settings) if part)
        panels.append(Panel(title, processing, (pane.levels.low, pane.levels.high)))
    shape = cine.shape[1] / (cine.shape[0] * panes[0].aspect)
    columns = columns_for(len(panels), _WIDE, _HIGH, shape)

    def write(task: Task) -> Path:
        several = chosen.pane is None
        pictures = montage(cine, panels, columns, masks=chosen.masks, check=task.check_method)
        export(
            path,
            cine,
            panels[0].processing,
            chosen.format,
            compression=chosen.compression,
            anonymous=chosen.anonymous,
            masks=chosen.masks,
            levels=panels[0].levels,
            pictures=pictures if several else None,
            check=task.check_method,
            progress=task.report,
        )
        return path

    return write


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
