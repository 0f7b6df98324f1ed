"""A few kernels, and a rule by which each pixel takes of them: a kernel network without network.

The study's hybrid method (Speckle-Denoise, 2020), with better rules beside the study's own. What is
learned from a network says `speckle_viewer.codebook`.
"""

from collections.abc import Callable
from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from speckle_viewer.evidence import EntryKernels
from speckle_viewer.evidence.entry_kernels import BLOCK
from speckle_viewer.networks.local_features import NAMES, REACH, local_features
from speckle_viewer.networks.prediction import Prediction

MOST_ENTRIES = 256
RULES = ("blend", "linear", "tree", "correlation")
"""How a pixel finds its entry; see `Codebook`."""

_ROWS = 64
"""Rows correlated at a time."""


class Codebook(nn.Module):
    """Kernels (E, K, K), of which each pixel takes by what its surroundings look like.

    Parameters
    ----------
    entries, size
        E, at most 256, and K, odd.
    rule
        "linear": the entry with the largest score, a linear function of `local_features`, the same
        for each block of 2×2 pixels. "blend": of all entries, by the softmax of such scores; the
        index says of which most. "tree": a binary decision tree over the same features.
        "correlation": the entry whose patch (K, K) has the largest normalised cross-correlation
        with the pixel's own, as in the study.
    nodes
        Of the tree, leaves included.
    """

    burst = 1
    multiple = BLOCK
    only_float32 = True  # rounded features would choose other entries

    def __init__(self, entries: int, size: int, rule: str = "linear", nodes: int = 0) -> None:
        super().__init__()
        if not 1 <= entries <= MOST_ENTRIES or size < 1 or size % 2 == 0 or rule not in RULES:
            raise ValueError(
                f"a codebook has 1 to {MOST_ENTRIES} entries of odd size, and one of the rules "
                f"{', '.join(RULES)}"
            )
        if (rule == "tree") != (nodes > 0):
            raise ValueError("a tree has nodes, and no other rule has")
        self.rule = rule
        self.overlap = size // 2 + (0 if rule == "correlation" else REACH)
        self.entries = nn.Parameter(torch.zeros(entries, size, size))
        if rule == "correlation":
            self.patches = nn.Parameter(torch.zeros(entries, size, size))
        elif rule in ("blend", "linear"):
            self.weights = nn.Parameter(torch.zeros(entries, len(NAMES)))
            self.offsets = nn.Parameter(torch.zeros(entries))
        else:
            # (nodes, 5): feature, threshold, node where the feature is at most that, node where it
            # is more, entry. A leaf names itself twice.
            self.tree = nn.Parameter(torch.zeros(nodes, 5))

    def choose(self, image: Tensor) -> tuple[Tensor, Tensor | None]:
        """Which entry each pixel of an image (H, W) takes, or takes most of: (H, W) uint8.

        And how much of each the blocks take, (E, ⌈H/2⌉, ⌈W/2⌉), where the rule is "blend".
        """
        if self.rule == "correlation":
            return self._by_correlation(image.detach()), None
        features = local_features(image)
        scores = None if self.rule == "tree" else self.scores(features)
        blocks = self._by_tree(features.detach()) if scores is None else _largest(scores.detach())
        whole = blocks.repeat_interleave(BLOCK, 0).repeat_interleave(BLOCK, 1)
        blend = scores.softmax(0) if scores is not None and self.rule == "blend" else None
        return whole[: image.shape[0], : image.shape[1]], blend

    def by_features(self, features: Tensor) -> Tensor:
        """Which entry blocks with these features (F, h, w) take, or take most of: uint8."""
        return self._by_tree(features) if self.rule == "tree" else _largest(self.scores(features))

    def scores(self, features: Tensor) -> Tensor:
        """The linear scores (E, h, w) of the entries at blocks with these features (F, h, w)."""
        scores = torch.addmm(self.offsets[:, None], self.weights, features.flatten(1))
        return scores.view(-1, *features.shape[1:])

    def _by_tree(self, features: Tensor) -> Tensor:
        flat, last = features.flatten(1), len(self.tree) - 1
        feature, _, low, high, entry = self.tree.long().unbind(1)
        feature = feature.clamp(0, len(flat) - 1)
        low, high = low.clamp(0, last), high.clamp(0, last)
        node = torch.zeros_like(flat[0], dtype=torch.long)
        for _ in range(last + 1):
            value = flat.gather(0, feature[node][None])[0]
            below = torch.where(value <= self.tree[node, 1], low[node], high[node])
            if torch.equal(below, node):
                break
            node = below
        chosen = entry[node].clamp(0, len(self.entries) - 1).view(features.shape[1:])
        return chosen.to(torch.uint8)

    def _by_correlation(self, image: Tensor) -> Tensor:
        # A pixel's own mean and norm are the same for all candidates: the largest product with a
        # patch of zero mean and unit norm is the largest correlation.
        patches, size = standardised(self.patches), self.patches.shape[-1]
        padded = F.pad(image[None, None], (size // 2,) * 4, mode="replicate")
        chosen = []
        for top in range(0, len(image), _ROWS):
            rows = padded[:, :, top : top + _ROWS + size - 1].contiguous()
            scores = F.conv2d(rows, patches[:, None])[0]
            chosen.append(scores.max(0).indices.to(torch.uint8))
        return torch.cat(chosen)

    def forward(self, frames: Tensor) -> Tensor:
        """(B, 1, H, W) → (B, 1, H, W); gradients flow through kernels and blend, not a choice."""
        return torch.stack([self._field(frame).apply()[None] for frame in frames[:, 0]])

    def _field(self, image: Tensor) -> EntryKernels:
        index, blend = self.choose(image)
        return EntryKernels((), image[None], image, entries=self.entries, index=index, blend=blend)

    @torch.inference_mode()
    def predict(
        self,
        frames: Tensor,
        *,
        noise_map: Tensor | None = None,
        check: Callable[[], None] | None = None,
    ) -> Prediction:
        """Denoise ``frames`` (1, H, W), float32 in [0, 1]; which entry was taken is the evidence.

        ``check`` is called between strips of the image, and may raise to stop.
        """
        if check is not None:
            check()
        field = self._field(frames[0])
        output = field.apply(check)
        return Prediction(output.clamp(0, 1), kernels=replace(field, output=output))


def _largest(scores: Tensor) -> Tensor:
    """Which of the scores (E, …) is the largest, (…) uint8, of equal ones the first."""
    # Entry by entry: argmax along the first axis takes three times as long.
    best = scores[0].clone()
    index = torch.zeros_like(best, dtype=torch.uint8)
    for entry in range(1, len(scores)):
        index.masked_fill_(scores[entry] > best, entry)
        torch.maximum(best, scores[entry], out=best)
    return index


def standardised(patches: Tensor) -> Tensor:
    """Patches (…, K, K) with zero mean and unit norm."""
    centred = patches - patches.mean((-2, -1), keepdim=True)
    return centred / centred.square().sum((-2, -1), keepdim=True).sqrt().clamp_min(1e-12)
