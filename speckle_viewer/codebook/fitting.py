"""Entries that reproduce a method's output, and a rule that is learnt together with them."""

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.codebook.clustering import Labels
from speckle_viewer.codebook.samples import Progress, Samples

_PRIOR = 3.0
"""How strongly fitted entries are held to the mean kernel, in units of squared brightness: from
0.3 to 30 little changes, and without, entries that few pixels take are noise."""

_BATCH = 4096
_SOFTEST, _HARDEST = 1.15, 0.15
"""Temperature of the choice at the first and the last step, where entries are not blended."""

_STEP = 0.06
"""Learning rate of the taps, in units of those of the mean filter."""


def mean_entries(samples: Samples, labels: Labels, count: int) -> Tensor:
    """The mean kernel (count, K, K) of the samples of each kind; of all, where there is none."""
    kernels = torch.from_numpy(samples.kernels)
    total = torch.zeros(count, *kernels.shape[1:]).index_add(0, torch.from_numpy(labels), kernels)
    numbers = torch.bincount(torch.from_numpy(labels), minlength=count)[:, None, None]
    return torch.where(numbers > 0, total / numbers.clamp_min(1), kernels.mean(0))


def fitted_entries(samples: Samples, labels: Labels, count: int) -> Tensor:
    """For each kind the kernel with the least squared error to the method's output.

    argmin_w Σ (w · patch − output)² + λ ‖w − mean kernel‖², in float64: ridge regression towards
    what the method itself does there on average (Hoerl and Kennard 1970).
    """
    entries = mean_entries(samples, labels, count)
    for number in np.unique(labels):
        chosen = labels == number
        mean = entries[number].flatten().double()
        patches = torch.from_numpy(samples.patches[chosen]).flatten(1).double()
        missed = torch.from_numpy(samples.outputs[chosen]).double() - patches @ mean
        normal = patches.T @ patches + _PRIOR * torch.eye(len(mean), dtype=torch.float64)
        change = torch.linalg.solve(normal, patches.T @ missed)
        entries[number] = (mean + change).float().view(entries.shape[1:])
    return entries


def learnt_together(
    samples: Samples,
    weights: Tensor,
    offsets: Tensor,
    entries: Tensor,
    *,
    blended: bool,
    steps: int,
    seed: int = 0,
    progress: Progress = lambda done: None,
) -> tuple[Tensor, Tensor, Tensor]:
    """Linear scores and entries, together, that come closest to the method's output.

    With g the softmax of the scores, what is made small is, where entries are blended,

        (Σ_e g_e entry_e · patch − output)²

    which makes entries a basis of kernels (Xia et al., Basis Prediction Networks, CVPR 2020), and
    else Σ_e g_e (entry_e · patch − output)², at a temperature that falls until the choice is nearly
    hard. Either is an adaptive mixture of local experts (Jacobs, Jordan, Nowlan and Hinton, Neural
    Computation 1991, eq. 1.1 and 1.2), with kernels as experts and a linear gate.

    Parameters
    ----------
    weights, offsets
        (E, F) and (E,): the scores to begin with.
    entries
        (E, K, K): the entries to begin with.

    Returns
    -------
    weights, offsets, entries
        As given. Unless they are blended, entries are best fitted anew to what the scores choose.
    """
    features, patches, outputs = (
        torch.from_numpy(values) for values in (samples.features, samples.patches, samples.outputs)
    )
    patches = patches.flatten(1)
    mean, spread = features.mean(0), features.std(0) + 1e-12
    gate = (weights * spread).requires_grad_()
    shift = (offsets + weights @ mean).requires_grad_()
    taps = entries.flatten(1).clone().requires_grad_()
    groups = [
        {"params": [gate, shift], "lr": 3e-2},
        {"params": [taps], "lr": _STEP / taps.shape[1]},
    ]
    optimiser = torch.optim.Adam(groups)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(steps, 1))
    generator = torch.Generator().manual_seed(seed)
    batch = min(_BATCH, len(samples))
    for step in range(steps):
        progress(step / steps)
        drawn = torch.randint(len(samples), (batch,), generator=generator)
        scores = ((features[drawn] - mean) / spread) @ gate.T + shift
        made, wanted = patches[drawn] @ taps.T, outputs[drawn, None]
        if blended:
            loss = ((scores.softmax(1) * made).sum(1, keepdim=True) - wanted).square().mean()
        else:
            temperature = _HARDEST + (_SOFTEST - _HARDEST) * (1 - step / steps)
            loss = ((scores / temperature).softmax(1) * (made - wanted).square()).sum(1).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    found = gate.detach() / spread
    return found, shift.detach() - found @ mean, taps.detach().view_as(entries)
