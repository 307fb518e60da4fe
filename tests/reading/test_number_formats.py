"""Numbers as format codes show them."""

from __future__ import annotations

import pytest

from policyledger.reading.number_formats import formatted


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("40", "General", "40"),
        ("40", "", "40"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234567.8900000001", "General", "1234567.89"),
        ("0.125", "0%", "13%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234.5", "#,##0", "1,235"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234.5", "0.##", "1234.5"),
        ("12", "0.##", "12"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0.0", "-5.0"),
        ("2500000", '0.0,,"m"', "2.5m"),
        ("40", '0" GW"', "40 GW"),
        ("40", "[$€-2] #,##0", "€ 40"),
        ("40", r"0\ \%", "40 %"),
        ("47484", "yyyy", "2030"),
        ("47484", "mmm-yy", "2030-01"),
        ("47484", "dd/mm/yyyy", "2030-01-01"),
        ("2030", "General", "2030"),
        ("n/a", "0%", "n/a"),
        ("1E+999", "0", "1E+999"),
        ("NaN", "0", "NaN"),
        ("40", "@", "40"),
        ("-1", "yyyy", "-1"),
    ],
)
def test_number_formats_show_a_number_as_office_does(value: str, code: str, shown: str) -> None:
    assert formatted(value, code) == shown
