"""What a machine draws beside the scan: a label, a scale of depth, the trace of a heart."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from speckle_viewer.simulation.physical_scan import Margins, PhysicalScan

SECTOR_MARGINS = Margins(0.025, 0.03, 0.02)
LINEAR_MARGINS = Margins(0.11, 0.03, 0.07)
"""Room for the label above a scan that has no free corners."""

_GREY = 170
_SPIKE = 0.2
"""Where in the drawn beat the trace has its spike."""
_WAVES = ((0.88, 0.03, 0.15), (0.985, 0.010, -0.1), (0.01, 0.012, 1.0), (0.30, 0.05, 0.28))


def marked(image: Tensor, scan: PhysicalScan, label: str, phase: float | None) -> NDArray[np.uint8]:
    """Grey frame (H, W) of an image in [0, 1] with its marks.

    Parameters
    ----------
    label
        What it shows, in one line.
    phase
        Where in the heart's cycle it was, 0 to 1; None where no heart beats.
    """
    height, width = scan.height, scan.width
    picture = Image.fromarray((image.numpy() * 255).round().astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=max(8, round(height / 36)))
    margin = round(width * 0.02)
    draw.text((margin, margin), f"Speckle Viewer\n{label}", _GREY, font=font)
    per_cm = 10 / scan.mm
    for depth in range(int((scan.far - scan.near) / per_cm) + 1):
        row = scan.apex[0] + scan.near + depth * per_cm
        length = margin if depth % 5 == 0 else margin // 2
        draw.line((width - length, row, width - 1, row), fill=_GREY)
        if depth % 5 == 0 and depth:
            draw.text((width - 1.5 * margin, row), str(depth), _GREY, font=font, anchor="rm")
    if phase is not None:
        # Small enough for the corner below a sector of the usual width.
        _draw_trace(draw, phase, (margin, round(height * 0.96)), (width * 0.12, height * 0.05))
    return np.array(picture)


def _draw_trace(
    draw: ImageDraw.ImageDraw, phase: float, corner: tuple[int, int], size: tuple[float, float]
) -> None:
    """A stylised electrocardiogram of one beat; systole begins just after the spike at 0."""
    steps = np.linspace(0, 1, 60, endpoint=False)
    trace = np.zeros(60)
    for centre, width, height in _WAVES:
        distance = np.abs((steps - _SPIKE) % 1 - centre)
        trace += height * np.exp(-0.5 * (np.minimum(distance, 1 - distance) / width) ** 2)
    (left, base), (wide, tall) = corner, size
    points = [
        (left + wide * float(t), base - tall * float(v)) for t, v in zip(steps, trace, strict=True)
    ]
    draw.line(points, fill=_GREY, width=1)
    now = left + wide * ((phase + _SPIKE) % 1)
    draw.line((now, base - 1.2 * tall, now, base + 0.3 * tall), fill=255)
