import sys
import threading

from speckle_viewer.denoising.cache import ByteCache


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


def test_putting_again_replaces() -> None:
    cache: ByteCache[str] = ByteCache(10)
    cache.put("a", "old", 6)
    cache.put("a", "new", 4)
    assert (cache.get("a"), cache.nbytes) == ("new", 4)


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
