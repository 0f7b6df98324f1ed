"""The frames of the sample cine; ``python -m speckle_viewer.cli_sample OUT`` writes them."""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from speckle_viewer.simulation.heart_cine import HeartCine
from speckle_viewer.simulation.scan import Scan
from speckle_viewer.simulation.speckle import Display

FRAME_TIME_MS = 1000 / 30
_DEPTH_CM = 16.0
_GREY = 170
_SPIKE = 0.2
"""Where in the drawn beat the trace has its spike."""


def sample_heart(height: int = 400, frames: int = 48) -> HeartCine:
    """Two beats of the simulated heart; ``height`` of the frames in pixels."""
    scale = height / 400
    scan = Scan(
        height=height,
        width=round(520 * scale),
        apex=(10.0 * scale, 260.0 * scale),
        near=14.0 * scale,
        far=378.0 * scale,
        half_angle=float(np.radians(41)),
        lines=round(150 * scale),
        samples=round(560 * scale),
        lateral=1.25,
        axial=1.7,
    )
    display = Display(torch.tensor([58.0]), torch.tensor([1.0]), torch.tensor([0.15]))
    return HeartCine(scan, display, frames, beats=2, change=0.35, looks=1, seed=3)


def sample_frames(heart: HeartCine) -> Iterator[NDArray[np.uint8]]:
    """Frames (H, W) of the sample: the speckled heart, and outside it a depth scale and a trace."""
    trace = _heart_trace(60)
    for number, image in enumerate(heart.speckled(range(heart.frames))):
        frame = (image * 255).round().to(torch.uint8).numpy()
        yield _annotated(frame, heart, number, trace)


def cm_per_pixel(heart: HeartCine) -> float:
    """Size of a pixel of the sample, centimetres."""
    return _DEPTH_CM / heart.scan.far


def _annotated(
    frame: NDArray[np.uint8], heart: HeartCine, number: int, trace: NDArray[np.float32]
) -> NDArray[np.uint8]:
    height, width = frame.shape
    picture = Image.fromarray(frame)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=max(8, round(height / 36)))
    margin = round(width * 0.02)
    draw.text((margin, margin), "Speckle Viewer\nSimulated heart", _GREY, font=font)
    for depth in range(int(_DEPTH_CM) + 1):
        row = heart.scan.apex[0] + depth / cm_per_pixel(heart)
        length = margin if depth % 5 == 0 else margin // 2
        draw.line((width - length, row, width - 1, row), fill=_GREY)
        if depth % 5 == 0 and depth:
            draw.text((width - 1.5 * margin, row), str(depth), _GREY, font=font, anchor="rm")
    left, base, wide = margin, height * 0.95, width * 0.17
    steps = np.linspace(0, 1, len(trace), endpoint=False)
    points = [
        (left + wide * float(t), base - height * 0.07 * float(v))
        for t, v in zip(steps, trace, strict=True)
    ]
    draw.line(points, fill=_GREY, width=1)
    now = left + wide * ((number * heart.beats / heart.frames + _SPIKE) % 1)
    draw.line((now, base - height * 0.085, now, base + height * 0.02), fill=255)
    return np.array(picture)


def _heart_trace(count: int) -> NDArray[np.float32]:
    """A stylised electrocardiogram of one beat; systole begins just after the spike at 0."""
    phase = (np.arange(count) / count - _SPIKE) % 1
    waves = ((0.88, 0.03, 0.15), (0.985, 0.010, -0.1), (0.01, 0.012, 1.0), (0.30, 0.05, 0.28))
    trace = np.zeros(count, np.float32)
    for centre, width, height in waves:
        distance = np.abs(phase - centre)
        distance = np.minimum(distance, 1 - distance)
        trace += height * np.exp(-0.5 * (distance / width) ** 2)
    return trace
