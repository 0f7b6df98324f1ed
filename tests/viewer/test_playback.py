"""One clock: the frame follows from the time that has passed."""

import numpy as np
import pytest

from speckle_viewer.viewer import Player, Timeline


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def player(clock: Clock) -> Player:
    return Player(clock)


def regular(frames: int = 4, interval: float = 0.1, *, ping_pong: bool = False) -> Timeline:
    times = np.arange(frames) * interval
    return Timeline.of(times, interval, 0, frames - 1, ping_pong=ping_pong)


def frames_seen(player: Player, clock: Clock, step: float, ticks: int) -> list[int | None]:
    seen = []
    for _ in range(ticks):
        clock.seconds += step
        seen.append(player.tick())
    return seen


def test_the_frame_follows_the_clock_and_starts_again_at_the_end(
    player: Player, clock: Clock
) -> None:
    player.start(regular(), 0)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 8) == [1, 2, 3, 0, 1, 2, 3, 0]


def test_it_starts_at_the_frame_that_is_shown(player: Player, clock: Clock) -> None:
    player.start(regular(), 2)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 2) == [3, 0]


def test_irregular_frame_times_are_kept(player: Player, clock: Clock) -> None:
    player.start(Timeline.of([0, 0.1, 0.5, 0.6], 0.1, 0, 3), 0)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 6) == [1, 1, 1, 1, 2, 3]


def test_two_frames_of_the_same_moment_do_not_stop_it(player: Player, clock: Clock) -> None:
    player.start(Timeline.of([0, 0.1, 0.1, 0.2], 0.1, 0, 3), 0)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 3) == [2, 3, 0]


def test_ping_pong_comes_back_without_showing_the_ends_twice(player: Player, clock: Clock) -> None:
    player.start(regular(ping_pong=True), 0)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 3) == [1, 2, 3]
    assert not player.backwards
    assert frames_seen(player, clock, 0.1, 2) == [2, 1]
    assert player.backwards
    assert frames_seen(player, clock, 0.1, 2) == [0, 1]
    assert not player.backwards


def test_a_range_plays_alone(player: Player, clock: Clock) -> None:
    player.start(Timeline.of(np.arange(10) * 0.1, 0.1, 3, 5), 4)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 4) == [5, 3, 4, 5]


def test_half_the_speed_takes_twice_the_time(player: Player, clock: Clock) -> None:
    player.start(regular(), 0, speed=0.5)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 6) == [0, 1, 1, 2, 2, 3]


def test_without_loop_it_ends_after_the_last_frame(player: Player, clock: Clock) -> None:
    player.start(regular(), 2, loop=False)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.1, 2) == [3, None]
    assert not player.playing


def test_real_time_drops_frames_and_counts_them(player: Player, clock: Clock) -> None:
    player.start(regular(10), 0)
    player.painted()
    clock.seconds += 0.35
    assert player.tick() == 3
    player.painted()
    assert player.dropped == 2


def test_every_frame_waits_until_all_panes_are_ready(player: Player, clock: Clock) -> None:
    player.start(regular(), 0, every_frame=True)
    player.painted()
    clock.seconds += 5
    assert player.tick(ready=False) == 0
    assert player.tick(ready=True) == 1
    player.painted()
    assert player.tick(ready=True) == 1, "no rush after a wait"
    assert player.dropped == 0


def test_every_frame_is_no_faster_than_the_cine(player: Player, clock: Clock) -> None:
    player.start(regular(), 0, every_frame=True)
    clock.seconds += 0.05
    assert frames_seen(player, clock, 0.04, 6) == [0, 1, 1, 2, 2, 2]


def test_the_rate_is_that_of_painting(player: Player, clock: Clock) -> None:
    player.start(regular(50, 1 / 30), 0)
    assert player.rate is None
    for _ in range(30):
        player.tick()
        player.painted()
        clock.seconds += 1 / 15
    assert player.rate == pytest.approx(15, rel=0.01)


def test_frames_that_never_come_are_dropped_and_no_rate_is_claimed(
    player: Player, clock: Clock
) -> None:
    player.start(regular(50), 0)
    player.painted()
    clock.seconds += 1.55
    assert player.tick() == 15
    assert player.dropped == 14
    assert player.rate == 0.0
    player.painted()
    assert player.dropped == 14
    assert player.rate == pytest.approx(1 / 1.55)
