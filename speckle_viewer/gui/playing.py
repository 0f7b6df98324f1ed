"""Plays the cine: asks the clock which frame is due, and counts those that are shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from speckle_viewer.viewer import Player, Scene, Timeline, ViewerState, Wants

TICK_MS = 4
"""How often the clock is read while playing: well below the frame time of any screen."""

RATE_EVERY_S = 0.5
"""How often the rate achieved is read, so that its figures can be read too."""


class Playing(QObject):
    """Has the state go from frame to frame while the cine plays.

    ``show`` shows a frame that is due, at once; ``now`` is the time in seconds.
    """

    def __init__(
        self,
        state: ViewerState,
        show: Callable[[], None],
        now: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.player = Player(now)
        self.rate: float | None = None
        """Frames per second achieved; None until it is known."""
        self.dropped = 0
        """Frames that were left out."""
        self._state, self._show, self._now = state, show, now
        self._read = 0.0
        self._scene: Scene | None = None
        self._counted: dict[str, int | None] = {}
        self._ticking = False
        self._clock = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)

    def follow(self, before: Wants, after: Wants) -> None:
        """Begin anew where another cine, playback or frame is wanted; but not for its own frame."""
        moved = after.frame != before.frame and not self._ticking
        if after.cine is not before.cine or after.playback != before.playback or moved:
            self._restart(after)

    def count(self, scene: Scene) -> None:
        """Count a frame once every pane shows it, or has at least moved on: the slowest counts."""
        self._scene = scene
        frames = {pane.id: pane.frame for pane in scene.all_panes}
        moved = all(
            pane.problem
            or not pane.pending
            or (pane.image is not None and pane.frame != self._counted.get(pane.id))
            for pane in scene.all_panes
        )
        if scene.panes and (scene.ready or moved):
            self._counted = frames
            self.player.painted()

    def stop(self) -> None:
        """Read the clock no more."""
        self._clock.stop()

    def _restart(self, wants: Wants) -> None:
        playback = wants.playback
        if wants.cine is None or not playback.playing:
            self.player.stop()
            self._clock.stop()
            return
        timing, (first, last) = wants.cine.timing, wants.playback_range
        timeline = Timeline.of(
            timing.times, timing.interval, first, last, ping_pong=playback.ping_pong
        )
        self.player.start(
            timeline,
            wants.frame,
            speed=playback.speed,
            loop=playback.loop,
            every_frame=playback.mode == "every frame",
        )
        self._read, self.rate, self.dropped = self._now(), None, 0
        self._clock.start()

    def _tick(self) -> None:
        scene = self._scene
        frame = self.player.tick(
            scene is not None and scene.ready and scene.wants is self._state.wants
        )
        if frame is None:
            self._state.set_playback(playing=False)
            return
        if self._now() - self._read > RATE_EVERY_S:
            self._read, self.rate, self.dropped = self._now(), self.player.rate, self.player.dropped
        if frame != self._state.wants.frame:
            self._ticking = True
            self._state.go_to(frame)
            self._ticking = False
            self._show()
