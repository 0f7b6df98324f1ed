"""Analyses that keep up with a playing cine."""

from collections.abc import Callable
from typing import Generic, TypeVar

from speckle_viewer.gui.explain.analyst import Analyst, Task

T = TypeVar("T")


class Follower(Generic[T]):
    """Has an analysis done for one subject after the other, and leaves out those in between.

    While a cine plays, each frame would otherwise stop the analysis of the one before, and none
    would ever be finished.

    Parameters
    ----------
    show
        Called with each result, in the thread of the window.
    failed
        Called with the sentence of an analysis that failed.
    """

    def __init__(
        self,
        analyst: Analyst,
        key: str,
        show: Callable[[T], None],
        failed: Callable[[str], None],
    ) -> None:
        self._analyst, self._key, self._show, self._failed = analyst, key, show, failed
        self._evidence: object = None
        self._setting: object = None
        self._job: Callable[[Task], T] | None = None

    def want(
        self, evidence: object, setting: object, job: Callable[[Task], T], *, patient: bool
    ) -> None:
        """Have ``job`` done, unless that of this evidence, the same object, and an equal setting
        was wanted last.

        ``patient`` lets an analysis that runs end first.
        """
        if evidence is self._evidence and setting == self._setting:
            return
        self._evidence, self._setting, self._job = evidence, setting, job
        if not (patient and self._analyst.busy(self._key)):
            self._next()

    def drop(self) -> None:
        """Want nothing any longer."""
        self._evidence = self._setting = self._job = None
        self._analyst.cancel(self._key)

    def _next(self) -> None:
        job = self._job
        assert job is not None

        def then(result: T) -> None:
            self._show(result)
            self._go_on(job)

        def failed(sentence: str) -> None:
            self._failed(sentence)
            self._go_on(job)

        self._analyst.ask(self._key, job, then, failed)

    def _go_on(self, done: object) -> None:
        if self._job is not None and self._job is not done:
            self._next()
