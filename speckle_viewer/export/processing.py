"""What is done to the frames of a cine before they are written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import __version__
from speckle_viewer.cine import Cine, Frame
from speckle_viewer.denoising.compose import compose
from speckle_viewer.denoising.types import Precision
from speckle_viewer.errors import ExportError
from speckle_viewer.methods import card
from speckle_viewer.steering import KernelEdit, Steering

if TYPE_CHECKING:
    from torch import Tensor

    from speckle_viewer.networks.prediction import Prediction

Check = Callable[[], None]
"""Called often; raises to stop."""


@dataclass(frozen=True)
class Processing:
    """A method with its settings, or nothing.

    Attributes
    ----------
    method
        Its id; None leaves the frames as they are.
    controls
        Values that differ from the card's.
    steering, edits
        What is done to the kernels that it predicts, at all pixels and at single ones.
    noise
        (rows, columns): a noise map given by hand in grey levels, NaN where the method's own stays.
    first, last
        The frames, both included; by default all.
    """

    method: str | None = None
    controls: Mapping[str, float] = field(default_factory=dict)
    precision: Precision = "auto"
    steering: Steering = field(default_factory=Steering)
    edits: tuple[KernelEdit, ...] = ()
    noise: NDArray[np.float32] | None = None
    first: int = 0
    last: int | None = None

    def frames(self, cine: Cine) -> range:
        """Which frames of a cine it takes. Raises `ExportError` if there are none."""
        last = len(cine) - 1 if self.last is None else self.last
        if not 0 <= self.first <= last < len(cine):
            raise ExportError(
                f"Frames {self.first + 1} to {last + 1} are not all in {cine.name}, which has "
                f"{len(cine)}: choose others."
            )
        return range(self.first, last + 1)

    @property
    def title(self) -> str:
        """A few words for a series or a caption."""
        if self.method is None:
            return "Unchanged"
        return card(self.method).title + (", steered" if self._is_steered else "")

    @property
    def settings(self) -> str:
        """What differs from the method as it comes, for a caption; empty if nothing does."""
        parts = [f"{name} {value:g}" for name, value in sorted(self.controls.items())]
        parts += ["painted noise map"] if self.noise is not None else []
        parts += [] if self.steering.is_none else [self.steering.describe()]
        parts += [edit.describe() for edit in self.edits]
        return " · ".join(parts)

    @property
    def _is_steered(self) -> bool:
        return not self.steering.is_none or bool(self.edits)

    def describe(self) -> str:
        """What was done, for the reader of the file: method, weights, settings, program."""
        if self.method is None:
            return f"Copied unchanged by Speckle Viewer {__version__}."
        about = card(self.method)
        values = {c.name: c.default for c in about.controls} | dict(self.controls)
        parts = [f"Despeckled by Speckle Viewer {__version__}, method {about.id} ({about.title})"]
        if about.sha256:
            parts.append(f"weights SHA-256 {about.sha256}")
        if values:
            parts.append("settings " + ", ".join(f"{k}={v:g}" for k, v in sorted(values.items())))
        if self.noise is not None:
            parts.append("with a noise map painted by hand")
        if not self.steering.is_none:
            parts.append(f"its kernels steered: {self.steering.describe()}")
        if self.edits:
            parts.append(f"kernels edited by hand at {'; '.join(e.describe() for e in self.edits)}")
        parts.append("arithmetic " + ("float32" if self.precision == "exact" else "within 1/255"))
        return "; ".join(parts) + ". Pixels outside tissue are unchanged."

    def images(
        self,
        cine: Cine,
        check: Check = lambda: None,
        progress: Callable[[float], None] = lambda _: None,
    ) -> Iterator[Frame]:
        """The frames one after the other, shaped and typed as the cine's.

        Raises
        ------
        CineError, MethodError
            If one cannot be decoded or denoised.
        """
        frames = self.frames(cine)
        run = self.runner() if self.method is not None else None
        for done, index in enumerate(frames):
            check()
            yield cine.frame(index) if run is None else run(cine, index, check)
            progress((done + 1) / len(frames))

    def runner(self) -> Callable[[Cine, int, Check], Frame]:
        """A function that makes any frame of a cine; of a method. Used by one thread at a time."""
        return _runner(self)


def _runner(processing: Processing) -> Callable[[Cine, int, Check], Frame]:
    from speckle_viewer.denoising.runner import Runner  # imports torch
    from speckle_viewer.methods import load_method

    assert processing.method is not None
    method, runner = load_method(processing.method), Runner()

    def run(cine: Cine, index: int, check: Check) -> Frame:
        result = runner.run(
            cine,
            method,
            index,
            controls=processing.controls,
            precision=processing.precision,
            noise=processing.noise,
            evidence=processing._is_steered,
            check=check,
        )
        image = result.prediction.image
        if processing._is_steered:
            image = _steered(processing, result.prediction, check)
        return compose(cine.frame(index), image.numpy(), result.tissue, cine.value_range)

    return run


def _steered(processing: Processing, prediction: "Prediction", check: Check) -> "Tensor":
    """The whole frame (H, W) as the steered kernels make it."""
    from speckle_viewer.evidence.steering import steer

    if prediction.kernels is None:
        raise ExportError(f"{processing.method} predicts no kernels that could be steered.")
    field = steer(prediction.kernels, processing.steering, processing.edits, check)
    image, (top, left) = prediction.image.clone(), field.origin
    rows, columns = field.output.shape
    image[top : top + rows, left : left + columns] = field.output.float()
    return image
