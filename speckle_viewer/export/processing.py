"""What is done to the frames of a cine before they are written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from speckle_viewer import __version__
from speckle_viewer.cine import Cine, Frame
from speckle_viewer.denoising.compose import compose
from speckle_viewer.denoising.types import Precision
from speckle_viewer.errors import ExportError
from speckle_viewer.methods import card

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
    first, last
        The frames, both included; by default all.
    """

    method: str | None = None
    controls: Mapping[str, float] = field(default_factory=dict)
    precision: Precision = "auto"
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
        return "Unchanged" if self.method is None else card(self.method).title

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
        run = _runner(self) if self.method is not None else None
        for done, index in enumerate(frames):
            check()
            yield cine.frame(index) if run is None else run(cine, index, check)
            progress((done + 1) / len(frames))


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
            evidence=False,
            check=check,
        )
        brightness = result.prediction.image.numpy()
        return compose(cine.frame(index), brightness, result.tissue, cine.value_range)

    return run
