"""The figures of several methods' kernels at one pixel, as a table that can be taken away."""

from collections.abc import Sequence
from math import prod, sqrt
from typing import TYPE_CHECKING

from speckle_viewer.central import main_part
from speckle_viewer.gui.explain.same_pixel_view import Panel

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Table


def table_of(panels: Sequence[Panel], side: int) -> "Table":
    """A row for each method that has a kernel, of which ``side`` pixels around are drawn.

    The bias of equivalent kernels is the net bias.
    """
    from speckle_viewer.evidence.shown import Table

    rows = [_row(panel, side) for panel in panels if panel.kernel is not None]
    return Table("Kernels in figures", (*rows[0],), tuple((*row.values(),) for row in rows))


def _row(panel: Panel, side: int) -> dict[str, str | float | None]:
    """By head, with its unit; as on screen, the form of equivalent kernels is `main_part`'s."""
    from speckle_viewer.evidence.shape import shape_of

    kernel, spacing, scale = panel.kernel, panel.mm_per_px, panel.scale
    assert kernel is not None
    aspect = 1.0 if spacing is None else spacing[0] / spacing[1]
    form = shape_of(main_part(panel.weights) if panel.equivalent else panel.weights, aspect)
    width, (down, across) = float(form.width), form.centroid.tolist()
    unit = f" ({scale.unit})" if scale.unit else ""
    return {
        "Method": panel.title,
        "Kernel": "equivalent" if panel.equivalent else "predicted",
        "Sizes (px)": panel.sizes,
        "Sum": kernel.sum,
        "Width (px)": width,
        "Width (mm)": None if spacing is None else width * sqrt(prod(spacing)),
        "Centroid x (px)": across,
        "Centroid y (px)": down,
        "Anisotropy": float(form.anisotropy),
        "Direction (°)": float(form.orientation),
        f"Bias{unit}": scale.change(kernel.bias),
        f"Output{unit}": scale.value(kernel.output),
        "Drawn (% of Σ|w|)": 100 * panel.share_within(side),
    }
