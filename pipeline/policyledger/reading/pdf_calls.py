"""PDFium's functions that are called for every object or character of a page, taking and giving plain numbers.

As pypdfium2 declares them each call makes an object of ctypes for what it gives. Thousands of these take as long as
what PDFium does, and set off Python's garbage collector.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c

_declared = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
"""Windows has a way of its own to call what a library holds."""


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium, its pointers declared as addresses: None is none."""
    where: Any = ctypes.cast(function, ctypes.c_void_p).value
    call: Callable[..., Any] = _declared(result, *arguments)(where)
    return call


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int

object_at = _plain(pdfium_c.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
type_of = _plain(pdfium_c.FPDFPageObj_GetType, _INT, _POINTER)
clip_of = _plain(pdfium_c.FPDFPageObj_GetClipPath, _POINTER, _POINTER)
paths_of = _plain(pdfium_c.FPDFClipPath_CountPaths, _INT, _POINTER)
loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)


def address(handle: Any) -> int:
    """Where what a handle of PDFium points at stands in memory, by which two handles are compared; 0 for none."""
    return ctypes.addressof(handle.contents) if handle else 0


def as_object(at: Any) -> Any:
    """The handle of a page's object that stands at an address."""
    return ctypes.cast(at, pdfium_c.FPDF_PAGEOBJECT)
