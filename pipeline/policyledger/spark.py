"""policyledger on Apache Spark (extra `spark`): the same rows, from any path Hadoop can see, to any path it can see.

`python -m policyledger.spark INPUT OUTPUT` is the whole job; docs/batch.md shows how `spark-submit` runs it. The work
is `extract_batches`, mapped over the files with `mapInArrow`; Spark does everything else.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.pandas.types import from_arrow_schema

from policyledger.discovery import is_document
from policyledger.extracting import extract_batches, result_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

BATCH_DOCUMENTS = 32
"""Documents of an Arrow batch: a batch holds the bytes of all of them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads a folder of documents and writes `documents`, `statements` and `mentions` as folders of Parquet files."""
    parser = argparse.ArgumentParser(prog="policyledger.spark", description=main.__doc__)
    parser.add_argument("input", help="a folder any Hadoop file system can see: hdfs://, s3a://, file:/")
    parser.add_argument("output", help="the folder to write")
    parser.add_argument("--rules", action="append", default=[], help="a folder of further rules, on every machine")
    given = parser.parse_args(arguments)
    session = SparkSession.builder.appName("policyledger").getOrCreate()
    for name, table in ledger(session, given.input, tuple(given.rules)).items():
        table.write.mode("error").parquet(f"{given.output.rstrip('/')}/{name}")
    session.stop()


def ledger(session: SparkSession, folder: str, rules: tuple[str, ...] = ()) -> dict[str, DataFrame]:
    """The tables documents, statements and mentions of all documents in a folder.

    Args:
        session: a running Spark session; its Arrow batches are made small, as each holds whole files.
        folder: any path Hadoop can see; it is searched to the bottom.
        rules: further folders of rules, there on every machine.
    """
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH_DOCUMENTS))
    found = documents(session, folder)
    results = found.mapInArrow(partial(_extract, rules=rules), from_arrow_schema(result_schema()))
    results = results.persist(StorageLevel.DISK_ONLY)
    return {
        "documents": results.drop("statements", "mentions"),
        "statements": results.select(sql.inline("statements")),
        "mentions": results.select(sql.inline("mentions")),
    }


def documents(session: SparkSession, folder: str) -> DataFrame:
    """The documents of a folder: path (relative to it), content, and of which other document it repeats the content."""
    root = folder.rstrip("/").partition("://")[2].partition("/")[2] if "://" in folder else folder.rstrip("/")
    files = session.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
    name = sql.regexp_replace(sql.col("path"), r"^.*?\Q" + root.lstrip("/").removeprefix("file:/") + r"\E/", "")
    named = files.select(name.alias("path"), "content", sql.sha2("content", 256).alias("sha256"))
    named = named.filter(sql.udf(is_document, "boolean")("path"))
    first = named.groupBy("sha256").agg(sql.min("path").alias("first"))
    repeats = sql.when((sql.col("first") != sql.col("path")) & (sql.length("content") > 0), sql.col("first"))
    return named.join(first, "sha256").select("path", "content", repeats.alias("repeats"))


def _extract(batches: Iterator[pa.RecordBatch], rules: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    yield from extract_batches(batches, rules)


if __name__ == "__main__":
    main()
