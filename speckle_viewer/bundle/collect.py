"""What an evidence bundle holds, gathered from what the window shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from speckle_viewer.bundle.nameless import (
    labels,
    tissue_in,
    without_names,
    without_text,
)
from speckle_viewer.bundle.versions import versions
from speckle_viewer.cine import Cine, Frame, GreyScale
from speckle_viewer.evidence.shown import Shown
from speckle_viewer.evidence.taking import shown_kernel
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.measuring.calibration import scale_of
from speckle_viewer.methods import Card
from speckle_viewer.viewer import PaneScene, Pin, Scene
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.session import Layout, StoredCine, session_text
from speckle_viewer.viewer.steering import method_of
from speckle_viewer.viewer.takeaway import facts_of, nameless_title

Check = Callable[[], None]
"""Called between parts of the work; raises what ends it."""


@dataclass(frozen=True)
class Recording:
    """A cine as the report names it.

    ``sha256`` is that of its file, ``scale`` says how large its pixels are and where that is from.
    """

    label: str
    frames: int
    rows: int
    columns: int
    sha256: str
    scale: str


@dataclass(frozen=True, eq=False)
class ShownFrame:
    """The image of a pane.

    Attributes
    ----------
    pane
        As the window has it; its ``image`` may be masked.
    cine
        What its cine is called.
    scale
        How values of its pixels are said.
    """

    pane: PaneScene
    cine: str
    scale: GreyScale

    @property
    def image(self) -> Frame:
        """(rows, columns), or (rows, columns, 3) of colours."""
        assert self.pane.image is not None
        return self.pane.image

    @property
    def values(self) -> Frame:
        """What is read at its pixels: the image, or the numbers that its colours stand for."""
        return self.image if self.pane.values is None else self.pane.values

    @property
    def settings(self) -> str:
        """How it was made: settings other than the card's, frames of the burst, device."""
        result, said = self.pane.result, list(self.pane.settings)
        if result is not None:
            said += [f"burst of {len(result.burst)}"] if len(result.burst) > 1 else []
            said += [f"{result.device}, {result.arithmetic}"]
        return "; ".join(said)


@dataclass(frozen=True, eq=False)
class Bundle:
    """All that goes into the zip.

    Attributes
    ----------
    session
        The text of the session file.
    pins
        Those of each cine, after what that is called.
    kernels
        A kernel per pin and per method that predicts kernels.
    shown
        What the open explainers show.
    conventions
        What the numbers mean, by name.
    named
        Whether names of files, and what is written beside the tissue, are in it.
    """

    made: datetime
    session: str
    recordings: tuple[Recording, ...]
    frames: tuple[ShownFrame, ...]
    pins: tuple[tuple[str, tuple[Pin, ...]], ...]
    kernels: tuple[Shown, ...]
    shown: tuple[Shown, ...]
    cards: tuple[Card, ...]
    conventions: Mapping[str, str]
    versions: Mapping[str, str]
    named: bool


def bundle_of(
    scene: Scene,
    stored: Sequence[StoredCine],
    shown: Sequence[Shown],
    cards: Mapping[str, Card],
    layout: Layout,
    *,
    named: bool = False,
    check: Check = lambda: None,
) -> Bundle:
    """Gather what a scene shows. Takes as long as kernels take to be worked out.

    Parameters
    ----------
    scene
        Its images and evidence are taken as they are there.
    stored
        Its cines, as `session.stored_cine` knows them, in the order of ``scene.wants.cines``.
    shown
        What the open explainers show.
    cards
        Of all methods there are.
    layout
        Which explainers are open.
    named
        Whether names of files stay, and what is written in the images beside the tissue.
    """
    wants = scene.wants
    called = {cine: cine.name for cine in wants.cines} if named else labels(wants.cines)
    chosen = {m: cards[m] for m in dict.fromkeys(_methods(scene)) if m in cards}
    places = [_without_folder(s, called[c]) for s, c in zip(stored, wants.cines, strict=True)]
    weights = {method: card.sha256 for method, card in chosen.items()}
    kernels = tuple(
        kernel
        for side in _sides(scene)
        for kernel in _kernels(side, _whose(scene, side, called), check)
    )
    shown = (*kernels, *shown)
    if not named:
        explained = scene.explained  # explainers show one cine at a time
        tissue = None if explained.cine is None else explained.cine.tissue(explained.wants.frame)
        shown = tuple(without_names(part, called, tissue) for part in shown)
    return Bundle(
        made=datetime.now(UTC),
        session=session_text(wants, places, weights, layout),
        recordings=tuple(_recording(p, c) for p, c in zip(places, wants.cines, strict=True)),
        frames=tuple(_frames(scene, called, named)),
        pins=tuple(
            (called[side.cine], side.wants.cine_pins) for side in _sides(scene) if side.cine
        ),
        kernels=shown[: len(kernels)],
        shown=shown[len(kernels) :],
        cards=tuple(chosen.values()),
        conventions=_CONVENTIONS | _of_measurements(scene, shown),
        versions=versions(scene.engine),
        named=named,
    )


def _methods(scene: Scene) -> Iterator[str]:
    for pane in scene.all_panes:
        if pane.result is not None:
            yield pane.result.request.method


def _without_folder(cine: StoredCine, name: str) -> StoredCine:
    """The folder may name a patient too."""
    return replace(cine, path=name, relative="")


def _recording(place: StoredCine, cine: Cine) -> Recording:
    region, size = cine.main_region, (place.rows, place.columns)
    known = region is not None and region.mm_per_px is not None
    scale = scale_of(region) if region is not None and known else "not calibrated"
    return Recording(place.path, place.frames, *size, place.sha256, scale)


def _frames(scene: Scene, called: Mapping[Cine, str], named: bool) -> Iterator[ShownFrame]:
    second = () if scene.beside is None else scene.panes_beside
    for pane in scene.images:
        cine = scene.beside.cine if scene.beside is not None and pane in second else scene.cine
        if pane.image is None or cine is None or pane.frame is None:
            continue
        if pane.id == COMPARE:
            pane = replace(pane, title=nameless_title(scene, pane, _names(scene, called)))
        if not named:
            pane = without_text(pane, tissue_in(scene, pane, cine))
        yield ShownFrame(pane, called[cine], cine.scale)


def _sides(scene: Scene) -> tuple[Scene, ...]:
    """The scene of each cine that is shown."""
    return (scene,) if scene.beside is None else (scene, scene.beside)


def _names(scene: Scene, called: Mapping[Cine, str]) -> tuple[str, str]:
    """What the two cines are called; the second is empty where there is none."""
    first, second = (*(called[s.cine] for s in _sides(scene) if s.cine is not None), "", "")[:2]
    return first, second


def _whose(scene: Scene, side: Scene, called: Mapping[Cine, str]) -> str:
    """Of which cine a side of the scene is, where there are two."""
    return "" if scene.beside is None or side.cine is None else f" of {called[side.cine]}"


def _kernels(scene: Scene, whose: str, check: Check) -> Iterator[Shown]:
    """The predicted kernel of each pane of a cine at each pin, where its evidence is there."""
    for number, pin in enumerate(scene.wants.cine_pins, 1):
        for pane in scene.panes:
            check()
            prediction = None if pane.result is None else pane.result.prediction
            field = None if prediction is None else prediction.kernels
            if field is None or pane.frame is None or not field.covers(pin.row, pin.column):
                continue
            steered = pane.id != method_of(pane.id)
            kind = "predicted, then steered" if steered else "as the method predicted it"
            burst = pane.result.burst if pane.result is not None else ()
            shown = shown_kernel(
                field.at(pin.row, pin.column),
                facts_of(scene, pane) | {"Kernel": kind},
                offsets=tuple(frame - pane.frame for frame in burst),
                mm_per_px=pane.mm_per_px,
            )
            yield replace(shown, title=f"Pin {number}{whose}: kernel of {pane.title}")


_CONVENTIONS = {
    "Places": "x is the column and y the row of a pixel, counted from 0 at the upper left.",
    "Frames": "Counted from 1.",
    "Values": "Those of the file; denoised pixels have its type and range. Only tissue is "
    "denoised: all else is as in the file.",
    "Levels": "What is shown as black and as white, in values of the file.",
    "Kernels": "The output at a pixel is Σ weights · patch + bias, over all sizes and frames; "
    "patch and output in brightness, 0 is black and 1 is white. Weights have no unit.",
    "Equivalent kernels": "A row of the Jacobian: how the output at a pixel changes with each "
    "pixel of the input.",
}


def _of_measurements(scene: Scene, shown: Sequence[Shown]) -> dict[str, str]:
    """What the columns of the table of measurements mean, where it is there."""
    if not any(part.title == "Measurements" for part in shown):
        return {}
    chosen = [QUANTITIES[name] for name in scene.wants.measuring.columns if name in QUANTITIES]
    return {
        quantity.head: " ".join(part for part in (quantity.convention, quantity.reference) if part)
        for quantity in chosen
    }
