"""Predicted kernels altered by the user, and the image that they make then, fast.

All that `steered_taps` does is linear in the taps, but for leaving out the negative ones and
dividing by the sum. So the image is a blend of a few images, one per kernel size and frame, which
are worked out when they are first needed and kept:

- what the kernels, or their positive parts, or the symmetric ones, make of the frames;
- what they make of the three images of `smoothing.spread`, in the same pass over the taps;
- the sum of the taps.

Strength and sum then cost a few operations per pixel, muting and choosing a size a sum of fewer.
`Steerer.work_ahead` works all of them out before they are needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.evidence.kernel_field import Indices, KernelField, PixelKernel
from speckle_viewer.evidence.smoothing import REACH, axes_of
from speckle_viewer.evidence.steered_taps import (
    SMALLEST_SUM,
    Taps,
    kept_frames,
    kept_sizes,
    steered_taps,
)
from speckle_viewer.evidence.weighing import NAMES, Check, Form, Weighing
from speckle_viewer.steering import KernelEdit, Steering


def steer(
    field: KernelField,
    steering: Steering,
    edits: Iterable[KernelEdit] = (),
    check: Check | None = None,
) -> KernelField:
    """Alter predicted kernels, and apply them.

    Parameters
    ----------
    field
        As a network predicted it; kernels that a rule gives cannot be steered.
    steering, edits
        What is done to all pixels, and to single ones after that.
    check
        Called every few taps, and may raise to stop.

    Returns
    -------
    KernelField
        Its ``output`` is the image, its ``taps_at`` and ``at`` the altered kernels; `field` itself
        where nothing is altered.
    """
    return Steerer(field).steer(steering, edits, check)


@dataclass(frozen=True, eq=False)
class SteeredKernels(KernelField):
    """Kernels altered by the user, worked out from the predicted ones where they are asked for.

    ``taps`` is empty. ``axes`` (2, H, W) is there where the steering needs it.
    """

    predicted: KernelField = field(kw_only=True)
    steering: Steering = field(kw_only=True)
    edits: tuple[KernelEdit, ...] = ()
    axes: Tensor | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The kernel sizes, in pixels, after steering."""
        larger = 2 * REACH if self.steering.along or self.steering.across else 0
        return tuple(size + larger for size in self.predicted_sizes)

    @property
    def nbytes(self) -> int:
        """Memory held beside that of the predicted kernels."""
        return self.output.nbytes + (0 if self.axes is None else self.axes.nbytes)

    @property
    def predicted_sizes(self) -> tuple[int, ...]:
        """The sizes that these kernels had when they were predicted, in pixels."""
        sizes = self.predicted.sizes
        return tuple(sizes[i] for i in kept_sizes(sizes, self.steering))

    def taps_at(self, rows: Indices, columns: Indices) -> tuple[Taps, ...]:
        """As `KernelField.taps_at`, of the kernels as they were steered and edited."""
        taps = self._unedited(rows, columns)
        for edit in self.edits:
            for place in np.nonzero((rows == edit.row) & (columns == edit.column))[0]:
                for kernels, edited in zip(taps, self._edited(edit), strict=True):
                    kernels[place] = edited
        return taps

    def unedited(self, row: int, column: int) -> PixelKernel:
        """The kernels behind a pixel as they were steered, without what was edited by hand."""
        rows, columns = np.array([row]), np.array([column])
        taps = tuple(t[0] for t in self._unedited(rows, columns))
        patches = tuple(p[0] for p in self.patches_at(rows, columns))
        r, c = row - self.origin[0], column - self.origin[1]
        bias = 0.0 if self.bias is None else float(self.bias[r, c])
        kernel = PixelKernel(row, column, taps, patches, bias, 0.0)
        return replace(kernel, output=kernel.weighted)

    def apply(self, check: Check | None = None) -> Tensor:
        """Weigh the frames by the kernels: (H, W), float32. Equals ``output``."""
        return Steerer(self.predicted).steer(self.steering, self.edits, check).output

    def _unedited(self, rows: Indices, columns: Indices) -> tuple[Taps, ...]:
        axes = None
        if self.axes is not None:
            places = rows - self.origin[0], columns - self.origin[1]
            axes = self.axes[:, places[0], places[1]].float().cpu().numpy().T
        return steered_taps(self.predicted.taps_at(rows, columns), self.steering, axes)

    def _edited(self, edit: KernelEdit) -> tuple[Taps, ...]:
        """The taps of each size (N, K, K) of an edited pixel."""
        source = (edit.row, edit.column)
        if edit.copied_from is not None and self.covers(*edit.copied_from):
            source = edit.copied_from
        taps = tuple(t[0] for t in self._unedited(*(np.array([i]) for i in source)))
        for tap in edit.taps:
            if tap.size in self.predicted_sizes:
                kernel = taps[self.predicted_sizes.index(tap.size)]
                middle = kernel.shape[-1] // 2
                kernel[len(kernel) // 2 + tap.frame, middle + tap.dy, middle + tap.dx] = tap.weight
        return taps


class Steerer:
    """Steers one field by one setting after the other, and keeps what the next one can use.

    Raises
    ------
    ValueError
        If the field does not hold its kernels.
    """

    def __init__(self, field: KernelField) -> None:
        if not field.taps:
            raise ValueError("kernels that are worked out by a rule cannot be steered")
        self.field = field
        self._weighing = Weighing(field)
        self._totals: dict[tuple[str, Form], Tensor] = {}
        self._used: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._axes: Tensor | None = None

    @torch.inference_mode()
    def steer(
        self, steering: Steering, edits: Iterable[KernelEdit] = (), check: Check | None = None
    ) -> KernelField:
        """As `steer`."""
        field = self.field
        edits = tuple(e for e in edits if field.covers(e.row, e.column))
        if steering.is_none and not edits:
            return field
        made = SteeredKernels(
            taps=(),
            frames=field.frames,
            output=self._image(steering, check or (lambda: None)),
            bias=None if field.bias is None else field.bias * steering.strength,
            origin=field.origin,
            predicted=field,
            steering=steering,
            edits=edits,
            axes=self._axes_for(steering),
        )
        for edit in edits:
            r, c = edit.row - field.origin[0], edit.column - field.origin[1]
            made.output[r, c] = made.at(edit.row, edit.column).weighted
        return made

    @torch.inference_mode()
    def work_ahead(self, steering: Steering, check: Check | None = None) -> None:
        """Work out what settings that follow upon this one will need, so that they are quick.

        That is all amounts and both switches of the kernels, with the same sizes and frames; and
        other sizes and frames with the same switches. ``check`` as of `steer`.
        """
        check = check or (lambda: None)
        form = (steering.no_negatives, steering.symmetric)
        self._weighing.use(form)
        for place, frame in product(range(len(self.field.sizes)), range(len(self.field.frames))):
            self._weighing.weigh(NAMES, place, frame, check)
        every = replace(steering, along=1.0, across=0.5, sum_one=True)
        self._axes_for(every)
        self._prepare(every, check)
        for positive, symmetric in product((False, True), repeat=2):
            if (positive, symmetric) != form:
                other = replace(every, no_negatives=positive, symmetric=symmetric)
                self._prepare(other, check, self._weighing.apart())

    def _image(self, steering: Steering, check: Check) -> Tensor:
        """The image (H, W) that kernels make which nobody edited."""
        untouched = self.field.frames[len(self.field.frames) // 2].float()
        if steering.strength == 0:
            return untouched.clone()
        self._prepare(steering, check)
        form = (steering.no_negatives, steering.symmetric)
        total = {name: self._totals[name, form] for name in _needed(steering)}
        image = total["frame"]
        along, across = steering.along, steering.across
        if along or across:
            image = image + total["laplace"] * ((along + across) / 2)
        if along != across:
            axes, share = self._axes_for(steering), (along - across) / 2
            assert axes is not None
            image = image + total["difference"] * axes[0] * share
            image = image + total["cross"] * axes[1] * (2 * share)
        if steering.sum_one:
            ones = total["ones"]
            image = image / torch.where(ones.abs() < SMALLEST_SUM, 1, ones)
        if self.field.bias is not None:
            image = image + self.field.bias
        return untouched.lerp(image, steering.strength)

    def _axes_for(self, steering: Steering) -> Tensor | None:
        if steering.along == steering.across:
            return None
        if self._axes is None:
            self._axes = axes_of(self.field)
        return self._axes

    # -- what is kept --------------------------------------------------------------------------

    def _prepare(self, steering: Steering, check: Check, weighing: Weighing | None = None) -> None:
        """Work out the totals that this steering needs and that are not there."""
        used = kept_sizes(self.field.sizes, steering), kept_frames(len(self.field.frames), steering)
        if used != self._used:
            self._totals, self._used = {}, used
        form = (steering.no_negatives, steering.symmetric)
        missing = [name for name in _needed(steering) if (name, form) not in self._totals]
        if not missing:
            return
        weighing = weighing or self._weighing
        weighing.use(form)
        for place, frame in product(used[0], range(len(self.field.frames))):
            names = [name for name in missing if frame in self._frames_for(name, steering)]
            weighing.weigh(names, place, frame, check)
        for name in missing:
            self._totals[name, form] = self._sum(name, steering, weighing)

    def _frames_for(self, name: str, steering: Steering) -> tuple[int, ...]:
        """The frames whose share in a total is needed: those that are used.

        Of what the kernels as predicted make of the frames it is the others: the field has the sum.
        """
        frames = range(len(self.field.frames))
        kept = kept_frames(len(frames), steering)
        if not self._is_known(name, steering):
            return kept
        return tuple(frame for frame in frames if frame not in kept)

    def _is_known(self, name: str, steering: Steering) -> bool:
        """Whether the field's own output is the total, but for muted frames."""
        every = len(kept_sizes(self.field.sizes, steering)) == len(self.field.sizes)
        return name == "frame" and every and not (steering.no_negatives or steering.symmetric)

    def _sum(self, name: str, steering: Steering, weighing: Weighing) -> Tensor:
        """The sum (H, W) of what was weighed under a name over the sizes and frames in use."""
        total = torch.zeros_like(self.field.output, dtype=torch.float32)
        sizes = kept_sizes(self.field.sizes, steering)
        for place, frame in product(sizes, self._frames_for(name, steering)):
            total += weighing.images[name, place, frame]
        if self._is_known(name, steering):
            total = self.field.output - total
            total = total if self.field.bias is None else total - self.field.bias
        return total


def _needed(steering: Steering) -> list[str]:
    """What is weighed for this steering."""
    needed = ["frame"]
    if steering.along or steering.across:
        needed += ["laplace"]
    if steering.along != steering.across:
        needed += ["difference", "cross"]
    if steering.sum_one:
        needed += ["ones"]
    return needed
