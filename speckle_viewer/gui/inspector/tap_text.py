"""What is written of the tap that the user points at."""

from collections.abc import Sequence

from speckle_viewer.central import Central
from speckle_viewer.gui.inspector.figures import fixed, signed
from speckle_viewer.gui.inspector.heatmap import Tap
from speckle_viewer.gui.inspector.text_line import Part
from speckle_viewer.gui.tr import tr


def place_parts(
    kernel: Central, tap: Tap, offsets: Sequence[int], *, added: bool
) -> tuple[Part, ...]:
    """Which kernel, which frame of those at ``offsets``, and where in it the tap is.

    ``added`` where it is a tap of all sizes and frames added.
    """
    taps, whole = kernel.taps[tap.section], kernel.whole[tap.section]
    dx, dy = (signed(place - taps.shape[-1] // 2) for place in (tap.column, tap.row))
    name = f"{whole} × {whole}"
    name = tr("Added: {}").format(name) if added else name
    if len(taps) > 1:
        offset = offsets[tap.frame]
        frame = tr("frame {}").format(signed(offset)) if offset else tr("this frame")
        name = f"{name} · {frame}"
    return (f"{name} · " + tr("tap") + " ", "secondary"), (f"dx {dx}, dy {dy}", "text")


def product_parts(kernel: Central, tap: Tap, *, one_patch: bool) -> tuple[Part, ...]:
    """Weight, intensity and product of a tap; not ``one_patch`` where frames are added."""
    weight, intensity, product = (
        float(values[tap.section][tap.frame, tap.row, tap.column])
        for values in (kernel.taps, kernel.patches, kernel.products)
    )
    weighed: tuple[Part, ...] = ((tr("weight") + " ", "secondary"), (fixed(weight, 5), "text"))
    result: Part = (fixed(product, 5), "text")
    if not one_patch:
        return (*weighed, (" · " + tr("product") + " ", "secondary"), result)
    times: Part = (" × " + tr("patch") + " ", "secondary")  # short: the line has 250 px
    return (*weighed, times, (fixed(intensity, 3), "text"), (" = ", "secondary"), result)
