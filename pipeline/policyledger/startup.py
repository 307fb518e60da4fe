"""A quicker start of our own commands: spaCy without its command line, Arrow without pandas.

`import spacy` imports spaCy's own commands too, for the sake of one function (`spacy.info`), and with them a framework
for command lines, two HTTP clients and a template engine: 0.45 of its 1.15 seconds. Whoever tries a rule waits for that
every time. So a process that is ours puts a stand-in there, which gives the real thing to whoever asks for it. The
first array that Arrow makes of a list imports pandas, to know whether the list is a Series: 0.4 seconds. Programs that
import policyledger as a library are left as they are.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE, MODULE = "spacy.cli", "spacy.cli.info"


def without_spacy_commands() -> None:
    """Lets `import spacy` leave out its commands until somebody asks for them; nothing, if it is imported already."""
    if "spacy" not in sys.modules:
        sys.meta_path.insert(0, _StandIns())


def arrow_without_pandas() -> None:
    """Lets Arrow ask for pandas now and find none, which is its answer until somebody wants a DataFrame of it."""
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    missing = _Missing()
    sys.meta_path.insert(0, missing)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(missing)


class _Missing(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


class _StandIn(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(self.__name__), name)


class _StandIns(MetaPathFinder, Loader):
    """Gives stand-ins for the package of spaCy's commands and the one module of it that spaCy imports itself."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name not in (PACKAGE, MODULE):
            return None
        spec = ModuleSpec(name, self, is_package=name == PACKAGE)
        if name == PACKAGE:
            spec.submodule_search_locations = [str(Path(folder) / "cli") for folder in path or ()]
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        if module.__name__ == MODULE:
            vars(module)["info"] = lambda *args, **options: _real(MODULE).info(*args, **options)


def _real(name: str) -> Any:
    """The module itself, in the place of its stand-in."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _StandIns)]
    for each in (MODULE, PACKAGE):
        if isinstance(sys.modules.get(each), _StandIn):
            del sys.modules[each]
    return import_module(name)
