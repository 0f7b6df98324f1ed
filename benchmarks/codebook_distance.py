"""``python benchmarks/codebook_distance.py FILE …``: how far codebooks are from their network.

Root mean square in the tissue, in grey levels, over three frames of each recording: of the input,
of the shipped codebook, and of codebooks learnt on up to 12 frames of the recording itself.
"""

import sys
from pathlib import Path

import numpy as np
import torch

from speckle_viewer.cine import open_cine
from speckle_viewer.codebook import Picture, Settings, frames_of, learn
from speckle_viewer.methods import load_method
from speckle_viewer.methods.method import Method

NETWORK, ENTRIES, FRAMES = "kpn", 16, 3


def distance(pictures: list[Picture], method: Method | None, network: Method) -> float:
    """Of a method's images, or of the input, from the network's."""
    missed = []
    for picture in pictures:
        burst = torch.from_numpy(picture.brightness)[None, None]
        wanted = network.predict(burst, {}).image
        made = burst[0, 0] if method is None else method.predict(burst, {}).image
        missed.append((made - wanted).numpy()[picture.tissue])
    return 255 * float(np.sqrt(np.mean(np.concatenate(missed) ** 2, dtype=np.float64)))


def main() -> None:
    """Print one row per recording."""
    network, shipped = load_method(NETWORK), load_method("codebook")
    print("| recording | input | shipped | own, least error | own, blend |\n|---|--:|--:|--:|--:|")
    for name in sys.argv[1:]:
        cine = open_cine(Path(name))
        pictures, seen = frames_of(cine, FRAMES), frames_of(cine)
        methods = [None, shipped]
        for rule in ("least error", "blend"):
            methods.append(learn(network, seen, Settings(entries=ENTRIES, rule=rule)).method)
        row = " | ".join(f"{distance(pictures, method, network):.1f}" for method in methods)
        print(f"| {Path(name).name} | {row} |", flush=True)


if __name__ == "__main__":
    main()
