"""``python benchmarks/codebook.py [ID …]``: codebooks against the network that they come from.

One frame of 512×512 with all its evidence, each in turn so that what else the machine does falls on
all alike; medians of wall-clock and of processor time, which on a busy machine is the steadier one.
The network runs in float32 and in its fastest arithmetic; codebooks know only float32. Without
names: the shipped codebook, and others of its size with random numbers, by rule, entries and size.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial

import torch

from speckle_viewer.denoising.device import fast_dtype
from speckle_viewer.methods import load_method
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.method import Method
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.networks.codebook import Codebook

ROUNDS, SIDE = 15, 512


def random_codebook(entries: int, size: int, rule: str) -> Method:
    """A codebook of random numbers, which takes as long as a learnt one; trees have 8 levels."""
    nodes = 511 if rule == "tree" else 0
    network = Codebook(entries, size, rule, nodes)
    for parameter in network.parameters():
        parameter.data.normal_(std=1e-2)
    if rule == "tree":
        node = torch.arange(nodes)
        inner = node < nodes // 2
        columns = (
            node % 31,
            torch.zeros(nodes),
            torch.where(inner, 2 * node + 1, node),
            torch.where(inner, 2 * node + 2, node),
            node % entries,
        )
        network.tree.data = torch.stack([column.float() for column in columns], 1)
    card = Card(f"{entries}, {size}×{size}, {rule}", "", "", "", 1, (), 0, "", "", {})
    return NetworkMethod(card, network)


def main() -> None:
    """Print one row per method, and how many times faster it is than the network's fastest."""
    parser = argparse.ArgumentParser(description="Codebooks against the network that taught them.")
    parser.add_argument("methods", nargs="*", metavar="ID")
    parser.add_argument("--network", default="kpn", metavar="ID")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    burst, teacher = torch.rand(1, 1, SIDE, SIDE), load_method(options.network)
    fast = fast_dtype(torch.device("cpu"))
    runs: dict[str, Callable[[], object]] = {
        f"{options.network}, {str(dtype).removeprefix('torch.')}": partial(
            teacher.predict, burst, {}, dtype=dtype
        )
        for dtype in dict.fromkeys((torch.float32, fast))
    }
    fastest = [*runs][-1]
    books = [load_method(method) for method in options.methods or ["codebook"]]
    if not options.methods:
        sizes = [(32, 11), (32, 13), (32, 17), (10, 11), (100, 11), (256, 11)]
        books += [random_codebook(entries, size, "blend") for entries, size in sizes]
        books += [random_codebook(32, 11, rule) for rule in ("linear", "tree", "correlation")]
    runs |= {book.card.id: partial(book.predict, burst, {}) for book in books}
    wall: dict[str, list[float]] = {name: [] for name in runs}
    processor: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        for name, run in runs.items():
            started, spent = time.perf_counter(), time.process_time()
            run()
            if number:  # the first is for warming up
                wall[name].append(1e3 * (time.perf_counter() - started))
                processor[name].append(1e3 * (time.process_time() - spent))
    print(f"{SIDE}×{SIDE}, {torch.get_num_threads()} threads, torch {torch.__version__}\n")
    print(f"| method | wall, ms | processor, ms | faster than {fastest} |\n|---|--:|--:|--:|")
    reference = statistics.median(processor[fastest])
    for name in runs:
        spent = statistics.median(processor[name])
        print(
            f"| {name} | {statistics.median(wall[name]):.0f} | {spent:.0f} | "
            f"{reference / spent:.1f} × |"
        )


if __name__ == "__main__":
    main()
