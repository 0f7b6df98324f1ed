"""Methods for bursts against methods for one frame, over how alike neighbouring frames are.

    python benchmarks/decorrelation.py kpn kpn-burst5

PSNR in dB over 24 simulated bursts of 128×128 as in training, of a seed that no training has.
"""

import sys
from statistics import fmean

import torch

from speckle_viewer import metrics
from speckle_viewer.evaluation.denoiser import denoiser
from speckle_viewer.methods import load_method
from speckle_viewer.simulation.batch import simulate_batch

CORRELATIONS = (0.0, 0.5, 0.7, 0.9, 0.97, 1.0)
COUNT, SIZE, SEED = 24, 128, 77


def main(methods: list[str]) -> None:
    """Print a table: a row per correlation, a column per method."""
    denoisers = [denoiser(load_method(method)) for method in methods]
    print(f"| correlation | {' | '.join(methods)} |\n|---:|{'---:|' * len(methods)}")
    for correlation in CORRELATIONS:
        pairs = simulate_batch(COUNT, SIZE, 5, torch.Generator().manual_seed(SEED), correlation)
        cells = [
            fmean(
                metrics.psnr(denoise(noisy), clean[0].numpy(), 1)
                for noisy, clean in zip(pairs.noisy, pairs.clean, strict=True)
                if clean.any()  # some lie beside the sector
            )
            for denoise in denoisers
        ]
        print(f"| {correlation:g} | {' | '.join(f'{c:.2f}' for c in cells)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["kpn", "kpn-burst5"])
