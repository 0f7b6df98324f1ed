"""A thread that does one job after the other, the most urgent first."""

import atexit
import logging
import threading
import time
from collections.abc import Callable
from weakref import WeakSet

_log = logging.getLogger(__name__)

Job = Callable[[Callable[[], bool]], None]
"""Called in the thread with a function that says whether the job is no longer wanted."""

AT_END_S = 10.0
"""That the end of the program waits at most, as for a disk that does not answer."""

_running: "WeakSet[Worker]" = WeakSet()


class Worker:
    """Does jobs in a thread of its own. A job waiting under the same key is replaced.

    A job that fails ends alone: the type of its error is logged, and the next job follows. The end
    of the program waits for the job that runs, whether the worker was closed or not.

    Parameters
    ----------
    name
        Of the thread, for whoever looks for it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._waiting: dict[str, tuple[int, Job]] = {}
        self._closing = False
        # A daemon, so that leaving the program never waits for long: see `end_all`.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        _running.add(self)
        self._thread.start()

    def submit(self, key: str, job: Job, priority: int = 0) -> None:
        """Have a job done; lower priorities go first, and within one the oldest key."""
        with self._changed:
            self._waiting[key] = (priority, job)
            self._changed.notify()

    def stop(self) -> None:
        """Drop what waits, and let the running job see that it is not wanted; does not wait."""
        with self._changed:
            self._closing = True
            self._waiting.clear()
            self._changed.notify()

    def close(self, timeout: float = 0.05) -> bool:
        """Stop, and wait up to ``timeout`` seconds; whether the thread has ended by then.

        A job that does not ask whether it is wanted goes on to its end, and the thread with it.
        """
        self.stop()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while self._step():
            pass

    def _step(self) -> bool:
        # A frame of its own: while the next job is awaited, nothing holds on to the last one.
        with self._changed:
            while not self._waiting and not self._closing:
                self._changed.wait()
            if self._closing:
                return False
            key = min(self._waiting, key=lambda k: self._waiting[k][0])
            _, job = self._waiting.pop(key)
        try:
            job(lambda: self._closing or key in self._waiting)
        except Exception as error:  # its text may name a patient
            _log.error("A job of the thread '%s' failed: %s", self._name, type(error).__name__)
        return True


@atexit.register
def end_all() -> None:
    """Stop all workers and wait for them.

    Python ends threads that it finds within torch or other C++, and that aborts the program
    ("terminate called without an active exception").
    """
    workers = tuple(_running)
    for worker in workers:
        worker.stop()
    end = time.monotonic() + AT_END_S
    for worker in workers:
        worker.close(max(end - time.monotonic(), 0.0))
