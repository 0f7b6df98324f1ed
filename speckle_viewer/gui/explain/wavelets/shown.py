"""What the wavelet bench shows, as numbers that can be taken away."""

from typing import TYPE_CHECKING

import numpy as np

from speckle_viewer.gui.explain.wavelets.rows import band_name
from speckle_viewer.gui.explain.wavelets.source import INPUT
from speckle_viewer.viewer import Wants

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Bars, Panel, Shown, Table
    from speckle_viewer.gui.explain.wavelets.bands import BandsPage
    from speckle_viewer.gui.explain.wavelets.jobs import Bands

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
    plots = *_pictures(bands, subject), reconstruction, *_histogram(page, bands)
    facts = {
        "Method": source.title,
        "Frame": f"{source.frame + 1} of {len(source.cine)}",
        "Subject": subject,
        "Wavelet": f"{bands.pyramids[subject].wavelet}, {bands.pyramids[subject].levels} levels",
        "Weights": _weights(page, wants),
    }
    if wants.looked_at is not None:
        facts["Pixel"] = f"x {wants.looked_at.column}, y {wants.looked_at.row}"
    return Shown("Wavelet sub-bands", facts, (*plots, _table(page, bands)))


def _pictures(bands: "Bands", subject: str) -> "list[Panel]":
    """LL, and of each level LH, HL and HH side by side."""
    from speckle_viewer.evidence.shown import OF_BAND, Picture

    pyramid = bands.pyramids[subject]
    lowest = pyramid.bands["LL", pyramid.levels]
    panels: list[Panel] = [
        Picture(f"LL {pyramid.levels}", lowest, "grey levels", "grey", axes=OF_BAND)
    ]
    for level in range(pyramid.levels, 0, -1):
        details = np.hstack([pyramid.bands[name, level] for name in ("LH", "HL", "HH")])
        title, limit = f"LH, HL and HH of level {level}", bands.limits[level]
        panels.append(
            Picture(title, details, "grey levels", "diverging", (-limit, limit), axes=OF_BAND)
        )
    return panels


def _table(page: "BandsPage", bands: "Bands") -> "Table":
    """The energy of each band, and its coefficient at the pixel that is looked at."""
    from speckle_viewer.evidence.shown import Table

    here = page.here()
    heads = ["Band", f"Before ({_ENERGY})", f"After ({_ENERGY})", f"Taken away ({_ENERGY})"]
    rows = []
    for row in sorted(bands.rows, key=lambda row: (row.band[0] == "LL", row.band[1])):
        share = None if row.share is None else 100 * row.share
        figures = row.before, row.after, row.taken, share, here.get(row.band)
        rows.append((band_name(row.band), *figures))
    last = "Taken away (%)", "Coefficient at the pixel (grey levels)"
    return Table("Energy of each band", (*heads, *last), tuple(rows))


def _histogram(page: "BandsPage", bands: "Bands") -> "list[Bars]":
    from speckle_viewer.evidence.shown import Bars

    band = page.chosen
    edges, before, after = bands.histograms[band]
    across, up = "Coefficient (grey levels)", "Coefficients (%)"
    panels = [Bars(f"{band_name(band)} before", edges, before, across, up)]
    if after is not None:
        panels.append(Bars(f"{band_name(band)} after", edges, after, across, up))
    return panels


def _weights(page: "BandsPage", wants: Wants) -> str:
    assert page.bands is not None
    gains = {b: wants.bench.gain(b) for b in page.bands.histograms}
    changed = [f"{band_name(b)} × {g:g}" for b, g in gains.items() if g != 1]
    return ", ".join(changed) or "all bands as they are"
