"""One clock for all panes: frame = start + elapsed × rate, from the true times of the frames."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_WINDOW = 1.0
"""Seconds over which the rate achieved is measured."""


@dataclass(frozen=True, eq=False)
class Timeline:
    """The frames of one pass, and when each is due.

    ``starts`` are seconds from the beginning of the pass, one per frame and the pass's end.
    """

    frames: tuple[int, ...]
    starts: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        times: Sequence[float] | NDArray[np.float64],
        interval: float,
        first: int,
        last: int,
        *,
        ping_pong: bool = False,
    ) -> "Timeline":
        """Frames ``first`` to ``last`` of a cine, and back again with ``ping_pong``.

        ``times`` may be irregular; ``interval`` is how long a pass's last frame stays.
        """
        frames = [*range(first, last + 1)]
        if ping_pong:
            frames += frames[-2:0:-1]
        steps = np.abs(np.diff(np.asarray(times, np.float64)[frames]))
        starts = np.concatenate([[0.0], np.cumsum([*steps, interval])])
        return cls(tuple(frames), starts)

    @property
    def period(self) -> float:
        """Seconds that one pass takes."""
        return float(self.starts[-1])


class Player:
    """Says which frame is due, counts those that were dropped, and measures the rate.

    In real time the frame follows the clock, and frames are dropped where painting is late. With
    ``every_frame`` it moves on only when the frame before was ready, and is late instead.
    """

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._timeline: Timeline | None = None
        self._painted: deque[float] = deque()
        self._dropped = 0
        self._step = self._painted_step = 0
        self._started = 0.0

    def start(
        self,
        timeline: Timeline,
        frame: int,
        *,
        speed: float = 1.0,
        loop: bool = True,
        every_frame: bool = False,
    ) -> None:
        """Begin to play at ``frame``, or at the first frame where the pass does not have it."""
        self._timeline, self._speed, self._loop = timeline, speed, loop
        self._every_frame = every_frame
        self._step = timeline.frames.index(frame) if frame in timeline.frames else 0
        self._painted_step = self._step - 1
        self._origin = self._now() - timeline.starts[self._step] / speed
        self._due = self._now() + self._duration(self._step)
        self._painted.clear()
        self._started = self._now()
        self._dropped = 0

    def stop(self) -> None:
        """Stop; what was counted stays to be read."""
        self._timeline = None

    @property
    def playing(self) -> bool:
        """Whether there is something to play and it has not ended."""
        return self._timeline is not None

    @property
    def backwards(self) -> bool:
        """Whether it plays to and fro, and is on its way back."""
        if self._timeline is None:
            return False
        frames = self._timeline.frames
        return self._step % len(frames) > frames.index(max(frames))

    def tick(self, ready: bool = True) -> int | None:
        """Return the frame that is due now, or None once a cine that does not loop has ended.

        ``ready`` says whether every pane shows the frame that was due last.
        """
        if self._timeline is None:
            return None
        step = self._next_if(ready) if self._every_frame else self._step_now(self._timeline)
        count = len(self._timeline.frames)
        if not self._loop and step >= count:
            self.stop()
            return None
        self._step = step
        return self._timeline.frames[step % count]

    def _step_now(self, timeline: Timeline) -> int:
        passes, within = divmod((self._now() - self._origin) * self._speed, timeline.period)
        place = int(np.searchsorted(timeline.starts[:-1], within, side="right")) - 1
        return int(passes) * len(timeline.frames) + place

    def _next_if(self, ready: bool) -> int:
        now, duration = self._now(), self._duration(self._step + 1)
        if not ready or now < self._due:
            return self._step
        # A delay shorter than a frame is caught up, a longer one is not: no rush after a wait.
        self._due = (self._due if now - self._due < duration else now) + duration
        return self._step + 1

    def _duration(self, step: int) -> float:
        assert self._timeline is not None
        place = step % len(self._timeline.frames)
        return float(np.diff(self._timeline.starts)[place]) / self._speed

    def painted(self) -> None:
        """Say that the frame that is due is now on the screen."""
        if self._step == self._painted_step:
            return
        self._dropped = self.dropped
        self._painted_step = self._step
        now = self._now()
        self._painted.append(now)
        while len(self._painted) > 2 and now - self._painted[0] > RATE_WINDOW:
            self._painted.popleft()

    @property
    def dropped(self) -> int:
        """Frames that were due and never on the screen, since playback began."""
        return self._dropped + max(self._step - self._painted_step - 1, 0)

    @property
    def rate(self) -> float | None:
        """Frames per second on the screen; None until there are two, 0 where none comes."""
        last = self._painted[-1] if self._painted else self._started
        if self.playing and self._now() - last > max(RATE_WINDOW, 2 * self._duration(self._step)):
            return 0.0
        if len(self._painted) < 2 or self._painted[-1] == self._painted[0]:
            return None
        return (len(self._painted) - 1) / (self._painted[-1] - self._painted[0])
