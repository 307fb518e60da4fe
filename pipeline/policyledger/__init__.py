"""policyledger reads policy documents and writes what they commit to as one normalised ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyledger.api import Tables, extract
    from policyledger.errors import PolicyledgerError
    from policyledger.extracting import extract_batch, extract_batches
    from policyledger.finding import find_numbers, find_quantities
    from policyledger.loading import load

__version__ = "0.1.0"
__all__ = [
    "PolicyledgerError",
    "Tables",
    "__version__",
    "extract",
    "extract_batch",
    "extract_batches",
    "find_numbers",
    "find_quantities",
    "load",
]

_HOMES = {
    "Tables": "policyledger.api",
    "extract": "policyledger.api",
    "find_numbers": "policyledger.finding",
    "find_quantities": "policyledger.finding",
    "load": "policyledger.loading",
    "PolicyledgerError": "policyledger.errors",
    "extract_batch": "policyledger.extracting",
    "extract_batches": "policyledger.extracting",
}


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is first asked for: `import policyledger` itself costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
