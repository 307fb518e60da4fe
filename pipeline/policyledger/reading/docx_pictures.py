"""Pictures of a Word file: how large they are shown, and whether there is writing in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from policyledger.reading.lettering import WRITING, count_letters

_LEAST_SIDE = 80.0
_MOST_SIDE = 2_000.0
_MOST_PIXELS = 50_000_000
_EMU = 12_700
"""English Metric Units in a point (ECMA-376, 20.1.2.1)."""


class Picture(NamedTuple):
    """A picture as a document shows it: the id of the relationship with its part, width and height in points."""

    relation: str
    width: float
    height: float


def pictures(source: str) -> Iterator[Picture]:
    """The pictures that the XML of a document shows, in order."""
    for drawing in _DRAWING.finditer(source):
        blip, extent = _BLIP.search(drawing[0]), _EXTENT.search(drawing[0])
        if blip and extent:
            yield Picture(blip[1] or "", int(extent[1]) / _EMU, int(extent[2]) / _EMU)


def is_readable(picture: Picture) -> bool:
    """Whether a picture is shown at a size at which there may be writing to be read in it."""
    return min(picture.width, picture.height) > _LEAST_SIDE and max(picture.width, picture.height) <= _MOST_SIDE


def shows_writing(data: bytes, picture: Picture) -> bool:
    """Whether a picture shows some fifty words or more.

    One that can't be opened shows none, in Word neither.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return False
            size = round(picture.width), round(picture.height)
            shown = opened.convert("RGBA").resize(size, Image.Resampling.BOX)
            ground = Image.new("RGBA", size, "white")
            ground.alpha_composite(shown)
            return count_letters(np.asarray(ground.convert("L"))) >= WRITING
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ):  # what Pillow raises for files it can't read
        return False


_DRAWING = re.compile(r"<(?:\w+:)?drawing\b(?:(?!<(?:\w+:)?drawing\b|</(?:\w+:)?drawing>).)*", re.DOTALL)
_BLIP = re.compile(r"""<(?:\w+:)?blip\b(?:[^>]*?\bembed=["']([^"']*)["'])?""")
_EXTENT = re.compile(r"""<(?:\w+:)?extent\s+cx=["'](\d{1,12})["']\s+cy=["'](\d{1,12})["']""")
