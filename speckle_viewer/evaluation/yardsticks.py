"""The classical filters, tuned: what a trained method has to beat.

Beating an untuned filter proves nothing. So the defaults on the filters' cards are the settings
with the best PSNR on simulated stills that are not in the test set;
``python -m speckle_viewer.evaluation.yardsticks`` finds them and writes them there, or only those
of the IDs that follow. A trained method that has to be told the noise level can be among these.
The dynamic range is not tuned: it belongs to the display.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from statistics import fmean

from speckle_viewer import metrics
from speckle_viewer.methods import load_method
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import NOISE_LEVEL
from speckle_viewer.methods.method import Method
from speckle_viewer.methods.registry import card_file
from speckle_viewer.simulation.test_set import Pair, tuning_stills
from speckle_viewer.whole_file import write_whole

Grid = Mapping[str, Sequence[float]]

_VARIATIONS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.52)

GRIDS: Mapping[str, Grid] = {
    "anisotropic": {"iterations": (5, 10, 20, 40), "kappa": (10, 15, 20, 30, 45, 60, 80)},
    "bilateral": {"sigma": (1, 1.5, 2, 2.5, 3, 4), "contrast": (25, 35, 45, 60, 75, 100)},
    "frost": {"radius": (1, 2, 3, 4, 5), "damping": (0.5, 1, 2, 4, 8)},
    "gaussian": {"sigma": (0.8, 1, 1.15, 1.3, 1.45, 1.6, 2, 2.4, 2.8)},
    "kuan": {"radius": (1, 2, 3, 4, 5), "variation": _VARIATIONS},
    "lee": {"radius": (1, 2, 3, 4, 5), "variation": _VARIATIONS},
    "median": {"radius": (1, 2, 3, 4, 5)},
    "nlm": {"strength": (12, 15, 18, 21, 24, 28), "patch": (3, 4, 5), "search": (10, 12)},
    "obnlm": {"strength": (1.3, 1.6, 1.9, 2.2, 2.6), "block": (2, 3), "search": (8,)},
    "srad": {"iterations": (10, 20, 40), "variation": _VARIATIONS},
    "tv": {"weight": (10, 15, 20, 25, 30, 40), "iterations": (20, 50)},
    "wavelet": {"sigma": (10, 15, 20, 24, 28, 34, 40), "levels": (2, 3, 4, 5)},
}
"""The values that are tried of each filter's controls, in all combinations."""

NOISE_LEVELS: Grid = {NOISE_LEVEL.name: (8, 10, 12, 14, 16, 18, 20, 22, 25, 30)}
"""The same for methods that have to be told how strong the noise is."""


STILLS = 16
"""So many, because speckle is stronger in some than in others."""


def settings(grid: Grid) -> Iterator[dict[str, float]]:
    """Every combination of a grid's values."""
    return (dict(zip(grid, values, strict=True)) for values in product(*grid.values()))


def psnr(method: Method, controls: Mapping[str, float], pairs: Sequence[Pair]) -> float:
    """Mean PSNR of a method in dB."""
    return fmean(
        metrics.psnr(method.predict(pair.noisy, controls).image.numpy(), pair.clean.numpy(), 1)
        for pair in pairs
    )


def tuned(method: Method, grid: Grid, pairs: Sequence[Pair]) -> dict[str, float]:
    """The settings with the best mean PSNR; of equal ones the first."""
    return max(settings(grid), key=lambda controls: psnr(method, controls, pairs))


def with_defaults(card: Card, values: Mapping[str, float]) -> Card:
    """The card with these defaults of its controls; others stay."""
    controls = (replace(c, default=values.get(c.name, c.default)) for c in card.controls)
    return replace(card, controls=tuple(controls))


def main(arguments: list[str] | None = None) -> None:
    """Tune methods and write their cards."""
    parser = argparse.ArgumentParser(description="Tune the classical filters.")
    parser.add_argument("methods", nargs="*", metavar="ID", help="all classical filters if none")
    pairs = tuning_stills(STILLS)
    for name in parser.parse_args(arguments).methods or GRIDS:
        method = load_method(name)
        best = tuned(method, GRIDS.get(name, NOISE_LEVELS), pairs)
        before, after = psnr(method, {}, pairs), psnr(method, best, pairs)
        print(f"{name}: {best}, {after:.2f} dB (so far {before:.2f} dB)", flush=True)
        path = card_file(name)
        write_whole(path, with_defaults(Card.read(path), best).to_json().encode())


if __name__ == "__main__":
    main()
