"""Numbers as they are written in the inspector: a true minus sign, always as many digits."""

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def fixed(value: float, decimals: int) -> str:
    """``−0.0312``; what rounds to zero has no sign."""
    return f"{value:z.{decimals}f}".replace("-", "−")


def signed(value: float, decimals: int = 0) -> str:
    """``+2``, ``−1``; what rounds to zero has no sign."""
    text = f"{value:+z.{decimals}f}".replace("-", "−")
    return text if any(figure in "123456789" for figure in text) else text[1:]


def scientific(value: float) -> str:
    """``1.2 × 10⁻⁷``; zero is ``0``."""
    if value == 0:
        return "0"
    digits, power = f"{value:.1e}".split("e")
    return f"{digits} × 10{str(int(power)).translate(_SUPERSCRIPTS)}".replace("-", "−")


def short(value: float, decimals: int) -> str:
    """``−.03``: for the narrow cells of a heat map."""
    return (
        fixed(value, decimals).replace("0.", ".", 1) if abs(value) < 1 else fixed(value, decimals)
    )


def rounded(value: float) -> str:
    """To three digits, with all digits before the point: ``1591``, ``0.388``."""
    text = f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return text.replace("-", "−")


def brief(value: float) -> str:
    """A magnitude to two digits: ``0.088``, ``0.0046``, ``5 × 10⁻⁴``; zero is ``0``."""
    return f"{value:.2g}" if value >= 0.001 or value == 0 else scientific(value)
