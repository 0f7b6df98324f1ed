"""Where maps of kernels come from: of predicted kernels at once, of equivalent ones when asked."""

import threading
from collections.abc import Callable, Sequence
from time import monotonic

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.map_found import Found
from speckle_viewer.viewer import PaneScene, Scene, Wants
from speckle_viewer.viewer.equivalent import KernelKind

MOST_PLAYING = 1 << 14
"""Kernels of a map while the cine plays: it is to keep up."""


_GROWS_AFTER_S = 0.5  # a map of equivalent kernels that are on their way is drawn so often


class MapSource:
    """Keeps the last maps of either kind, and has new ones computed in an analyst's thread.

    Parameters
    ----------
    changed
        Called when anything has come, or has failed to.
    """

    def __init__(self, analyst: Analyst, changed: Callable[[], None]) -> None:
        self._analyst, self._changed = analyst, changed
        self._follower = Follower[Found](analyst, "predicted", self._take, self._fail)
        self._found: dict[KernelKind, Found] = {}
        self._failure: tuple[object, str] = (None, "")
        self._asked: object = None
        self._share: float | None = None
        self._running: Request | None = None
        self._grown: Found | None = None
        """The equivalent kernels so far; from the analyst's thread."""
        self._enough = threading.Event()

    def found(self, scene: Scene) -> Found | None:
        """The maps for a scene, perhaps those of the frame before."""
        found = self._found.get(kind_of(scene))
        return found if found is not None and found.belongs_to(scene) else None

    def problem(self, scene: Scene) -> str:
        """Why the last maps that were asked for this pane are not there."""
        about, sentence = self._failure
        return sentence if about == _about(scene) else ""

    def share(self, scene: Scene) -> float | None:
        """How much of the explained method's equivalent kernels is done; None where none run."""
        of = self._running
        same = of is not None and (of.cine, of.method) == (scene.cine, scene.wants.explained)
        return self._share if same and kind_of(scene) == "equivalent" else None

    def keep_up(self, wants: Wants) -> None:
        """Stop computing for a method that is no longer there."""
        if self._running is not None and self._running.method not in wants.all_methods:
            self._analyst.cancel("equivalent")
            self._running = None

    def follow(self, scene: Scene, pane: PaneScene, result: Result) -> None:
        """Have the predicted kernels of a result measured, if they were not."""
        kernels = None if result.prediction is None else result.prediction.kernels
        if kernels is None or kind_of(scene) != "predicted":
            return  # on its way: meanwhile the last map stays
        playing, spacing = scene.wants.playback.playing, scene.wants.kernel_map.spacing
        title = pane.title
        self._asked = _about(scene)

        def job(task: Task) -> Found:
            return _of_predicted(result, title, spacing, playing, task)

        self._follower.want(kernels, (spacing, playing), job, patient=playing)

    def compute(self, scene: Scene, pane: PaneScene, result: Result) -> None:
        """Have the equivalent kernels of a frame worked out on the grid that is wanted."""
        spacing, title = scene.wants.kernel_map.spacing, pane.title
        about, self._share, self._failure = _about(scene), 0.0, (None, "")
        self._grown = None
        self._running = result.request
        self._enough = enough = threading.Event()

        def grow(found: Found) -> None:
            self._grown = found

        def job(task: Task) -> Found:
            return _of_equivalent(result, title, spacing, task, enough.is_set, grow)

        def failed(sentence: str) -> None:
            self._running, self._failure = None, (about, sentence)
            self._changed()

        self._analyst.ask("equivalent", job, self._take, failed, self._go_on)
        self._changed()

    def stop(self) -> None:
        """Have no more equivalent kernels worked out; the map of those that are done follows."""
        self._enough.set()
        if not self._share:
            self._analyst.cancel("equivalent")
            self._running = None
            self._changed()

    def drop(self) -> None:
        """Want nothing any longer; the maps that are there are kept."""
        self._follower.drop()
        self._analyst.cancel("equivalent")
        self._running = None

    def forget(self, cines: Sequence[Cine]) -> None:
        """Keep nothing but of these cines."""
        self.drop()
        self._found = {k: f for k, f in self._found.items() if f.cine in cines}
        self._failure, self._asked = (None, ""), None

    def _take(self, found: Found) -> None:
        self._found[found.kind] = found
        if found.kind == "equivalent":
            self._running = None
        self._changed()

    def _fail(self, sentence: str) -> None:
        self._failure = self._asked, sentence
        self._changed()

    def _go_on(self, share: float) -> None:
        self._share = share
        if self._grown is not None:
            self._found["equivalent"] = self._grown
        self._changed()


def kind_of(scene: Scene) -> KernelKind:
    """Which kernels of the explained pane are shown: equivalent ones where there are no others."""
    return scene.wants.kernel_kind if predicts(scene) else "equivalent"


def predicts(scene: Scene) -> bool:
    """Whether the explained method predicts kernels, as far as that is known."""
    pane = scene.pane(scene.wants.explained)
    prediction = pane.result.prediction if pane is not None and pane.result is not None else None
    return prediction is None or prediction.kernels is not None


def _about(scene: Scene) -> object:
    return scene.cine, scene.wants.explained, kind_of(scene)


def _of_predicted(result: Result, title: str, spacing: int, playing: bool, task: Task) -> Found:
    """Measure the kernels that a method predicted; in the analyst's thread."""
    from speckle_viewer.evidence import RuledKernels
    from speckle_viewer.evidence.kernel_maps import MOST_KERNELS, kernel_maps

    assert result.prediction is not None
    kernels = result.prediction.kernels
    assert kernels is not None
    on_grid = isinstance(kernels, RuledKernels)
    maps = kernel_maps(
        kernels,
        spacing=spacing if on_grid else None,
        most=MOST_PLAYING if playing else MOST_KERNELS,
        tissue=result.insonified,
        aspect=result.request.cine.aspect,
        check=task.check,
    )
    return Found(result.request, title, result.burst, "predicted", on_grid, maps)


def _of_equivalent(
    result: Result,
    title: str,
    spacing: int,
    task: Task,
    enough: Callable[[], bool],
    grow: Callable[[Found], None],
) -> Found:
    """Differentiate a method at the pixels of a grid; in the analyst's thread."""
    from speckle_viewer.denoising.differentiator import Differentiator
    from speckle_viewer.evidence.kernel_maps import KernelMaps, equivalent_maps

    request, done, last = result.request, 1.0, monotonic()

    def progress(share: float) -> None:
        nonlocal done
        done = share
        task.report(share)

    def grown(maps: KernelMaps) -> None:
        nonlocal last
        if monotonic() - last > _GROWS_AFTER_S:
            last = monotonic()
            grow(Found(request, title, seen.indices, "equivalent", True, maps, done))

    seen = Differentiator().at(
        request.cine,
        request.method,
        request.frame,
        controls=request.controls,
        noise=request.noise,
        check=task.check,
    )
    maps = equivalent_maps(
        lambda row, column: seen.kernel(row, column, seen.reaches()[0]),
        seen.shape,
        spacing=spacing,
        tissue=result.insonified,
        aspect=request.cine.aspect,
        check=task.check,
        progress=progress,
        enough=enough,
        grown=grown,
    )
    return Found(request, title, seen.indices, "equivalent", True, maps, done)
