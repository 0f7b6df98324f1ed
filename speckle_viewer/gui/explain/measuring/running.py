"""The run over the whole cine, and what it found last."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from speckle_viewer.gui.explain.analyst import Analyst
from speckle_viewer.gui.explain.measuring.memory import Images, Memory
from speckle_viewer.gui.explain.measuring.question import Question
from speckle_viewer.gui.explain.measuring.whole_cine import Whole, WholeCine, WholeRun
from speckle_viewer.gui.exporting import processing_of
from speckle_viewer.measuring import QUANTITIES
from speckle_viewer.viewer import Wants


class Running(QObject):
    """Runs in an `Analyst` of its own, so that the table answers meanwhile."""

    progressed = Signal(object)
    """How much is done, 0 to 1; None once nothing runs."""
    changed = Signal()
    """There are more values in the memory."""
    failed = Signal(str)

    def __init__(self, memory: Memory, images: Images, parent: QObject) -> None:
        super().__init__(parent)
        self._memory, self._images = memory, images
        self.analyst = Analyst("measuring the whole cine", self)
        self.whole: Whole | None = None
        """What the last run found that ended."""

    @property
    def is_busy(self) -> bool:
        """Whether a run is on its way."""
        return self.analyst.busy("run")

    def asked_of(self, question: Question, wants: Wants) -> WholeCine:
        """What a run would be of: all columns, and what is plotted."""
        names = dict.fromkeys((*question.names, wants.measuring.plot))
        sources = tuple(seen.source for seen in question.seen)
        return WholeCine(
            question.setting,
            sources,
            tuple(processing_of(wants, source.pane, "whole") for source in sources),
            question.places,
            tuple(n for n in names if n in QUANTITIES and QUANTITIES[n].compute is not None),
        )

    def is_known(self, asked: WholeCine) -> bool:
        """Whether the last run was of this, and has ended."""
        return self.whole is not None and _same(self.whole.asked, asked)

    def start(self, asked: WholeCine, then: Callable[[Whole], None] = lambda whole: None) -> None:
        """Measure every frame, and call ``then`` with what was found."""
        run = WholeRun(asked, self._images)

        def go_on(share: float) -> None:
            self._drain(run)
            self.progressed.emit(share)

        def end(whole: Whole) -> None:
            self._drain(run)
            self.whole = whole
            for source in asked.sources:
                for place in asked.places:
                    values = whole.over_cine.get((source.pane, place))
                    if values is not None:
                        self._memory.put_over_cine(source, place, values)
            self.progressed.emit(None)
            self.changed.emit()
            then(whole)

        def fail(sentence: str) -> None:
            self.progressed.emit(None)
            self.failed.emit(sentence)

        self.analyst.ask("run", run, end, fail, go_on)
        self.progressed.emit(0.0)

    def _drain(self, run: WholeRun) -> None:
        found = [run.found.popleft() for _ in range(len(run.found))]
        if found:
            self._memory.put(run.asked.setting, found)
            self.changed.emit()

    def stop(self) -> None:
        """Want no more; what is measured stays."""
        self.analyst.cancel("run")
        self.progressed.emit(None)

    def forget(self) -> None:
        """Stop, and let go of what was found."""
        self.stop()
        self.whole = None


def _same(one: WholeCine, other: WholeCine) -> bool:
    """Whether two runs find the same: what makes an image is in the key of its source."""
    return (one.setting, one.sources, one.places) == (
        other.setting,
        other.sources,
        other.places,
    ) and {*one.names} >= {*other.names}
