"""What of an HTML page is content, and what is furniture: menus, banners, dialogs, what nobody sees.

It is told by what an element is (nav, footer, dialog …), what it is called (cookie, breadcrumb, menu …) and what it
holds (links and nothing else).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from policyledger.reading.draft import is_rights
from policyledger.reading.hidden import STRUCK, is_hidden, is_unseen, is_unseen_by_name
from policyledger.reading.marked import Marked, all_text, runs_within

_MAIN_ROLE = etree.XPath("descendant::*[@role='main']")

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
"""Elements that are headings."""
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "header", "hr", "legend", "li", "main", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


def main_content(root: Any, marked: Marked) -> Any:
    """The element that holds the page's content: `main`, an article, or the body without its furniture."""
    body = root.find("body")
    body = root if body is None else body
    whole = length(body)
    titles = list(body.iter("h1"))
    title = titles[0] if len(titles) == 1 else None
    above = [] if title is None else list(title.iterancestors())
    titled = {each for each in above if each.tag in {"div", "section"}}
    for element in list(body.iterdescendants()):
        if _TELLING.isdisjoint(element.keys()) and element.tag not in _TOLD_BY_KIND:
            continue  # as most
        if _is_furniture(element, whole, marked) and not (element in titled and _is_banner(element)):
            drop(element)
    rest = length(body)
    of_role: Any = _MAIN_ROLE(body) if "role" in marked.text else ()
    for named in (body.iter("main"), of_role, body.iter("article")):
        best = max(named, key=length, default=None)
        if best is not None and length(best) * 2 > rest:
            best = _with_fellows(best, marked)
            outside = title is not None and best not in above and body in title.iterancestors()
            if title is not None and outside and any(map(_is_banner, titled)):
                title.tail = None
                best.insert(0, title)
                title.tail, best.text = best.text, None
            return best
    return body


def _is_banner(element: Any) -> bool:
    """Whether an element is called a banner and nothing worse: what holds a page's only title is no advertisement."""
    names = [word for words in _names(element) for word in words]
    return "banner" in names and _COOKIES.isdisjoint(names) and "hidden" not in element.attrib


def _with_fellows(best: Any, marked: Marked) -> Any:
    """What holds an article and those beside it that tell values; those that announce another page are left out."""
    parent = best.getparent()
    if best.tag != "article" or parent is None:
        return best
    fellows = [each for each in parent.iterchildren("article") if each is not best]
    told = [each for each in fellows if not _announces(each) and _tells_value(each, marked)]
    if not told:
        return best
    for each in fellows:
        if each not in told:
            drop(each)
    return parent


def _announces(article: Any) -> bool:
    """Whether the heading of an article is a link, as that of a teaser is."""
    heading = next(article.iter(*HEADINGS), None)
    return heading is not None and (
        any(True for _ in heading.iter("a")) or any(each.tag == "a" for each in heading.iterancestors())
    )


def length(element: Any) -> int:
    """How many runs of text an element holds; markers stand for them, so this is cheap."""
    return runs_within(all_text(element))


def _is_furniture(element: Any, whole: int, marked: Marked) -> bool:
    tag = element.tag
    if is_dropped(element):
        return True
    if tag in {"header", "footer"}:
        ancestor = element.getparent()
        while ancestor is not None:
            if ancestor.tag in _SECTIONS:
                return tag == "footer" and _links(element) > 0.5
            ancestor = ancestor.getparent()
        return length(element) * 2 < whole
    attributes = dict(element.items())
    if attributes.get("role", "") in _ROLES:
        return True
    named = tag in _CONTAINERS and _is_named_furniture(attributes.get("class", ""), attributes.get("id", ""))
    if is_unseen(element) or (tag not in {"a", "span"} and is_hidden(element)):
        return named or not (_is_panel(element) or _is_folded(element, marked))
    return named and _is_apart(element, whole, marked)


def is_unshown(element: Any, marked: Marked) -> bool:
    """Whether an element is hidden and neither folded away by the page nor a value that it tells when asked."""
    if not is_unseen(element):
        return is_unseen_by_name(element.get("class", ""))
    return not (_is_panel(element) or _is_folded(element, marked))


def _is_apart(element: Any, whole: int, marked: Marked) -> bool:
    """Whether an element that is called furniture is so by what it holds and by how little of the page it is.

    Links alone are a menu however short the page is. A foot is one wherever it does not end a part of the page.
    """
    runs = length(element)
    names = {word for words in _names(element) for word in words}
    small = runs * 4 < whole
    if small and (element.tag == "a" or not _UNTELLING.isdisjoint(names) or _teases(element)):
        return True  # a value is told outside of links alone
    if runs + _REST <= whole and _links(element) > _LINKED:
        return True
    if "footer" in names and runs * 2 < whole and not any(each.tag in _SECTIONS for each in element.iterancestors()):
        return True
    return small and not _tells_value(element, marked)


def _teases(element: Any) -> bool:
    """Whether what is called furniture announces other pages: its headings are links."""
    headings = list(element.iter(*(HEADINGS - {"h1"})))
    linked = [each for each in headings if next(each.iter("a"), None) is not None or each.getparent().tag == "a"]
    return bool(linked) and len(linked) * 2 >= len(headings)


def is_dropped(element: Any) -> bool:
    """Whether an element is no content by its kind: a form, a picture, a button that titles nothing."""
    if element.tag == "svg":
        return length(element) == 0  # one that never ends is left open over the text of the page
    return element.tag in _DROPPED or (element.tag == "button" and not _unfolds(element))


def _unfolds(button: Any) -> bool:
    """Whether a button is the title of text that it folds out, and opens no menu."""
    if button.get("aria-expanded") is None and button.get("aria-controls") is None:
        return False
    folded = button.getnext()
    above = button.getparent()
    for _ in range(_TITLE_DEPTH):
        if folded is None and above is not None:  # "<h3><button>Housing</button></h3><div>…"
            folded, above = above.getnext(), above.getparent()
    return folded is not None and length(folded) > 0 and _links(folded) <= 0.5


def _names(element: Any) -> Sequence[Sequence[str]]:
    """The words of each of an element's classes and of its id: "site-nav" and "siteNav" are "site" and "nav"."""
    return _words_of(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=1024)  # a page gives few names to many elements
def _words_of(classes: str, id_: str) -> Sequence[Sequence[str]]:
    return [
        [word for word in _NAME_JOINTS.sub(" ", name).lower().split() if not word.isdigit()]
        for name in f"{classes} {id_}".split()
    ]


@lru_cache(maxsize=1024)
def _is_named_furniture(classes: str, id_: str) -> bool:
    """Whether a class or the id names furniture and nothing else besides: "modal" does, "modal-split" does not.

    What can name nothing else does so in any company, for every toolkit puts its own name before it.
    """
    if is_unseen_by_name(f"{classes} {id_}"):
        return True
    for words in _words_of(classes, id_):
        if not words or words[0] in {"has", "with", "no"}:
            continue  # says what stands nearby
        named = next((at for at, word in enumerate(words) if len(word) > 1 and word not in _TOOLKITS), len(words))
        words = words[named:]
        if not _SURE_FURNITURE.isdisjoint(words):
            return True
        if not _FURNITURE.isdisjoint(words) and all(word in _FURNITURE or word in _NEUTRAL for word in words):
            return True
    return False


def _tells_value(element: Any, marked: Marked) -> bool:
    """Whether an element holds a sentence with a number outside its links, other than a claim of copyright."""
    parts: list[str] = []
    links = 0
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if each.tag == "a":
            links += 1 if event == "start" else -1
        if each.tag in BLOCKS or each.tag == "br":
            parts.append("\n")
        text = each.text if event == "start" else each.tail if each is not element else None
        if text and not links:
            parts += [run.text.replace("\n", " ") for run in marked.traced(text)] or [" "]
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return any(
        len(sentence.split()) > 3 and sentence[-1] in ".!?" and re.search(r"\d", sentence) and not is_rights(line)
        for line in lines
        for sentence in re.split(r"(?<=[.!?])\s+", line)
    )


def _is_panel(element: Any) -> bool:
    """Whether what is hidden is what a tab or an accordion folds away, and no menu."""
    told = element.get("role") == "tabpanel" or element.get("aria-labelledby") is not None
    return (told or any(not _PANELS.isdisjoint(words) for words in _names(element))) and _links(element) <= 0.5


def _is_folded(element: Any, marked: Marked) -> bool:
    """Whether what is hidden tells a value until it is asked for, and is no message of the page nor another copy."""
    if any(not _MESSAGES.isdisjoint(words) for words in _names(element)) or _links(element) > 0.5:
        return False
    if element.tag not in {"div", "section", "article", "p", "dd", "li", "td", "tr"}:
        return False
    return is_unseen(element) and (element.get("hidden") == "until-found" or _tells_value(element, marked))


def _links(element: Any) -> float:
    """The share of an element's runs of text that stand in links."""
    linked = sum(length(link) for link in element.iter("a"))
    return linked / max(length(element), 1)


def drop(element: Any) -> None:
    """Removes an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


_REST = 2
"""Runs of text that a page has besides its menu, at least."""
_LINKED = 0.8
_SECTIONS = {"article", "main", "section"}
_TITLE_DEPTH = 2
"""Elements around the title of what folds out."""
_DROPPED = STRUCK | {
    "nav", "select", "script", "style", "noscript", "template", "iframe", "svg", "object", "canvas", "dialog",
    "datalist", "map", "audio", "video", "textarea", "input", "label", "menu",
}  # fmt: skip
_TOLD_BY_KIND = _DROPPED | {"button", "footer", "header"}
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
_COOKIES = {"cookie", "cookies", "cookieconsent", "gdpr"}
_SURE_FURNITURE = _COOKIES | {
    "advertisement", "breadcrumb", "breadcrumbs", "masthead", "navbar", "newsletter", "pager", "pagination", "skiplink",
}  # fmt: skip
_UNTELLING = _SURE_FURNITURE - {"masthead"}
"""What tells of no value whatever it holds, as long as it is small: a masthead may hold the title of a page."""
_TOOLKITS = {"ecl", "gem", "govuk", "moj", "nhsuk", "usa", "wp"}
"""What toolkits put before the names of their parts, besides single letters."""
_FURNITURE = _SURE_FURNITURE | {
    "ads", "advert", "adverts", "banner", "consent", "feedback", "footer", "language", "menu", "modal", "nav",
    "navigation", "popup", "promo", "related", "search", "share", "sharing", "sidebar", "skip", "social", "subscribe",
    "toolbar",
}  # fmt: skip
_NEUTRAL = {
    "area", "articles", "bar", "block", "box", "button", "buttons", "collapse", "container", "content", "dialog",
    "dropdown", "form", "global", "header", "icons", "inner", "item", "items", "left", "link", "links", "list", "main",
    "media", "mobile", "news", "overlay", "page", "panel", "primary", "right", "secondary", "section", "selector",
    "site", "switcher", "to", "toggle", "top", "widget", "wrap", "wrapper",
}  # fmt: skip
"""What stands in the names of furniture and says nothing of what else may be meant."""
_NAME_JOINTS = re.compile(r"[-_:]+|(?<=[a-z])(?=[A-Z])")
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
