"""``python benchmarks/codebook_ideas.py``: what might bring a codebook closer to its network.

Each idea is a blend of 32 entries whose gate or target is another one, learnt in the same way at
the same pixels of simulated images and scored on the simulated test set. None of these is a part of
the product: docs/results.md says what came out.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

from speckle_viewer import paths
from speckle_viewer.evaluation.simulated import score_all
from speckle_viewer.evidence import patches_at
from speckle_viewer.evidence.entry_kernels import BLOCK, blend_entries
from speckle_viewer.methods import load_method
from speckle_viewer.networks.local_features import local_features
from speckle_viewer.simulation import simulate_batch
from speckle_viewer.simulation.test_set import Pair, held_out_bursts, held_out_stills

PICTURES, EACH, SIDE, SEED = 300, 500, 160, 90_000
ENTRIES, SIZE, STEPS, BATCH = 32, 11, 1500, 4096
NETWORK = "kpn"

Features = Callable[[Tensor], Tensor]


class Idea(NamedTuple):
    """How a gate sees a block, how many units it has in between, what it comes close to."""

    name: str
    features: Features
    hidden: int = 0
    truth: bool = False
    kept: int = ENTRIES


class Pixels(NamedTuple):
    """Features (n, F), patches (n, K²), and the network's output or the truth (n,)."""

    features: Tensor
    patches: Tensor
    wanted: Tensor


class Pictures(NamedTuple):
    """Images, what the network makes of them, and the truth, (H, W) each."""

    noisy: list[Tensor]
    made: list[Tensor]
    clean: list[Tensor]


def pictures() -> Pictures:
    """The simulated images on which the codebooks of the hybrid table are learnt."""
    network, found = load_method(NETWORK), Pictures([], [], [])
    for number in range(PICTURES):
        pair = simulate_batch(1, SIDE, 1, torch.Generator().manual_seed(SEED + number))
        noisy = pair.noisy[0, 0, 0].clone()
        found.noisy.append(noisy)
        found.clean.append(pair.clean.view(SIDE, SIDE).clone())
        found.made.append(network.predict(noisy[None, None], {}).image.clone())
    return found


def pixels(drawn: Pictures, idea: Idea) -> Pixels:
    """The same pixels for every idea."""
    parts: list[Pixels] = []
    for number, noisy in enumerate(drawn.noisy):
        rows, columns = np.nonzero(noisy.numpy() > 0)
        if not len(rows):
            continue  # some images are all black
        some = np.random.default_rng(number).integers(0, len(rows), EACH)
        rows, columns = rows[some], columns[some]
        features = idea.features(noisy)[:, rows // BLOCK, columns // BLOCK].T
        wanted = (drawn.clean if idea.truth else drawn.made)[number][rows, columns]
        patches = torch.from_numpy(patches_at(noisy, SIZE, rows, columns))
        parts.append(Pixels(features, patches.flatten(1), wanted))
    return Pixels(*(torch.cat(values) for values in zip(*parts, strict=True)))


def shares(gate: nn.Module, features: Tensor, kept: int) -> Tensor:
    """How much of each entry is taken, (n, E): of the ``kept`` largest only."""
    scores = gate(features)
    if kept < ENTRIES:
        lowest = scores.topk(kept, 1).values[:, -1:]
        scores = scores.masked_fill(scores < lowest, -torch.inf)
    found: Tensor = scores.softmax(1)
    return found


def learnt(seen: Pixels, idea: Idea, begin: Tensor) -> tuple[nn.Module, Tensor]:
    """A gate, and entries (E, K, K) that begin with those given."""
    torch.manual_seed(0)
    mean, spread = seen.features.mean(0), seen.features.std(0) + 1e-9
    width = idea.hidden or ENTRIES
    layers: list[nn.Module] = [nn.Linear(len(mean), width)]
    layers += [nn.ReLU(), nn.Linear(width, ENTRIES)] if idea.hidden else []
    gate = nn.Sequential(*layers)
    taps = begin.flatten(1).clone().requires_grad_()
    groups = [
        {"params": gate.parameters(), "lr": 1e-2},
        {"params": [taps], "lr": 0.06 / SIZE**2},
    ]
    optimiser = torch.optim.Adam(groups)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for _ in range(STEPS):
        some = torch.randint(len(seen.wanted), (BATCH,))
        taken = shares(gate, (seen.features[some] - mean) / spread, idea.kept)
        missed = (taken * (seen.patches[some] @ taps.T)).sum(1) - seen.wanted[some]
        optimiser.zero_grad()
        missed.square().mean().backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    first = gate[0]
    assert isinstance(first, nn.Linear)
    with torch.no_grad():  # so that features need no scaling any more
        first.bias.sub_(first.weight @ (mean / spread))
        first.weight.div_(spread)
    return gate, taps.detach().view(ENTRIES, SIZE, SIZE)


def scores(gate: nn.Module, entries: Tensor, idea: Idea, pairs: list[Pair]) -> tuple[float, float]:
    """Mean PSNR in dB, and SSIM."""

    @torch.no_grad()
    def denoise(burst: Tensor) -> NDArray[np.float32]:
        image = burst[len(burst) // 2, 0]
        features = idea.features(image)
        blend = shares(gate, features.flatten(1).T, idea.kept).T
        blend = blend.view(-1, *features.shape[1:])
        made: NDArray[np.float32] = blend_entries(image, entries, blend).clamp(0, 1).numpy()
        return made

    found = score_all(denoise, pairs)
    return found[0], found[2]


def main() -> None:
    """Print one row per idea."""
    method = load_method("codebook")
    begin = load_file(paths.weights_folder() / "codebook.safetensors")["entries"]

    def guided(image: Tensor) -> Tensor:
        first = method.predict(image[None, None], {}).image.clone()
        return torch.cat([local_features(image), local_features(first)])

    ideas = [
        Idea("as shipped: a linear gate", local_features),
        Idea("only the two largest entries", local_features, kept=2),
        Idea("only the four largest entries", local_features, kept=4),
        Idea("close to the truth, not to the network", local_features, truth=True),
        Idea("a hidden layer of 32 units", local_features, hidden=32),
        Idea("features of a first pass, too", guided),
        Idea("first pass, and a hidden layer", guided, hidden=32),
    ]
    drawn, sets = pictures(), (held_out_stills(), held_out_bursts())
    print("| idea | stills: PSNR, dB | SSIM | bursts: PSNR, dB | SSIM |\n|---|--:|--:|--:|--:|")
    for idea in ideas:
        gate, entries = learnt(pixels(drawn, idea), idea, begin)
        found = [scores(gate, entries, idea, pairs) for pairs in sets]
        columns = " | ".join(f"{psnr:.2f} | {ssim:.3f}" for psnr, ssim in found)
        print(f"| {idea.name} | {columns} |", flush=True)


if __name__ == "__main__":
    main()
