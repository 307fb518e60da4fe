"""Where the knowledge is that policyledger ships with: known without reading any of it, which takes a while."""

from __future__ import annotations

from pathlib import Path


def models_dir() -> Path:
    """The folder of the shipped knowledge: inside the package when installed, beside pipeline/ in a checkout."""
    package = Path(__file__).resolve().parent
    shipped = package / "models"
    return shipped if shipped.is_dir() else package.parents[1] / "models"
