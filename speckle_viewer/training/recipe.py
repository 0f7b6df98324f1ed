"""What to train and how: a recipe, a network, and whatever the command line sets instead.

A recipe is a file of ``recipes/``, a network is an entry of ``networks.toml``. Their keys are the
fields of `Recipe`.
"""

import inspect
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from speckle_viewer.errors import TrainingError
from speckle_viewer.methods.network_method import NETWORKS, network_class
from speckle_viewer.recipe_files import networks as networks
from speckle_viewer.recipe_files import recipe_file
from speckle_viewer.recipe_files import recipe_names as recipe_names

CHOICES = {
    "objective": ("image", "noise"),
    "noise_map": ("none", "known", "level", "estimated"),
    "trained": ("all", "decoder"),
    "loss": ("l2", "l1", "combined", "symmetric", "asymmetric"),
    "data": ("simulated", "gaussian", "multiplicative", "loupas", "speckled", "pairs", "cine"),
    "target": ("clean", "noisy"),
    "optimiser": ("adam", "adamw"),
    "schedule": ("cosine", "study", "step"),
    "precision": ("auto", "bfloat16", "float32"),
}
"""What can be said where only some words are known."""


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what a run gives; with the same seed, it gives the same.

    Attributes
    ----------
    id, title, recipe
        Of the method that is made, and the name of the recipe file.
    network, arguments
        Class of the network, by its name in a card, and what to build it with.

    objective
        What the network answers with: the clean "image", or the standard deviation of its "noise".
    noise_map
        What the network is told of the noise: "none"; the "known" standard deviation per pixel;
        its "level", one number per image; or the map "estimated" by ``estimator``.
    estimator
        Id of a method, or a ``.safetensors`` file with its card beside it.
    trained
        "all" layers, or the "decoder" alone.

    loss
        "l2", "l1", "combined" (Mildenhall et al., 2018, eq. 6), "symmetric" (the same, and
        kernels whose mean is point-symmetric), "asymmetric" (Guo et al., 2019, eq. 4).
    gradient_weight, symmetry
        Weights of the differences of neighbours and of the mean kernel's symmetry.
    annealing, annealing_decay
        First weight of each frame's own loss, and what it is multiplied with at each step.

    data
        "simulated" speckle; "gaussian", "multiplicative" or "loupas" noise
        (`speckle_viewer.simulation.statistics`) on dead leaves, or on the images in ``folder``;
        "speckled": simulated speckle on the images in ``folder``; "pairs" of images, in
        ``folder``/noisy and ``folder``/clean; a "cine".
    folder
        Of the user's images or cines.
    target
        "clean", or "noisy": a second draw of the noise (Lehtinen et al., ICML 2018).
    strengths
        The speckle of each single-frame pair is scaled by a factor between these.
    sigmas
        The σ of such a noise is drawn between these: grey levels, or for multiplicative a share.
    gap
        Frames between the last frame that the network sees of a cine and the target.
    burst
        Frames that the network takes; 0: as many as its arguments say.
    patch, batch, seed
        Pixels along a side, patches per step over all processes, and the seed of everything.

    optimiser, weight_decay, learning_rate
        "adam" or "adamw", which differ in how weights decay, and the rate at its highest.
    schedule, hold, decay
        "cosine" after a warm-up of 3 % of the budget, "study" (constant for ``hold`` epochs, then
        times ``decay`` after each) or "step" (times ``decay`` every ``hold`` epochs).
    ema
        Of the exponential moving average of the weights, per step; 0: the weights themselves.
    precision
        "bfloat16" with float32 weights, "float32", or "auto": the first where it is faster.
    steps, minutes
        Whichever comes first ends the run; 0 minutes: no limit.
    epoch
        Steps after each of which a checkpoint, a score and a picture are made.
    """

    id: str
    title: str
    network: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    recipe: str = ""

    objective: str = "image"
    noise_map: str = "none"
    estimator: str = "noise-estimator"
    trained: str = "all"

    loss: str = "combined"
    gradient_weight: float = 0.05
    symmetry: float = 10.0
    annealing: float = 0.0
    annealing_decay: float = 0.998

    data: str = "simulated"
    folder: str = ""
    target: str = "clean"
    strengths: tuple[float, float] = (1.0, 1.0)
    sigmas: tuple[float, float] = (0.0, 55.0)
    gap: int = 1
    burst: int = 0
    patch: int = 96
    batch: int = 16
    seed: int = 1

    optimiser: str = "adamw"
    weight_decay: float = 0.0
    learning_rate: float = 6e-4
    schedule: str = "cosine"
    hold: int = 10
    decay: float = 0.95
    ema: float = 0.998
    precision: str = "auto"

    steps: int = 20_000
    minutes: float = 0.0
    epoch: int = 500

    def __post_init__(self) -> None:
        for key, words in CHOICES.items():
            if getattr(self, key) not in words:
                raise TrainingError(
                    f"The recipe's {key} cannot be {getattr(self, key)!r}; it is one of: "
                    f"{', '.join(words)}."
                )
        for key, least in _LEAST.items():
            if not getattr(self, key) >= least:  # also where it is not a number
                raise TrainingError(f"The recipe's {key} must be {least:g} or more.")
        object.__setattr__(self, "arguments", _fitted_arguments(self))
        object.__setattr__(self, "burst", int(self.arguments.get("burst", 1)))
        if self.strengths != (1, 1) and self.burst > 1:
            raise TrainingError("The strengths of bursts cannot be changed; leave them at [1, 1].")
        most = _LARGEST_SIGMA.get(self.data)
        if most is not None and not 0 <= self.sigmas[0] <= self.sigmas[1] <= most:
            raise TrainingError(
                f"The sigmas of {self.data} noise go upwards, from 0 to {most:g} at most; add "
                f'--set "sigmas=[0, {most / 4:g}]".'
            )


_LEAST = {
    "patch": 24, "batch": 1, "steps": 1, "epoch": 1, "burst": 0, "gap": 1, "hold": 1, "minutes": 0,
    "learning_rate": 0, "ema": 0,
}  # fmt: skip


_LARGEST_SIGMA = {"gaussian": 255.0, "multiplicative": 1.0, "loupas": 16.0}
"""The noise at white would exceed the whole range beyond these."""


def _fitted_arguments(recipe: Recipe) -> dict[str, Any]:
    """The network's arguments, with the burst and the noise map that the recipe asks for."""
    name, arguments = recipe.network, dict(recipe.arguments)
    if name not in NETWORKS:
        raise TrainingError(f"There is no network {name!r}; choose one of: {', '.join(NETWORKS)}.")
    known = inspect.signature(network_class(name)).parameters
    if "burst" in known:
        if recipe.burst not in (0, arguments.get("burst", 1)):
            arguments["burst"] = recipe.burst
    elif recipe.burst > 1:
        raise TrainingError(f"{name} takes one frame at a time; add --set burst=1.")
    told = recipe.noise_map != "none"
    if told and "noise_map" in known:
        arguments["noise_map"] = True
    elif told != (name == "FFDNet" or bool(arguments.get("noise_map"))):
        raise TrainingError(
            f"{name} cannot be told the noise; choose a recipe without a noise map, or add "
            "--set noise_map=none."
            if told
            else f"{name} must be told the noise; add --set noise_map=known (or level, estimated)."
        )
    unknown = sorted(set(arguments) - set(known))
    if unknown:
        raise TrainingError(f"{name} has no argument {unknown[0]!r}; it has: {', '.join(known)}.")
    return arguments


def resolve(
    name: str | None,
    network: str | None = None,
    settings: Sequence[str] = (),
    *,
    start: Mapping[str, Any] | None = None,
    **given: Any,
) -> Recipe:
    """The recipe ``name`` with everything that takes the place of what its file says.

    Later ones win: the file, the network, ``settings``, ``given``.

    Parameters
    ----------
    name
        Of a recipe file, or the path of one; None: that of the network's shipped weights.
    network
        An entry of ``networks.toml``; None: that of ``start``, or else the recipe's.
    settings
        ``key=value``, the value as in a recipe file; a bare word is text.
    start
        The entry of a network that is not in the table, because training starts from its weights.
    given
        Fields of `Recipe`; None leaves them as they are.

    Raises
    ------
    TrainingError
        If there is no such recipe, network or key, or the value of one cannot be.
    """
    table = networks()
    if name is None:
        if network not in table:
            raise TrainingError(f"Say which recipe to train: {', '.join(recipe_names())}.")
        name = table[network]["recipe"]
    values = _read(name)
    entry, chosen = start, str(start["id"]) if start else ""
    if network or start is None:
        chosen = network or str(values.get("network"))
        entry = table.get(chosen)
    if entry is None:
        raise TrainingError(f"There is no network {chosen!r}; choose one of: {', '.join(table)}.")
    name = Path(name).stem
    values |= {"title": entry["title"], "recipe": name, "network": entry["class"]}
    values["id"] = chosen if name in (chosen, entry.get("recipe")) else f"{chosen}-{name}"
    values["arguments"] = entry["arguments"] | values.get("arguments", {})
    if name == entry.get("recipe"):
        values |= entry.get("settings", {})
    for setting in settings:
        _set(values, setting)
    return recipe_of(values | {key: value for key, value in given.items() if value is not None})


def recipe_of(values: Mapping[str, Any]) -> Recipe:
    """A recipe from plain values, as files and cards have them. Raises `TrainingError`."""
    known = {f.name: f for f in fields(Recipe)}
    made = {}
    for key, value in values.items():
        if key not in known:
            raise TrainingError(f"A recipe has no key {key!r}; it has: {', '.join(known)}.")
        made[key] = _typed(key, value, known[key].default)
    return Recipe(**made)


def _typed(key: str, value: Any, default: Any) -> Any:
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(default, tuple) and isinstance(value, list | tuple) and len(value) == 2:
        return tuple(float(v) for v in value)
    if isinstance(default, str | float | int | tuple) and type(value) is not type(default):
        raise TrainingError(f"The recipe's {key} cannot be {value!r}; it is like {default!r}.")
    return value


def _read(name: str) -> dict[str, Any]:
    file = Path(name) if name.endswith(".toml") else recipe_file(name)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise TrainingError(
            f"There is no recipe {name!r} ({error.strerror}); choose one of: "
            f"{', '.join(recipe_names())}, or the path of a .toml file."
        ) from error
    except ValueError as error:
        raise TrainingError(f"The recipe {file} is not TOML ({error}).") from error


def _set(values: dict[str, Any], setting: str) -> None:
    key, equals, value = setting.partition("=")
    if not equals:
        raise TrainingError(f"--set {setting} has no value; write key=value.")
    try:
        parsed = tomllib.loads(f"{key} = {value}")
    except ValueError:
        parsed = {key.strip(): value.strip()}
    arguments = values["arguments"] | parsed.pop("arguments", {})
    values.update(parsed, arguments=arguments)
