"""How long it takes to steer predicted kernels of 512×512 frames, against applying them once.

``at once`` is the first time that a field is steered so, with nothing kept; ``prepared`` the same
after `Steerer.work_ahead`, as the window has it run when it is at rest; ``next`` the same with
other amounts, as while a slider moves. The fastest of several runs each. With one thread
(``OMP_NUM_THREADS=1``) the processor's time is measured, which other programs hardly disturb.

Run: ``python benchmarks/steering.py [method …]``
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter, process_time
from typing import Any

import torch

import speckle_viewer as sv
from speckle_viewer.evidence import KernelField, Steerer
from speckle_viewer.steering import Steering

SIDE, RUNS = 512, 7

SETTINGS: dict[str, tuple[Steering, dict[str, Any]]] = {
    "strength": (Steering(strength=1.5), {"strength": 1.4}),
    "sum to one": (Steering(sum_one=True), {"strength": 1.1}),
    "one frame muted": (Steering(muted=(-2,)), {"muted": (2,)}),
    "one size": (Steering(size=5), {"strength": 1.1}),
    "symmetric": (Steering(symmetric=True), {"strength": 1.1}),
    "smooth, both ways alike": (Steering(along=0.5, across=0.5), {"along": 0.4, "across": 0.4}),
    "smooth along": (Steering(along=0.5), {"along": 0.4}),
    "no negatives": (Steering(no_negatives=True), {"strength": 1.1}),
    "no negatives, sum to one": (
        Steering(no_negatives=True, sum_one=True),
        {"strength": 1.1},
    ),
    "all of it": (
        Steering(1.5, None, (), True, True, 0.5, -0.5, True),
        {"along": 0.4, "strength": 1.1},
    ),
}


def fastest(run: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of the fastest run."""
    clock = process_time if torch.get_num_threads() == 1 else perf_counter
    times = []
    for _ in range(runs):
        start = clock()
        run()
        times.append(clock() - start)
    return 1e3 * min(times)


def field_of(method: str) -> KernelField:
    """What a shipped method predicts for noise."""
    loaded = sv.load_method(method)
    torch.manual_seed(0)
    burst = torch.rand(loaded.card.burst, SIDE, SIDE)
    kernels = loaded.predict(burst[:, None], {}, dtype=torch.bfloat16).kernels
    assert kernels is not None
    return kernels


def main() -> None:
    """Print a table."""
    print(f"{torch.get_num_threads()} threads, {SIDE}×{SIDE}\n")
    print("| method | steering | at once, ms | × apply | prepared, ms | next, ms |")
    print("|---|---|--:|--:|--:|--:|")
    for method in sys.argv[1:] or ["kpn", "kpn-burst5"]:
        field = field_of(method)
        apply = fastest(field.apply)
        print(f"| {method} | (apply the field) | {apply:.1f} | 1.00 | | |")
        ahead = fastest(partial(prepare, field))
        print(f"| {method} | (working ahead) | {ahead:.1f} | {ahead / apply:.2f} | | |")
        prepared = Steerer(field)
        for name, (steering, changes) in SETTINGS.items():
            if fits(steering, field):
                first, following = measure(field, steering, replace(steering, **changes))
                ready = measure_prepared(prepared, steering)
                print(
                    f"| {method} | {name} | {first:.1f} | {first / apply:.2f} "
                    f"| {ready:.1f} | {following:.1f} |",
                    flush=True,
                )


def prepare(field: KernelField) -> None:
    """Work out ahead all that settings of a field may need."""
    Steerer(field).work_ahead(Steering())


def fits(steering: Steering, field: KernelField) -> bool:
    """Whether there are frames to be muted, and sizes to choose from."""
    burst, sizes = len(field.frames) > 1, len(field.sizes) > 1
    return (burst or not steering.muted) and (sizes or steering.size is None)


def measure(field: KernelField, steering: Steering, other: Steering) -> tuple[float, float]:
    """Milliseconds of the first steering of a field, and of another one after it."""
    kept = Steerer(field)
    kept.steer(steering)
    return fastest(lambda: Steerer(field).steer(steering)), fastest(lambda: kept.steer(other))


def measure_prepared(prepared: Steerer, steering: Steering) -> float:
    """Milliseconds of steering what is prepared for kernels as predicted."""
    prepared.work_ahead(Steering())  # again: the last one had other frames or sizes
    return fastest(lambda: prepared.steer(steering), runs=1)


if __name__ == "__main__":
    main()
