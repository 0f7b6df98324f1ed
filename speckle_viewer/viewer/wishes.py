"""The work that a scene lacks: frames to decode and to denoise."""

from dataclasses import replace

from speckle_viewer.denoising import Request
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.steering import SteeringJob, steering_key
from speckle_viewer.viewer.wants import INPUT, Wants

DECODE_AHEAD = 12
"""Frames that are decoded in advance while playing: some 0.4 s."""

DENOISE_AHEAD = 8
"""Frames that are offered to the engine in advance; it takes them when it has nothing else."""


def frames_ahead(wants: Wants, count: int, backwards: bool = False) -> tuple[int, ...]:
    """The frames that will be wanted next: those that play next, else the neighbours.

    ``backwards`` says whether a cine that plays to and fro is on its way back.
    """
    if not wants.playback.playing:
        near = (wants.frame + 1, wants.frame - 1)
        return tuple(f for f in near if 0 <= f < wants.frame_count)
    first, last = wants.playback_range
    to_and_fro = wants.playback.ping_pong
    one_pass = [*range(first, last + 1)]
    place = min(max(wants.frame, first), last) - first
    if to_and_fro:
        one_pass += one_pass[-2:0:-1]
        place = (len(one_pass) - place) % len(one_pass) if backwards else place
    coming = one_pass[place + 1 :] + (one_pass[:place] if wants.playback.loop else [])
    coming = [frame for frame in dict.fromkeys(coming) if frame != wants.frame]
    return tuple(coming[:count])


def frames_to_decode(wants: Wants, facts: Facts, ahead: tuple[int, ...]) -> tuple[int, ...]:
    """Frames to decode: the one that is shown, then those that will be wanted next."""
    if wants.cine is None:
        return ()
    there = facts.image is not None and facts.image_frame == wants.frame
    now = () if there or INPUT in facts.problems else (wants.frame,)
    return now + tuple(f for f in ahead if f not in facts.decoded)


def wanted_result(wants: Wants, method: str) -> Request | None:
    """The frame that is shown, by a method; with evidence where its kernels are looked at."""
    if wants.cine is None:
        return None
    inspects = wants.inspecting and not wants.looks_beside
    looks = inspects and (wants.looked_at is not None or bool(wants.cine_pins))
    shown = any(method in methods for methods in wants.evidence.values())
    return Request(
        cine=wants.cine,
        frame=wants.frame,
        method=method,
        controls=wants.controls.get(method, {}),
        precision=wants.precision,
        needs_evidence=(looks and method == wants.inspected_method) or shown,
        noise=wants.painted_noise(method),
    )


def is_steered_as_wanted(wants: Wants, facts: Facts, method: str) -> bool:
    """Whether the steered image of the wanted frame is there."""
    steered, request = facts.steered.get(method), wanted_result(wants, method)
    if steered is None or request is None:
        return False
    wanted = steering_key(request, wants.steering_of(method), wants.edits_of(method))
    return steered.key == wanted


def steering_jobs(wants: Wants, facts: Facts) -> tuple[SteeringJob, ...]:
    """The kernels to be steered for this scene; the last ones while those wanted are on their way.

    An image that was kept without its kernels will do, unless they are looked at.
    """
    jobs = []
    for method in filter(wants.is_steered, wants.methods):
        result, steered = facts.results.get(method), facts.steered.get(method)
        if result is None or result.prediction is None:
            continue
        job = SteeringJob(result, wants.steering_of(method), wants.edits_of(method))
        if steered is not None and is_steered_as_wanted(wants, facts, method):
            request = wanted_result(wants, method)
            looks = request is not None and request.needs_evidence
            lacks = looks and steered.result.prediction is None and steered.key == job.key
        else:
            lacks = steered is None or steered.key != job.key
        if lacks:
            jobs.append(job)
    return tuple(jobs)


def requests_now(wants: Wants, facts: Facts) -> tuple[Request, ...]:
    """What to denoise for this scene; the method that is inspected comes first."""
    inspected = wants.inspected_method
    requests = []
    for method in sorted(wants.methods, key=lambda m: m != inspected):
        request = wanted_result(wants, method)
        if request is not None and method not in facts.problems:
            result = facts.results.get(method)
            there = result is not None and result.request.key == request.key
            bare = result is not None and result.prediction is None
            if wants.is_steered(method) and not is_steered_as_wanted(wants, facts, method):
                request = replace(request, needs_evidence=True)
            if not there or (request.needs_evidence and bare):
                requests.append(request)
    return tuple(requests)


def requests_ahead(wants: Wants, facts: Facts, ahead: tuple[int, ...]) -> tuple[Request, ...]:
    """The frames that will be wanted next, by each method, without their evidence."""
    if wants.cine is None:
        return ()
    wanted = [wanted_result(wants, method) for method in wants.methods]
    return tuple(
        replace(request, frame=frame, needs_evidence=False)
        for frame in ahead[:DENOISE_AHEAD]
        if frame not in facts.denoised
        for request in wanted
        if request is not None
    )
