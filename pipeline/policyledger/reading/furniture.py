"""What of an HTML page is content, and what is furniture: menus, banners, dialogs, what nobody sees.

It is told by what an element is (nav, footer, dialog …), what it is called (cookie, breadcrumb, menu …) and what it
holds (links and nothing else).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from policyledger.reading.elements import BLOCKS, FALLBACKS, drop
from policyledger.reading.fellows import with_fellows
from policyledger.reading.furniture_names import COOKIES, UNTELLING, is_furniture_name, names
from policyledger.reading.hidden import STRUCK, is_unseen, is_unseen_by_name
from policyledger.reading.marked import Marked
from policyledger.reading.measures import Measures, length

_MAIN_ROLE = etree.XPath("descendant::*[@role='main']")


def main_content(root: Any, marked: Marked) -> Any:
    """The element that holds the page's content: `main` or an article with what belongs to it, or the body.

    All of them without their furniture.
    """
    body = root.find("body")
    body = root if body is None else body
    titles = list(body.iter("h1"))
    title = titles[0] if len(titles) == 1 else None
    above = [] if title is None else list(title.iterancestors())
    titled = {each for each in above if each.tag in {"div", "section"}}
    _title_by_labels(body)
    furniture = Furniture(body, marked)
    for element in list(body.iterdescendants()):
        if _TELLING.isdisjoint(element.keys()) and element.tag not in _TOLD_BY_KIND:
            continue  # as most
        if furniture.is_furniture(element) and not (element in titled and _is_banner(element)):
            drop(element)
    rest = length(body)
    of_role: Any = _MAIN_ROLE(body) if "role" in marked.text else ()
    for named in (body.iter("main"), of_role, body.iter("article")):
        best = max(named, key=length, default=None)
        if best is not None and length(best) * 2 > rest:
            best = with_fellows(best, body, marked)
            outside = title is not None and best not in above and body in title.iterancestors()
            if title is not None and outside and any(map(_is_banner, titled)):
                title.tail = None
                best.insert(0, title)
                title.tail, best.text = best.text, None
            return best
    return body


def _is_in_section(element: Any) -> bool:
    """Whether an element stands in a part of the page, and is not one of the whole."""
    return next(element.iterancestors(*_SECTIONS), None) is not None


def _is_banner(element: Any) -> bool:
    """Whether an element is called a banner and nothing worse: what holds a page's only title is no advertisement."""
    called = [word for words in names(element) for word in words]
    return "banner" in called and COOKIES.isdisjoint(called) and "hidden" not in element.attrib


class Furniture:
    """Tells which elements of a tree are no content.

    Args:
        root: of the tree, before anything is taken out of it.
        marked: the source that its texts stand for.
    """

    def __init__(self, root: Any, marked: Marked) -> None:
        self._measures = Measures(root, marked)
        self._whole = self._measures.runs(root)
        self._labels = set(filter(_names_control, root.iter("label")))

    def is_furniture(self, element: Any) -> bool:
        """Whether an element is no content, by its kind, its name, or because it is hidden and tells nothing."""
        tag = element.tag
        if self.is_dropped(element):
            return True
        if tag in {"header", "footer"}:
            if _is_in_section(element):
                return bool(tag == "footer" and self._measures.links(element) > 0.5)
            return self._measures.runs(element) * 2 < self._whole
        attributes = dict(element.items())
        if attributes.get("role", "") in _ROLES:
            return True
        named = tag in _CONTAINERS and is_furniture_name(attributes.get("class", ""), attributes.get("id", ""))
        if is_unseen(element) or (tag not in {"a", "span"} and attributes.get("aria-hidden") == "true"):
            return named or not (self._is_panel(element) or self._is_folded(element))
        return named and self._is_apart(element)

    def is_dropped(self, element: Any) -> bool:
        """Whether an element is no content by its kind: a form's field, a picture, a button that titles nothing."""
        tag = element.tag
        if tag == "svg":
            return self._measures.runs(element) == 0  # one that never ends is left open over the text of the page
        if tag in FALLBACKS:
            return not self._measures.tells_value(element)  # most say what a browser lacks
        if tag == "menu":
            return self._measures.links(element) > 0.5
        if tag == "iframe":
            return element.get("srcdoc") is None  # what it shows stands in another file
        if tag == "button":
            return not self._unfolds(element)
        return tag in _DROPPED or element in self._labels

    def is_unshown(self, element: Any) -> bool:
        """Whether an element is hidden and neither folded away by the page nor a value that it tells when asked."""
        if not is_unseen(element):
            return is_unseen_by_name(element.get("class", ""))
        return not (self._is_panel(element) or self._is_folded(element))

    def _is_apart(self, element: Any) -> bool:
        """Whether an element that is called furniture is so by what it holds and by how little of the page it is.

        Links alone are a menu however short the page is. A foot is one wherever it does not end a part of the page.
        """
        runs = self._measures.runs(element)
        called = {word for words in names(element) for word in words}
        small = runs * 4 < self._whole
        if small and (element.tag == "a" or not UNTELLING.isdisjoint(called) or self._measures.teases(element)):
            return True  # a value is told outside of links alone
        if runs + _REST <= self._whole and self._measures.links(element) > _LINKED:
            return True
        if "footer" in called and runs * 2 < self._whole and not _is_in_section(element):
            return True
        return small and not self._measures.tells_value(element)

    def _unfolds(self, button: Any) -> bool:
        """Whether a button is the title of text that it folds out, and opens no menu."""
        if button.get("aria-expanded") is None and button.get("aria-controls") is None:
            return False
        folded = _behind(button)
        return folded is not None and self._measures.runs(folded) > 0 and self._measures.links(folded) <= 0.5

    def _is_panel(self, element: Any) -> bool:
        """Whether what is hidden is what a tab or an accordion folds away, and no menu."""
        told = element.get("role") == "tabpanel" or element.get("aria-labelledby") is not None
        panel = told or any(not _PANELS.isdisjoint(words) for words in names(element))
        return panel and self._measures.links(element) <= 0.5

    def _is_folded(self, element: Any) -> bool:
        """Whether what is hidden tells a value until asked for it, and is no message of the page nor another copy."""
        if any(not _MESSAGES.isdisjoint(words) for words in names(element)) or self._measures.links(element) > 0.5:
            return False
        if element.tag not in {"div", "section", "article", "p", "dd", "li", "td", "tr"}:
            return False
        found = element.get("hidden") == "until-found"
        return is_unseen(element) and (found or self._measures.tells_value(element))


def _title_by_labels(root: Any) -> None:
    """Makes a `summary`, which it is, of each label of a box to tick that folds out the text behind it."""
    ticked = {each.get("id") for each in root.iter("input") if each.get("type", "").lower() in _TICKED}
    for label in list(root.iter("label")) if ticked else ():
        if label.get("for") in ticked and next(label.iter(*_CONTROLS), None) is None and _opens_text(label):
            label.tag = "summary"


def _names_control(label: Any) -> bool:
    """Whether a label says what is to be filled in: it says for what, or that stands within it or beside it."""
    if label.get("for") is not None or next(label.iter(*_CONTROLS), None) is not None:
        return True
    return any(each is not None and each.tag in _CONTROLS for each in (label.getprevious(), label.getnext()))


def _opens_text(label: Any) -> bool:
    """Whether a block of text follows a label, with nothing to fill in, as where ticking the box folds it out."""
    folded = _behind(label)
    if folded is None or folded.tag not in BLOCKS - {"button", "hr"} or not length(folded):
        return False
    return next(folded.iter(*_CONTROLS), None) is None


def _behind(title: Any) -> Any:
    """The element that follows a title, or else what holds it alone: "<h3><button>Housing</button></h3><div>…"."""
    behind, above = title.getnext(), title.getparent()
    for _ in range(_TITLE_DEPTH):
        if behind is None and above is not None:
            behind, above = above.getnext(), above.getparent()
    return behind


_REST = 2
"""Runs of text that a page has besides its menu, at least."""
_LINKED = 0.8
_CONTROLS = {"input", "meter", "output", "progress", "select", "textarea"}
_TICKED = {"checkbox", "radio"}
"""Kinds of fields of a form that are ticked, which pages use to fold out text as well."""
_SECTIONS = {"article", "main", "section"}
_TITLE_DEPTH = 2
"""Elements around the title of what folds out."""
_DROPPED = STRUCK | {
    "annotation", "annotation-xml", "audio", "datalist", "dialog", "iframe", "input", "map", "nav", "rp", "rt",
    "script", "select", "style", "template", "textarea", "video",
}  # fmt: skip
_TOLD_BY_KIND = _DROPPED | FALLBACKS | {"button", "footer", "header", "label", "menu", "svg"}
_TELLING = {"aria-hidden", "class", "hidden", "id", "role", "style"}
"""Kinds of elements, and attributes of others, without one of which an element is content."""
_CONTAINERS = {"div", "section", "ul", "ol", "aside", "span", "p", "form", "a", "table", "header", "footer", "li"}
_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "tablist",
}
_PANELS = {
    "accordion", "answer", "collapse", "collapsible", "expandable", "faq", "more", "pane", "panel", "readmore", "tab",
    "tabpanel", "tabs",
}  # fmt: skip
"""What folds out is called."""
_MESSAGES = {
    "alert", "desktop", "dialog", "error", "lightbox", "message", "mobile", "modal", "overlay", "popup", "print",
    "template", "toast", "tooltip",
}  # fmt: skip
"""What is hidden until something happens is called, or a copy for another screen."""
