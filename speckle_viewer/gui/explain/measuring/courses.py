"""Values over time of frames that are there already: decoded, and denoised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.measuring.memory import Images, Memory
from speckle_viewer.gui.explain.measuring.question import Place, Setting, Source
from speckle_viewer.gui.explain.measuring.values import Found, grey_of, measure_frame

_AT_ONCE = 32
"""Frames that are measured before the plot is drawn again."""

Wanted = tuple[tuple[Source, Place], ...]


@dataclass(frozen=True)
class _Asked:
    """What is wanted, and of what there is: asked again when either is another one."""

    setting: Setting
    name: str
    rows: Wanted
    decoded: frozenset[int]
    denoised: frozenset[int]
    images: int
    turn: int


class Courses(QObject):
    """Measures one quantity of some rows over the frames, in a thread of its own.

    Parameters
    ----------
    memory
        Where the values go.
    changed
        Called when there are more.
    failed
        Called with a sentence when measuring failed.
    """

    def __init__(
        self,
        memory: Memory,
        images: Images,
        changed: Callable[[], None],
        failed: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._memory, self._images, self._changed = memory, images, changed
        self.analyst = Analyst("measurements over time", self)
        self._turn = 0
        self._last: _Asked | None = None
        self._follower = Follower[tuple[Setting, list[Found], bool]](
            self.analyst, "courses", self._take, failed
        )

    def want(
        self,
        setting: Setting,
        name: str,
        rows: Wanted,
        decoded: frozenset[int],
        denoised: frozenset[int],
    ) -> None:
        """Have a quantity of these rows measured on all frames whose images are there."""
        asked = _Asked(setting, name, rows, decoded, denoised, self._images.count, self._turn)
        self._last = asked
        lacking = self._lacking(asked)
        if lacking:
            images = self._images
            self._follower.want(
                None, asked, lambda task: _measured(asked, lacking, images, task), patient=True
            )

    def drop(self) -> None:
        """Want nothing any longer."""
        self._last = None
        self._follower.drop()

    def _lacking(self, asked: _Asked) -> Mapping[int, Wanted]:
        """The rows that are not known yet, by frame; the input's frames are those decoded."""
        known = [(row, self._memory.frames_with(*row, asked.name)) for row in asked.rows]
        frames = range(len(asked.setting.cine))
        rows = {frame: tuple(row for row, has in known if frame not in has) for frame in frames}
        return {frame: lacking for frame, lacking in rows.items() if lacking}

    def _take(self, answer: tuple[Setting, list[Found], bool]) -> None:
        setting, found, more = answer
        self._memory.put(setting, found)
        if found:
            self._changed()
        last = self._last
        if more and last is not None and last.setting == setting:
            self._turn += 1
            self.want(setting, last.name, last.rows, last.decoded, last.denoised)


def _measured(
    asked: _Asked, lacking: Mapping[int, Wanted], images: Images, task: Task
) -> tuple[Setting, list[Found], bool]:
    """Values of the first frames that are there, and whether there are more."""
    setting, found, frames = asked.setting, list[Found](), 0
    for frame, rows in lacking.items():
        task.check()
        there = _there(setting, frame, rows, images)
        given = setting.cine.peek(frame)
        if not there or given is None:
            continue
        if frames == _AT_ONCE:
            return setting, found, True
        frames += 1
        before = grey_of(setting, given)
        for source, place in there:
            image = images.get(setting, source, frame)
            if image is not None:
                shown = [(source, grey_of(setting, image))]
                found += measure_frame(setting, (place,), frame, shown, before, (asked.name,))
    return setting, found, False


def _there(
    setting: Setting, frame: int, rows: Wanted, images: Images
) -> Sequence[tuple[Source, Place]]:
    return [row for row in rows if images.get(setting, row[0], frame) is not None]
