"""What the wavelet bench shows, as numbers that can be taken away."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from speckle_viewer.colours import image_colour
from speckle_viewer.gui.explain.wavelets.histogram import LEAST
from speckle_viewer.gui.explain.wavelets.rows import band_name, rows_of
from speckle_viewer.gui.explain.wavelets.source import INPUT
from speckle_viewer.viewer import Wants

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Curves, Panel, Shown, Table
    from speckle_viewer.gui.explain.wavelets.bands import BandsPage
    from speckle_viewer.gui.explain.wavelets.jobs import Bands
    from speckle_viewer.viewer.bench import Band

_ENERGY = "grey levels² per pixel"


def shown_bands(page: "BandsPage", wants: Wants) -> "Shown | None":
    """The pyramid, the reconstruction, the energies, and the histogram of the chosen band."""
    from speckle_viewer.evidence.shown import Picture, Shown

    bands, mixture, source = page.bands, page.mixture, page.source
    if bands is None or mixture is None or source is None:
        return None
    subject = page.subject if page.subject in bands.pyramids else INPUT
    reconstruction = Picture(
        f"Reconstruction of {subject}", mixture.image, "grey levels", mixture.scale, mixture.limits
    )
    *details, lowest = _pictures(bands, subject)
    first = reconstruction, lowest, _histogram(page, bands)
    facts = {
        "Method": source.title,
        "Frame": f"{source.frame + 1} of {len(source.cine)}",
        "Subject": subject,
        "Wavelet": f"{bands.pyramids[subject].wavelet}, {bands.pyramids[subject].levels} levels",
        "Weights": _weights(page, wants),
    }
    if wants.looked_at is not None:
        facts["Pixel"] = f"x {wants.looked_at.column}, y {wants.looked_at.row}"
    return Shown("Wavelet sub-bands", facts, (*first, _table(page, bands), *details))


def _pictures(bands: "Bands", subject: str) -> "list[Panel]":
    """The bands in the order of the table, each level's between its limits."""
    from speckle_viewer.evidence.shown import OF_BAND, Picture

    pyramid = bands.pyramids[subject]
    panels: list[Panel] = []
    for band in _in_order(pyramid.bands):
        name, values = band_name(band), pyramid.bands[band]
        if band[0] == "LL":
            panels.append(Picture(name, values, "grey levels", axes=OF_BAND))
            continue
        ends = -bands.limits[band[1]], bands.limits[band[1]]
        panels.append(Picture(name, values, "grey levels", "diverging", ends, axes=OF_BAND))
    return panels


def _in_order(bands: "Collection[Band]") -> "list[Band]":
    return [of_row[0] for of_row in rows_of([*bands]) if len(of_row) == 1]


def _table(page: "BandsPage", bands: "Bands") -> "Table":
    """The energy of each band, and its coefficient at the pixel that is looked at."""
    from speckle_viewer.evidence.shown import Table

    here = page.here()
    heads = ["Band", f"Before ({_ENERGY})", f"After ({_ENERGY})", f"Taken away ({_ENERGY})"]
    rows = []
    known = {row.band: row for row in bands.rows}
    for row in map(known.__getitem__, _in_order(known)):
        share = None if row.share is None else 100 * row.share
        figures = row.before, row.after, row.taken, share, here.get(row.band)
        rows.append((band_name(row.band), *figures))
    last = "Taken away (%)", "Coefficient at the pixel (grey levels)"
    return Table("Energy of each band", (*heads, *last), tuple(rows))


def _histogram(page: "BandsPage", bands: "Bands") -> "Curves":
    """The histogram of the chosen band, over the middles of its bars."""
    from speckle_viewer.evidence.shown import Curves

    edges, before, after = bands.histograms[page.chosen]
    heights = {"before": before} | ({} if after is None else {"after": after})
    return Curves(
        f"Histogram of {band_name(page.chosen)}",
        (edges[:-1] + edges[1:]) / 2,
        "Coefficient (grey levels)",
        heights,
        "Coefficients (%)",
        {"before": ("0.6", "-"), "after": (image_colour(0, "white"), "-")},
        LEAST,
    )


def _weights(page: "BandsPage", wants: Wants) -> str:
    assert page.bands is not None
    gains = {b: wants.bench.gain(b) for b in page.bands.histograms}
    changed = [f"{band_name(b)} × {g:g}" for b, g in gains.items() if g != 1]
    return ", ".join(changed) or "all bands as they are"
