import gc
import sys
import threading
import weakref
from collections.abc import Hashable

import numpy as np
import pytest
import torch

from speckle_viewer.denoising import NoisePaint, Request, Result
from speckle_viewer.denoising.cache import ByteCache, ResultCache
from speckle_viewer.networks import Prediction
from tests.denoising.fakes import cine_of, speckle


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache: ByteCache[str] = ByteCache(30)
    for key in "abc":
        cache.put(key, key.upper(), 10)
    assert cache.get("a") == "A"
    cache.put("d", "D", 10)
    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]
    assert cache.nbytes == 30


def test_the_budget_holds_whatever_the_sizes() -> None:
    cache: ByteCache[int] = ByteCache(100)
    for i in range(1000):
        cache.put(i % 37, i, i % 60)
        assert cache.nbytes <= 100


def test_what_is_above_the_budget_is_not_kept_and_pushes_nothing_out() -> None:
    cache: ByteCache[str] = ByteCache(10)
    cache.put("a", "A", 10)
    cache.put("b", "B", 11)
    assert cache.get("a") == "A"
    assert cache.get("b") is None


def test_a_smaller_budget_holds_at_once() -> None:
    cache: ByteCache[int] = ByteCache(100)
    for key in range(10):
        cache.put(key, key, 10)
    cache.set_budget(25)
    assert cache.nbytes == 20
    assert [cache.get(key) for key in (7, 8, 9)] == [None, 8, 9]
    cache.put(10, 10, 10)
    assert cache.nbytes == 20


def test_putting_again_replaces() -> None:
    cache: ByteCache[str] = ByteCache(10)
    cache.put("a", "old", 6)
    cache.put("a", "new", 4)
    assert (cache.get("a"), cache.nbytes) == ("new", 4)


def test_the_entries_of_a_loop_are_those_that_are_there() -> None:
    cache: ByteCache[int] = ByteCache(5, lambda key: str(key)[0])
    for number, key in enumerate(("a1", "a2", "b1", "a1", "b2", "b3", "a3")):
        cache.put(key, number, 1)
        there = {k for k in ("a1", "a2", "a3", "b1", "b2", "b3") if cache.get(k) is not None}
        assert {*cache.keys_of("a"), *cache.keys_of("b")} == there
        assert all(str(k).startswith("a") for k in cache.keys_of("a"))
    cache.discard(lambda key: str(key).startswith("b"))
    assert cache.keys_of("b") == []
    assert not cache._loops.keys() - {"a"}, "nothing is kept of loops that are gone"


def test_unwanted_entries_are_forgotten() -> None:
    cache: ByteCache[int] = ByteCache(100)
    for i in range(10):
        cache.put(i, i, 1)
    cache.discard(lambda key: key in (3, 4))
    assert cache.nbytes == 8
    assert cache.get(3) is None
    assert cache.get(5) == 5


def test_threads_do_not_break_the_count() -> None:
    cache: ByteCache[int] = ByteCache(50)
    start = threading.Barrier(4)

    def use(seed: int) -> None:
        start.wait()
        for i in range(2000):
            cache.put((seed * i) % 23, i, 5)
            cache.get(i % 23)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    threads = [threading.Thread(target=use, args=(seed,)) for seed in (1, 3, 5, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(interval)
    assert cache.nbytes == 50
    cache.discard(lambda key: True)
    assert cache.nbytes == 0


def loop_of(key: Hashable) -> Hashable:
    assert isinstance(key, tuple)
    return key[0]


def hits(cache: ByteCache[int], keys: list[Hashable]) -> int:
    """Go through the keys once, making what is not there; how many were there."""
    found = 0
    for key in keys:
        if cache.get(key) is None:
            cache.put(key, 1, 1)
        else:
            found += 1
        assert cache.nbytes <= cache.budget
    return found


@pytest.mark.parametrize("methods", [1, 4])
@pytest.mark.parametrize("frames", [110, 250, 450])
def test_a_loop_beyond_the_budget_finds_what_the_budget_holds(methods: int, frames: int) -> None:
    cache: ByteCache[int] = ByteCache(100 * methods, loop_of)
    keys: list[Hashable] = [(method, i) for i in range(frames) for method in range(methods)]
    hits(cache, keys)
    assert [hits(cache, keys) >= 80 * methods for _ in range(5)] == [True] * 5


def test_what_was_made_ahead_is_still_there_when_it_is_shown() -> None:
    cache: ByteCache[int] = ByteCache(100, loop_of)
    for frame in range(500):
        for ahead in range(8):
            hits(cache, [("a", (frame + ahead) % 250)])
        assert cache.get(("a", frame % 250)) is not None


def test_another_loop_takes_the_place_of_one_that_ended() -> None:
    cache: ByteCache[int] = ByteCache(100, loop_of)
    hits(cache, [("a", i) for i in range(100)])
    new: list[Hashable] = [("b", i) for i in range(80)]
    hits(cache, new)
    assert hits(cache, new) == 80


def test_a_shorter_loop_of_the_same_cine_comes_to_be_held() -> None:
    cache: ByteCache[int] = ByteCache(100, loop_of)
    hits(cache, [("a", i) for i in range(250)])
    part: list[Hashable] = [("a", i) for i in range(150, 200)]
    for _ in range(40):
        hits(cache, part)
    assert hits(cache, part) == 50


def test_the_mask_comes_back_as_it_was_and_takes_a_bit_per_pixel() -> None:
    frames = speckle(1, 33, 47)
    tissue = frames[0] > 100
    request = Request(cine_of(frames), 0, "halving")
    cache = ResultCache(frames[0].nbytes + 33 * 47 // 8 + 1, 0)
    cache.put(Result(0, request, frames[0], tissue, None, 1.0, "cpu", "float32"))
    kept = cache.get(request)
    assert kept is not None
    assert kept.tissue.dtype == np.bool_
    np.testing.assert_array_equal(kept.tissue, tissue)


def test_a_painted_noise_map_is_not_kept_but_by_whoever_asks() -> None:
    frames = speckle(1, 33, 47)
    cine, tissue = cine_of(frames), np.ones((33, 47), bool)
    paint = NoisePaint(np.zeros((33, 47), np.float32))
    request = Request(cine, 0, "ffdnet", noise=paint)
    cache = ResultCache(1 << 20, 1 << 20)
    cache.put(Result(0, request, frames[0], tissue, None, 1.0, "cpu", "float32"))
    kept = cache.get(request)
    assert kept is not None
    assert kept.request.noise is paint
    gone = weakref.ref(paint)
    del paint, request, kept
    gc.collect()
    assert gone() is None
    assert cache.get(Request(cine, 0, "ffdnet")) is None


def test_a_loop_finds_the_evidence_that_the_budget_holds() -> None:
    # As 48 frames by kpn of 400 × 520 pixels do, of which a GiB holds the evidence of 32.
    frames = speckle(48, 4, 8)
    cine, tissue = cine_of(frames), np.ones((4, 8), bool)
    cache = ResultCache(frames.nbytes * 2, 32 * frames[0].size * 4)

    def play() -> int:
        found = 0
        for i, frame in enumerate(frames):
            request = Request(cine, i, "kpn", needs_evidence=True)
            if cache.get(request) is not None:
                found += 1
                continue
            prediction = Prediction(torch.zeros(4, 8))
            cache.put(Result(0, request, frame, tissue, prediction, 1.0, "cpu", "float32"))
        return found

    assert play() == 0
    assert [play() >= 24 for _ in range(8)] == [True] * 8
