"""Which frames a method sees together with the one that it denoises."""


def burst_indices(frame: int, length: int, frame_count: int) -> tuple[int, ...]:
    """The ``length`` frames around ``frame``, which stands at position ``length // 2``.

    At the ends of the cine the burst is reflected about the first and last frame, which are not
    repeated: a burst of 5 at frame 0 is 2, 1, 0, 1, 2. A cine shorter than the burst is reflected
    as often as needed; a single frame is seen ``length`` times.
    """
    if frame_count == 1:
        return (0,) * length
    period = 2 * (frame_count - 1)
    phases = (i % period for i in range(frame - length // 2, frame - length // 2 + length))
    return tuple(min(phase, period - phase) for phase in phases)
