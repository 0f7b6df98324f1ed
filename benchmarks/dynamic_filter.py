"""``python benchmarks/dynamic_filter.py``: the dynamic filter against its bound and the usual way.

Per case: the time to read the kernels once (their sum), `dynamic_filter`, and unfold + einsum, all
in one run on 512×512 frames, float32; then forward and backward on training patches. Medians.
"""

import statistics
import time
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from speckle_viewer.ops import dynamic_filter

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def milliseconds(work: Callable[[], object], repeats: int = 7) -> float:
    """Median wall-clock time of ``work`` in ms, after one call to warm up."""
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        work()
        if DEVICE.type == "cuda":
            torch.cuda.synchronize()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times[1:])


def unfold_einsum(frames: Tensor, kernels: Tensor) -> Tensor:
    """The usual way: K² copies of every frame, then an inner product."""
    size = round(kernels.shape[2] ** 0.5)
    patches = F.unfold(frames.flatten(0, 1), size, padding=size // 2)
    patches = patches.view(*kernels.shape[:2], frames.shape[2], -1, *frames.shape[-2:])
    return torch.einsum("bnthw,bncthw->bnchw", kernels, patches)


def main() -> None:
    """Print one row per case."""
    torch.manual_seed(0)
    threads = torch.get_num_threads()
    print(f"{DEVICE}, {threads} threads, torch {torch.__version__}; ms, 512×512")
    print("| K, frames | read kernels | dynamic_filter | × read | unfold + einsum | speed-up |")
    print("|---|---|---|---|---|---|")
    for size, count in ((3, 5), (5, 5), (7, 5), (21, 1)):
        frames = torch.rand(1, count, 1, 512, 512, device=DEVICE)
        kernels = torch.randn(1, count, size**2, 512, 512, device=DEVICE)
        read = milliseconds(kernels.sum)
        ours = milliseconds(lambda f=frames, k=kernels: dynamic_filter(f, k))  # type: ignore[misc]
        usual = milliseconds(lambda f=frames, k=kernels: unfold_einsum(f, k), 3)  # type: ignore[misc]
        print(
            f"| {size}, {count} | {read:.1f} | {ours:.1f} | {ours / read:.2f} "
            f"| {usual:.0f} | {usual / ours:.0f} |"
        )
    frames = torch.rand(16, 5, 1, 64, 64, device=DEVICE, requires_grad=True)
    kernels = torch.randn(16, 5, 25, 64, 64, device=DEVICE, requires_grad=True)
    both = [
        milliseconds(lambda way=way: way(frames, kernels).sum().backward())  # type: ignore[misc]
        for way in (dynamic_filter, unfold_einsum)
    ]
    print(
        f"Forward and backward, 16×5×64×64, K = 5: {both[0]:.1f} ms, unfold + einsum "
        f"{both[1]:.0f} ms ({both[1] / both[0]:.1f} ×)"
    )


if __name__ == "__main__":
    main()
