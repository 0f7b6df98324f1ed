"""Which bands are heard, and how loud."""

from speckle_viewer.viewer.bench import LARGEST_GAIN, WaveletBench

FINE, COARSE, LOW = ("LH", 1), ("HH", 2), ("LL", 2)


def test_solo_silences_the_others_and_mute_wins() -> None:
    bench = WaveletBench()
    assert bench.is_plain
    assert bench.gain(FINE) == 1
    alone = bench.soloed([FINE, LOW], True)
    assert [alone.gain(b) for b in (FINE, LOW, COARSE)] == [1, 1, 0]
    both = alone.mute([FINE], True)
    assert [both.gain(b) for b in (FINE, LOW, COARSE)] == [0, 1, 0]
    assert both.soloed([FINE, LOW], False).mute([FINE], False).is_plain


def test_scales_are_kept_within_limits_and_forgotten_at_one() -> None:
    bench = WaveletBench().scaled([FINE, COARSE], 1.5)
    assert bench.gain(FINE) == bench.gain(COARSE) == 1.5
    assert bench.scaled([FINE], 99).gain(FINE) == LARGEST_GAIN
    assert bench.scaled([FINE], -1).gain(FINE) == 0
    assert bench.scaled([FINE, COARSE], 1).is_plain
    assert bench.mute([LOW], True).soloed([FINE], True).reset() == WaveletBench()
