"""Gathers what is there of the cines that are shown."""

from collections.abc import Collection, Mapping

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.denoising import Request
from speckle_viewer.gui.agreements import Agreements
from speckle_viewer.gui.bridge import Bridge
from speckle_viewer.gui.equivalents import Equivalents
from speckle_viewer.gui.steering.steerers import Steerers
from speckle_viewer.methods import Card
from speckle_viewer.viewer import INPUT, Facts, Wants
from speckle_viewer.viewer.steering import Steered
from speckle_viewer.viewer.wishes import wanted_result


class WhatIsThere:
    """Makes the `Facts` of a cine, without waiting for anything."""

    def __init__(
        self,
        cards: Mapping[str, Card],
        bridge: Bridge,
        equivalents: Equivalents,
        steerers: Steerers,
        agreements: Agreements,
    ) -> None:
        self._cards, self._bridge = cards, bridge
        self._equivalents, self._steerers, self._agreements = equivalents, steerers, agreements
        self._problems: dict[tuple[Cine, int], str] = {}
        # With the array: the cine's cache may drop it while it is shown.
        self._last_images: dict[Cine, tuple[int, Frame]] = {}

    def keep(self, cines: Collection[Cine | None]) -> None:
        """Let go of the last image of cines that are no longer shown."""
        self._last_images = {c: image for c, image in self._last_images.items() if c in cines}

    def forget(self, cine: Cine) -> None:
        """Drop what concerns a cine that is closed."""
        self._last_images.pop(cine, None)
        self._problems = {k: v for k, v in self._problems.items() if k[0] is not cine}

    def take_problem(self, cine: Cine, frame: int, sentence: str) -> bool:
        """Note why a frame cannot be decoded; whether it is the first of its cine."""
        is_first = all(known is not cine for known, _ in self._problems)
        self._problems[cine, frame] = sentence
        return is_first

    def facts(self, wants: Wants, rate: float | None, dropped: int, backwards: bool) -> Facts:
        """What is there of a cine; the last three as in `Facts`."""
        cine = wants.cine
        if cine is None:
            return Facts(cards=self._cards, engine=self._bridge.status)
        image = cine.peek(wants.frame)
        if image is not None:
            self._last_images[cine] = wants.frame, image
        image_frame, image = self._last_images.get(cine, (None, None))
        requests = {m: r for m in wants.methods if (r := wanted_result(wants, m)) is not None}
        found = {method: self._bridge.result(request) for method, request in requests.items()}
        problems = {m: p for m, r in requests.items() if (p := self._bridge.problem(r))}
        if (cine, wants.frame) in self._problems:
            problems[INPUT] = self._problems[cine, wants.frame]
        return Facts(
            image=image,
            image_frame=image_frame,
            results={method: result for method, result in found.items() if result is not None},
            problems=problems,
            cards=self._cards,
            decoded=frozenset(i for i in range(len(cine)) if cine.is_decoded(i)),
            denoised=self._bridge.denoised([*requests.values()]),
            engine=self._bridge.status,
            rate=rate,
            dropped=dropped,
            backwards=backwards,
            equivalent=self._equivalents.found,
            steered=self._steered(wants, requests),
            scored=self._agreements.found(wants),
        )

    def _steered(self, wants: Wants, requests: Mapping[str, Request]) -> dict[str, Steered]:
        found = {
            method: self._steerers.found(request, wants.steering_of(method), wants.edits_of(method))
            for method, request in requests.items()
            if wants.is_steered(method)
        }
        return {method: steered for method, steered in found.items() if steered is not None}
