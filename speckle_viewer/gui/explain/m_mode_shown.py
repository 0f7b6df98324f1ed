"""M-modes as numbers and figures that can be taken away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from speckle_viewer.gui.explain.m_mode_strips import Drawn, Question

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Picture, Shown


def shown_m_modes(of: Question, drawn: Sequence[Drawn]) -> "Shown":
    """A picture for each image, over the true times of its frames."""
    from speckle_viewer.evidence.shown import Shown

    where = drawn[0].where
    start, end = (f"x {c}, y {r}" for r, c in (of.line.start, of.line.end))
    facts = {
        "Line, downwards": f"from {start} to {end}, {where.length:.2f} {where.unit}",
        "Scale": where.source,
    }
    if of.thickness > 1:
        facts["Mean of"] = f"{of.thickness} lines, a pixel apart"
    for one in drawn:
        missing = int((~one.known).sum())
        if missing:
            title = one.track.source.title
            facts[f"Frames lacking of {title}"] = f"{missing} of {len(one.known)}"
    return Shown("M-mode along a line", facts, tuple(_picture(of, one) for one in drawn))


def _picture(of: Question, one: Drawn) -> "Picture":
    from speckle_viewer.evidence.shown import Picture

    low, high = one.track.levels.low, one.track.levels.high
    values = one.values.swapaxes(0, 1)  # the line downwards, time across
    colour = values.ndim == 3
    return Picture(
        one.track.source.title,
        (values - low) / (high - low) if colour else values,
        "" if colour else of.cine.scale.unit,
        limits=(low, high),
        axes=("Time (s)", f"Along the line ({one.where.unit})"),
        xs=of.cine.times,
        ys=one.where.distance,
    )
