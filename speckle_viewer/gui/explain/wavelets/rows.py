"""The rows of tables of bands: their order, what they are called, and energies in them."""

from collections.abc import Sequence
from math import isnan

from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.bench import Band


def band_name(band: Band) -> str:
    """Such as "LH 1"."""
    return f"{band[0]} {band[1]}"


def row_name(bands: tuple[Band, ...]) -> str:
    """Such as "Level 1" of all details of a level, and "LH 1"."""
    return tr("Level {}").format(bands[0][1]) if len(bands) > 1 else band_name(bands[0])


def rows_of(bands: Sequence[Band]) -> list[tuple[Band, ...]]:
    """Each level's details together, then one by one: the finest, where speckle is, first."""
    rows: list[tuple[Band, ...]] = []
    for level in sorted({level for name, level in bands if name != "LL"}):
        details = tuple(band for band in bands if band[1] == level and band[0] != "LL")
        rows += [details, *((band,) for band in details)]
    return rows + [(band,) for band in bands if band[0] == "LL"]


def figure(value: float) -> str:
    """An energy in some three figures."""
    if isnan(value):
        return "–"
    if 0 < value < 0.005:
        return "<0.01"
    return f"{value:.0f}" if value >= 100 else f"{value:.{1 if value >= 10 else 2}f}"


def share_text(before: float, taken: float) -> str:
    """An energy as a part of another one, in some two figures."""
    if not before > 0:
        return "–"
    share = taken / before
    return f"{100 * share:.{0 if share >= 0.0995 else 1}f} %"
