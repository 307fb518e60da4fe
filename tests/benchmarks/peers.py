"""What other libraries find in the same texts, as JSON; runs in an environment of their own, away from policyledger.

    python peers.py PEER < request.json > answer.json

The request holds `specs` (lists of model and text) and `prose` (texts); the answer, for each of them, what was found as
[start, end, value, unit names], for prose also dates as [start, end, first year, last year], and processor
seconds. A peer that is not installed, or breaks on a text, says so in `error` and `failures`.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings

warnings.simplefilter("ignore")


def main() -> None:
    """Answers the request on stdin."""
    request = json.load(sys.stdin)
    try:
        peer = PEERS[sys.argv[1]]()
    except ImportError as error:
        json.dump({"error": f"{sys.argv[1]} is not installed: {error.name}"}, sys.stdout)
        return
    failures: list[str] = []
    specs = [_guarded(failures, peer.spec, model, text) for model, text in request["specs"]]
    for text in request["prose"][:3]:  # the first calls build regexes and read files
        _guarded(failures, peer.prose, text)
        _guarded(failures, peer.dates, text)
    begun = time.process_time()
    prose = [_guarded(failures, peer.prose, text) for text in request["prose"]]
    between = time.process_time()
    dates = [_guarded(failures, peer.dates, text) for text in request["prose"]]
    ended = time.process_time()
    answer = {"specs": specs, "prose": prose, "dates": dates, "version": peer.version, "failures": failures[:20]}
    json.dump({**answer, "failed": len(failures), "seconds": [between - begun, ended - between]}, sys.stdout)


def _guarded(failures, function, *arguments):  # type: ignore[no-untyped-def]
    try:
        return function(*arguments)
    except Exception as error:  # whatever a peer does to a text is a finding about it, not about us
        failures.append(f"{type(error).__name__}: {error}"[:120])
        return []


class Recognizers:
    """Recognizers-Text: its own models of numbers, percentages, currencies, dimensions, dates."""

    def __init__(self) -> None:
        from importlib.metadata import version

        from recognizers_date_time import DateTimeRecognizer
        from recognizers_number import NumberRecognizer
        from recognizers_number_with_unit import NumberWithUnitRecognizer
        from recognizers_text import Culture

        numbers, units = NumberRecognizer(Culture.English), NumberWithUnitRecognizer(Culture.English)
        self.models = {
            "Number": numbers.get_number_model(),
            "Percent": numbers.get_percentage_model(),
            "Currency": units.get_currency_model(),
            "Dimension": units.get_dimension_model(),
        }
        self.date_model = DateTimeRecognizer(Culture.English).get_datetime_model()
        self.version = version("recognizers-text-suite")

    def spec(self, model, text):  # type: ignore[no-untyped-def]
        return [row for row in map(self._row, self.models[model].parse(text)) if row[2] is not None]

    def prose(self, text):  # type: ignore[no-untyped-def]
        """Measures first; a bare number only where no measure and no date is."""
        taken = [(each.start, each.end) for each in self.date_model.parse(text)]
        rows = []
        for name in ("Percent", "Currency", "Dimension", "Number"):
            for each in self.models[name].parse(text):
                if any(each.start <= end and start <= each.end for start, end in taken):
                    continue
                row = self._row(each)
                if row[2] is not None:
                    taken.append((each.start, each.end))
                    rows.append([*row[:3], row[3] or (["%"] if name == "Percent" else ["count"])])
        return sorted(rows)

    def dates(self, text):  # type: ignore[no-untyped-def]
        return [[each.start, each.end + 1, *_years(each.resolution)] for each in self.date_model.parse(text)]

    @staticmethod
    def _row(result):  # type: ignore[no-untyped-def]
        resolution = result.resolution or {}
        names = [resolution.get("unit"), resolution.get("isoCurrency")]
        try:
            value = float(str(resolution.get("value")).rstrip("%"))
        except ValueError:
            value = None
        return [result.start, result.end + 1, value, [name for name in names if name]]


def _years(resolution):  # type: ignore[no-untyped-def]
    """First and last year of the first reading; its ends are exclusive."""
    first = (resolution or {}).get("values", [{}])[0]
    start, end = (_year(first.get(name)) for name in ("start", "end"))
    if start and end and str(first["end"]).endswith("-01-01") and end > start:
        end -= 1
    value = _year(first.get("value"))
    return (start or end or value, end or start or value)


def _year(text):  # type: ignore[no-untyped-def]
    match = re.match(r"\d{4}", str(text or ""))
    return int(match.group()) if match else None


class Quantulum:
    """quantulum3: one parser for numbers with and without units."""

    def __init__(self) -> None:
        from importlib.metadata import version

        from quantulum3 import parser

        self.parse = parser.parse
        self.version = version("quantulum3")

    def spec(self, model, text):  # type: ignore[no-untyped-def]
        return [self._row(each) for each in self.parse(text) if model in ("Number", self._model(each))]

    @staticmethod
    def _model(each):  # type: ignore[no-untyped-def]
        if each.unit.name == "percentage":
            return "Percent"
        return {"currency": "Currency", "dimensionless": "Number"}.get(each.unit.entity.name, "Dimension")

    def prose(self, text):  # type: ignore[no-untyped-def]
        return [self._row(each) for each in self.parse(text)]

    def dates(self, text):  # type: ignore[no-untyped-def]
        return []

    @staticmethod
    def _row(each):  # type: ignore[no-untyped-def]
        name = {"dimensionless": "count", "percentage": "%"}.get(each.unit.name, each.unit.name)
        symbols = getattr(each.unit, "symbols", None) or []
        return [*each.span, float(each.value), [name, *symbols[:3]]]


class Dateparser:
    """dateparser's search: dates in running text."""

    def __init__(self) -> None:
        from importlib.metadata import version

        from dateparser.search import search_dates

        self.search = search_dates
        self.version = version("dateparser")

    def spec(self, model, text):  # type: ignore[no-untyped-def]
        return []

    def prose(self, text):  # type: ignore[no-untyped-def]
        return []

    def dates(self, text):  # type: ignore[no-untyped-def]
        rows, at = [], 0
        for words, moment in self.search(text, languages=["en"]) or []:
            at = max(text.find(words, at), 0)
            rows.append([at, at + len(words), moment.year, moment.year])
            at += len(words)
        return rows


PEERS = {"recognizers-text-suite": Recognizers, "quantulum3": Quantulum, "dateparser": Dateparser}

if __name__ == "__main__":
    main()
