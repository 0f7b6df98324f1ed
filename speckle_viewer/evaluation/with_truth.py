"""Methods measured against truth: on simulated sets, and on the user's pairs."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from speckle_viewer import metrics
from speckle_viewer.evaluation.denoiser import Denoiser, middle_frame
from speckle_viewer.evaluation.photographs import photographs_as_tissue
from speckle_viewer.evaluation.progress import counted
from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.evaluation.tables import Table, mean_of
from speckle_viewer.simulation.test_set import Pair, held_out_bursts, held_out_stills

SETS: dict[str, Callable[[], Sequence[Pair]]] = {
    "stills": held_out_stills,
    "bursts": held_out_bursts,
    "photographs": photographs_as_tissue,
}
"""Seeded test sets, by name."""

SIMULATED = ("stills", "bursts")

METRICS = {
    "PSNR (dB)": 2,
    "offset-free PSNR (dB)": 2,
    "SSIM": 3,
    "shift (grey levels)": 2,
    "EPI": 3,
    "Pratt FOM": 3,
}

NOTES = (
    "Means over the images. Shift is output − truth, of 255 grey levels. EPI compares with the "
    "truth. Pratt's figure of merit is that of Canny edges against those of the truth.",
)


class Measured(NamedTuple):
    """One image against its truth, in the order of `METRICS`."""

    psnr: float
    offset_free_psnr: float
    ssim: float
    shift: float
    edge_preservation: float
    pratt_fom: float


def measure(image: Grey, clean: Grey) -> Measured:
    """Compare an image (H, W) with its truth; both in [0, 1]."""
    return Measured(
        metrics.psnr(image, clean, 1),
        metrics.offset_free_psnr(image, clean, 1),
        metrics.ssim(image, clean, 1),
        255 * metrics.brightness_shift(image, clean),
        metrics.edge_preservation(image, clean),
        metrics.pratt_fom(metrics.edges(image, 1), metrics.edges(clean, 1)),
    )


def truth_table(
    title: str, sets: Mapping[str, Sequence[Pair]], denoisers: Mapping[str, Denoiser]
) -> Table:
    """Every method on every set, the unfiltered input first."""
    rows = [row for name, pairs in sets.items() for row in truth_rows(name, pairs, denoisers)]
    return Table(title, "set", METRICS, rows, NOTES)


def truth_rows(
    name: str, pairs: Sequence[Pair], denoisers: Mapping[str, Denoiser]
) -> list[tuple[str, str, Sequence[float]]]:
    """The input and every method on one set: rows of a table."""
    rows: list[tuple[str, str, Sequence[float]]] = []
    for method, denoise in {"input": middle_frame, **denoisers}.items():
        reached = [
            measure(denoise(pair.noisy), pair.clean.numpy())
            for pair in counted(pairs, f"{method}, {name}")
        ]
        rows.append((f"{name} ({len(pairs)})", method, mean_of(reached)))
    return rows
