"""The queries of docs/queries.md run as they stand and say something; partitioned runs read as one table everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from helpers import write_documents
from policyledger.running import Options, run
from policyledger.tables import read_table

PAGE = Path(__file__).parents[1] / "pipeline" / "docs" / "queries.md"
QUERIES = re.findall(
    r"^## (\d+)\. .*?\n```(sql|python)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, article: Path) -> Path:
    place = tmp_path_factory.mktemp("queries")
    documents = write_documents(place / "in", 2)
    (documents / "article.txt").write_bytes(article.read_bytes())
    (documents / "nothing.txt").write_text("Nothing is promised here.")
    run([str(documents)], place / "outputs" / "before", Options(workers=0))
    (documents / "plan-0000.txt").write_text("By 2029, we will build 50 schools.")
    run([str(documents)], place / "outputs" / "demo", Options(workers=0))
    return place


def test_queries_are_ten() -> None:
    assert [int(number) for number, _, _ in QUERIES] == list(range(1, 11))


@pytest.mark.parametrize(("number", "language", "code"), QUERIES, ids=[number for number, _, _ in QUERIES])
def test_queries_run_and_give_rows(
    place: Path, monkeypatch: pytest.MonkeyPatch, number: str, language: str, code: str
) -> None:
    monkeypatch.chdir(place)
    if language == "sql":
        answer = duckdb.sql(code)
        rows = answer.fetchall()
        if number == "2":
            assert all(row[-1] for row in rows)
        if number == "3":
            assert {row[1] for row in rows} == {"gained", "lost"}
    else:
        names: dict[str, object] = {}
        exec(code, names)
        rows = (
            list(names["result"].iter_rows())
            if isinstance(names["result"], pl.DataFrame)
            else list(names["result"].index)
        )
    assert rows


@pytest.mark.parametrize(
    ("column", "name", "key"),
    [
        ("industry_id", "statements", "statement_id"),
        ("industry_id", "mentions", "mention_id"),
        ("status", "statements", "statement_id"),
        ("unit_kind", "statements", "statement_id"),
        ("kind", "mentions", "mention_id"),
    ],
)
def test_queries_read_a_partitioned_run_as_one_table(place: Path, column: str, name: str, key: str) -> None:
    out = place / "outputs" / f"split-by-{column}"
    run([str(place / "in")], out, Options(workers=0, partition_by=column))
    folder, pattern = out / name, f"{out / name}/**/*.parquet"
    whole = pd.read_parquet(place / "outputs" / "demo" / f"{name}.parquet")
    wanted = whole.set_index(key)[column].dropna().to_dict()
    assert read_table(out, name).equals(read_table(place / "outputs" / "demo", name))
    readers = {
        "duckdb": duckdb.sql(
            f"SELECT {key}, {column} FROM read_parquet('{pattern}', hive_partitioning=true)"
        ).fetchall(),
        "polars": pl.read_parquet(pattern, hive_partitioning=True).select(key, column).rows(),
        "pandas": pd.read_parquet(folder)[[key, column]].astype(object).values.tolist(),
        "arrow": [
            tuple(row.values()) for row in ds.dataset(folder, partitioning="hive").to_table([key, column]).to_pylist()
        ],
    }
    for reader, rows in readers.items():
        assert len(rows) == len(whole), reader
        known = {key: value for key, value in rows if value != "none"}
        assert known == wanted, reader


def test_queries_on_the_page_read_a_partitioned_run(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = PAGE.read_text(encoding="utf-8").partition("## A partitioned run")[2].partition("```python\n")[2]
    monkeypatch.chdir(place)
    run([str(place / "in")], place / "outputs" / "split", Options(workers=0, partition_by="industry_id"))
    names: dict[str, object] = {}
    exec(code.partition("```")[0], names)
    wanted = pd.read_parquet(place / "outputs" / "demo" / "statements.parquet")
    for name in ("by_duckdb", "by_pandas", "by_polars"):
        table = names[name]
        assert set(table.columns) == set(wanted.columns), name
        assert sorted(table["statement_id"]) == sorted(wanted["statement_id"]), name
