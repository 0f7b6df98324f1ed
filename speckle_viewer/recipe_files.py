"""What can be trained, as the files say it: recipes and the table of networks. Needs no torch."""

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent / "training"


def recipe_names() -> list[str]:
    """Names of the recipe files, in alphabetical order."""
    return sorted(path.stem for path in (_HERE / "recipes").glob("*.toml"))


def recipe_file(name: str) -> Path:
    """Where the recipe of a name lies, if there is one."""
    return _HERE / "recipes" / f"{name}.toml"


def recipe_values(name: str) -> dict[str, Any]:
    """What a recipe file says. Raises `OSError` or `ValueError`."""
    return tomllib.loads(recipe_file(name).read_text(encoding="utf-8"))


def description(name: str) -> str:
    """The first sentence of the comment that a recipe file begins with."""
    text = recipe_file(name).read_text(encoding="utf-8").split("\n\n", 1)[0]
    words = " ".join(line.strip("# ") for line in text.splitlines())
    return words.split(". ")[0].rstrip(".") + "."


def networks() -> dict[str, dict[str, Any]]:
    """The entries of ``networks.toml`` by the id of the method that they make."""
    return tomllib.loads((_HERE / "networks.toml").read_text(encoding="utf-8"))


def networks_for(name: str) -> list[str]:
    """Networks that a recipe is meant for, its own first.

    Those whose shipped weights were trained by it, or by the recipe of its own network: they take
    as many frames and answer with the same.
    """
    table, own = networks(), recipe_values(name)["network"]
    recipes = (name, table[own]["recipe"])
    return [own, *(n for n, entry in table.items() if entry["recipe"] in recipes and n != own)]
