"""Plus and minus are told apart by every eye: the palette is seen through simulations of colour blindness.

Machado, Oliveira, Fernandes: A physiologically-based model for simulation of color vision deficiency (2009), severity
1; differences are CIE76 in L*a*b* (2.3 can just be noticed).
"""

from __future__ import annotations

import pytest

from cypher import schema
from explorer.network.palette import PAINTS, Scheme

Triple = tuple[float, float, float]
SIMULATIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.95047, 1.0, 1.08883)
SIGNED = [t for t in schema.EDGE_TYPES if t.name in ("ALLY_OF", "SUPPLIES", "RIVAL_OF", "DESIGNATES")]


def linear(colour: str) -> Triple:
    """The linear parts of a colour that is written in hexadecimal."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def product(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    """A matrix times a vector."""
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def lab(colour: Triple) -> Triple:
    """A linear colour in L*a*b*."""
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (max(0.0, p / w) for p, w in zip(product(XYZ, colour), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, two: str, eye: str) -> float:
    """How far apart two colours are for an eye."""
    first, second = (lab(product(SIMULATIONS[eye], linear(colour))) for colour in (one, two))
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def contrast(one: str, two: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    dark, light = sorted(product(XYZ, linear(colour))[1] for colour in (one, two))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", PAINTS)
@pytest.mark.parametrize("eye", SIMULATIONS)
def test_plus_and_minus_are_told_apart(scheme: Scheme, eye: str) -> None:
    paint = PAINTS[scheme]
    assert difference(paint.plus, paint.minus, eye) >= 15


@pytest.mark.parametrize("scheme", PAINTS)
@pytest.mark.parametrize("eye", [eye for eye in SIMULATIONS if eye != "grey"])
def test_types_of_either_sign_are_told_apart_by_colour(scheme: Scheme, eye: str) -> None:
    for one in SIGNED:
        for other in SIGNED:
            if one.sign > other.sign:
                colours = [getattr(edge_type.look, scheme) for edge_type in (one, other)]
                assert difference(*colours, eye) >= 25, (one.name, other.name)


def test_no_two_types_end_alike() -> None:
    ends = [(t.look.arrow, t.look.arrow_at_source) for t in schema.EDGE_TYPES]
    assert len(ends) == len(set(ends))
    assert not {"diamond", "square"} <= {arrow for arrow, _ in ends}  # a square that is turned is a diamond


@pytest.mark.parametrize("scheme", PAINTS)
def test_marks_and_lines_stand_out_from_the_ground(scheme: Scheme) -> None:
    paint = PAINTS[scheme]
    assert min(contrast(colour, paint.card) for colour in (paint.plus, paint.minus)) >= 4.5
    assert min(contrast(getattr(t.look, scheme), paint.ground) for t in SIGNED) >= 3
