"""datasets, pyarrow, polars and DuckDB open a published folder and see the same splits, columns, types and values.

Usage: loads.py FOLDER WANTED.json
"""

import glob

import datasets
import duckdb
import polars
import pyarrow.parquet as parquet

from wanted import arguments

folder, wanted = arguments()


def files(split):
    return sorted(glob.glob(f"{folder}/data/{split}-*.parquet"))


def dtype(feature):
    inner = getattr(feature, "feature", None)
    return f"list<{inner.dtype}>" if inner is not None else feature.dtype


loaded = datasets.load_dataset(folder)
assert set(loaded) == set(wanted.splits), f"datasets: splits {set(loaded)}"
for split, rows in loaded.items():
    types = {name: dtype(feature) for name, feature in rows.features.items()}
    assert types == wanted.types(0), f"datasets: {types}"
    wanted.check("datasets", split, rows)
    streamed = datasets.load_dataset(folder, split=split, streaming=True)
    wanted.check("datasets, streaming", split, streamed)

for split in wanted.splits:
    rows = []
    for path in files(split):
        file = parquet.ParquetFile(path)
        types = {
            field.name: f"list<{field.type.value_type}>" if hasattr(field.type, "value_field") else str(field.type)
            for field in file.schema_arrow
        }
        types = {name: kind.split("[")[0] for name, kind in types.items()}
        assert types == wanted.types(1), f"pyarrow: {types}"
        for group in range(file.metadata.num_row_groups):
            for index in range(file.metadata.num_columns):
                column = file.metadata.row_group(group).column(index)
                name = column.path_in_schema.split(".")[0]
                assert column.has_offset_index and column.has_column_index, f"{path}: {name} has no page index"
                # Hashes do not compress.
                codec = "UNCOMPRESSED" if wanted.columns[name] in ("bytes", "u32s") else "ZSTD"
                assert column.compression == codec, f"{path}: {name} is {column.compression}"
        rows.extend(file.read().to_pylist())
    wanted.check("pyarrow", split, rows)

    table = polars.read_parquet(files(split))
    types = {name: str(kind) for name, kind in table.schema.items()}
    assert types == wanted.types(2), f"polars: {types}"
    wanted.check("polars", split, table.iter_rows(named=True))
    scan = polars.scan_parquet(f"{folder}/data/{split}-*.parquet")
    wanted.check("polars, scanning", split, scan.collect().iter_rows(named=True))

    query = duckdb.sql(f"SELECT * FROM '{folder}/data/{split}-*.parquet'")
    types = dict(zip(query.columns, map(str, query.types)))
    assert types == wanted.types(3), f"duckdb: {types}"
    wanted.check("duckdb", split, (dict(zip(query.columns, row)) for row in query.fetchall()))
