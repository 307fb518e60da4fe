"""The Spark job gives the rows of a local run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from helpers import write_documents
from policyledger.running import Options, run
from policyledger.tables import read_table

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="the extra `spark` is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, and there is none"),
]


def test_spark_gives_the_rows_of_a_local_run(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in put", 3)
    (folder / "deep").mkdir()
    (folder / "deep" / "copy.txt").write_bytes((folder / "plan-0001.txt").read_bytes())
    (folder / "blank.txt").write_text(" \n")  # Spark itself passes over files of no bytes at all
    (folder / "README.md").write_text("By 2030, nothing of this is read, not even 5 %.")
    run([str(folder)], tmp_path / "local", Options(workers=0))
    job = [sys.executable, "-m", "policyledger.spark", folder.as_uri().replace("%20", " "), str(tmp_path / "spark")]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    answer = subprocess.run(job, capture_output=True, text=True, timeout=300, check=False, env=environment)
    assert answer.returncode == 0, answer.stderr[-3000:]
    for name, key in (("documents", "path"), ("statements", "statement_id"), ("mentions", "mention_id")):
        local = read_table(tmp_path / "local", name)
        spark = ds.dataset(tmp_path / "spark" / name).to_table().select(local.column_names)
        assert sorted(spark.to_pylist(), key=lambda row: row[key]) == sorted(
            local.to_pylist(), key=lambda row: row[key]
        )


READ = """
import sys
from pyspark.sql import SparkSession
table = SparkSession.builder.master("local[1]").getOrCreate().read.parquet(sys.argv[1])
for row in table.select("statement_id", "status").collect():
    print(row.statement_id, row.status)
"""


def test_spark_reads_a_partitioned_run_as_one_table(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "in", 3)
    run([str(folder)], tmp_path / "out", Options(workers=0, partition_by="status"))
    call = [sys.executable, "-c", READ, str(tmp_path / "out" / "statements")]
    answer = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
    assert answer.returncode == 0, answer.stderr[-3000:]
    wanted = read_table(tmp_path / "out", "statements", ["statement_id", "status"]).to_pylist()
    assert sorted(answer.stdout.split("\n")[:-1]) == sorted(f"{row['statement_id']} {row['status']}" for row in wanted)
