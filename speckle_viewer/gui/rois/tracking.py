"""Tracks regions through their cine, in a thread of its own."""

from PySide6.QtCore import QObject, Signal

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring.tracking import Track, runs_in_words, track, weak_frames
from speckle_viewer.viewer import ViewerState, Wants
from speckle_viewer.viewer.roi import GOOD_MATCH, Roi


class Tracking(QObject):
    """Follows regions in the input, one after the other, and has them move along."""

    changed = Signal()
    """`progress` differs."""
    noted = Signal(str)
    """Where a region was hardly found again."""
    failed = Signal(str)

    def __init__(self, state: ViewerState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.analyst = Analyst("tracking", self)
        self._shares: dict[Roi, float] = {}
        state.subscribe(self._wants_changed)

    def progress(self, roi: Roi) -> float | None:
        """How much of a region's way is known, 0 to 1; None if it is not being tracked."""
        return next((share for one, share in self._shares.items() if one.is_as(roi)), None)

    def start(self, name: str) -> None:
        """Track a region of the current cine, from the frame shown (or its only one) both ways."""
        roi, wants = self._state.rois.named(name), self._state.wants
        if roi is None or len(roi.cine) < 2:
            return
        start = wants.frame if roi.frame is None else roi.frame
        inside, frames, grey = roi.mask(start), len(roi.cine), roi.cine.grey
        self._shares[roi] = 0.0

        def job(task: Task) -> Track:
            return track(grey, frames, start, inside, check=task.check, progress=task.report)

        def report(share: float) -> None:
            self._shares[roi] = share
            self.changed.emit()

        self.analyst.ask(
            _key(roi),
            job,
            then=lambda found: self._take(roi, start, found),
            failed=lambda sentence: self._fail(roi, sentence),
            progress=report,
        )
        self.changed.emit()

    def stop(self, roi: Roi) -> None:
        """Give up on a region: it stays as it is."""
        for one in [one for one in self._shares if one.is_as(roi)]:
            del self._shares[one]
            self.analyst.cancel(_key(one))
            self.changed.emit()

    def _take(self, roi: Roi, start: int, found: Track) -> None:
        self._shares.pop(roi, None)
        so_far = roi.motion(start)
        path = {frame: motion.after(so_far) for frame, motion in found.path.items()}
        name = self._state.rois.take_track(roi, path, found.match)
        weak = weak_frames(found.match, GOOD_MATCH)
        if name is not None and weak:
            sentence = tr(
                "{} was hardly found again on frames {} (correlation below {:g}): it may lie "
                "wrongly there and beyond."
            )
            self.noted.emit(sentence.format(name, runs_in_words(weak), GOOD_MATCH))
        self.changed.emit()

    def _fail(self, roi: Roi, sentence: str) -> None:
        self._shares.pop(roi, None)
        self.failed.emit(sentence)
        self.changed.emit()

    def _wants_changed(self, before: Wants, after: Wants) -> None:
        """What was removed, or is elsewhere now, is tracked no longer."""
        if before.rois is after.rois:
            return
        for roi in [*self._shares]:
            if any(one.is_as(roi) for one in after.rois):
                continue
            self.stop(roi)
            for one in set(after.rois) - set(before.rois):
                text = tr("{} was changed while it was tracked: track it again.")
                self.noted.emit(text.format(one.name))

    def close(self) -> None:
        """Stop all, as the window closes."""
        self.analyst.close()


def _key(roi: Roi) -> str:
    return str(id(roi))  # which lives as long as it is in `_shares`
