"""Steered kernels in the window: what is wanted of them, what is there, and what it lacks."""

from collections.abc import Hashable
from dataclasses import dataclass

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Request, Result
from speckle_viewer.steering import KernelEdit, Steering

_STEERED = ":steered"


def steered_pane(method: str) -> str:
    """Id of the pane that shows what the steered kernels of a method make."""
    return method + _STEERED


def method_of(pane: str) -> str:
    """The method whose image a pane shows, steered or not."""
    return pane.removesuffix(_STEERED)


@dataclass(frozen=True)
class PinEdit:
    """What was done by hand to the kernel of a method at a pin of a cine."""

    cine: Cine
    method: str
    edit: KernelEdit


@dataclass(frozen=True, eq=False)
class SteeringJob:
    """A result with kernels that are to be steered and applied again."""

    result: Result
    steering: Steering
    edits: tuple[KernelEdit, ...] = ()

    @property
    def method(self) -> str:
        """The method that predicted the kernels."""
        return self.result.request.method

    @property
    def key(self) -> Hashable:
        """Equal for jobs that make the same image."""
        return steering_key(self.result.request, self.steering, self.edits)


@dataclass(frozen=True, eq=False)
class Steered:
    """What came of a job.

    Attributes
    ----------
    result
        As that of the job, but with the steered image and, where they are kept, its kernels; the
        milliseconds are those of the steering.
    problem
        Why there is none; empty where there is. The result is that of the job then.
    """

    result: Result
    steering: Steering
    edits: tuple[KernelEdit, ...] = ()
    problem: str = ""

    @property
    def key(self) -> Hashable:
        """That of the job."""
        return steering_key(self.result.request, self.steering, self.edits)


def steering_key(
    request: Request, steering: Steering, edits: tuple[KernelEdit, ...]
) -> tuple[Hashable, ...]:
    """Equal where the same frame by the same method is steered in the same way."""
    return (request.cine, request.key, steering, edits)
