"""What a published folder must hold, as `trommel sql` told it, and how values are compared."""

import json
import struct
import sys

# Our name of a type: the name of it in datasets, pyarrow, polars and DuckDB.
TYPES = {
    "text": ("string", "string", "String", "VARCHAR"),
    "bool": ("bool", "bool", "Boolean", "BOOLEAN"),
    "i64": ("int64", "int64", "Int64", "BIGINT"),
    "u32": ("uint32", "uint32", "UInt32", "UINTEGER"),
    "f32": ("float32", "float", "Float32", "FLOAT"),
    "u32s": ("list<uint32>", "list<uint32>", "List(UInt32)", "UINTEGER[]"),
    "texts": ("list<string>", "list<string>", "List(String)", "VARCHAR[]"),
    "bytes": ("binary", "fixed_size_binary", "Binary", "BLOB"),
}


class Wanted:
    """`wanted.json`: `{"columns": [[name, type], …], "splits": {split: rows}}`; null fields of rows are left out."""

    def __init__(self, path):
        with open(path) as file:
            told = json.load(file)
        self.columns = dict(told["columns"])
        self.splits = {split: sorted(rows, key=lambda row: row["id"]) for split, rows in told["splits"].items()}

    def types(self, library):
        """The columns with their types in the words of a library: 0 datasets, 1 pyarrow, 2 polars, 3 DuckDB."""
        return {name: TYPES[kind][library] for name, kind in self.columns.items()}

    def check(self, who, split, rows, rounds_integers=False):
        """Compares the rows that a loader gave, in any order."""
        rows = sorted(rows, key=lambda row: row["id"])
        wanted = self.splits[split]
        assert len(rows) == len(wanted), f"{who}: {split} has {len(rows)} rows, expected {len(wanted)}"
        for row, want in zip(rows, wanted):
            assert list(row) == list(self.columns), f"{who}: columns {list(row)}"
            for name, kind in self.columns.items():
                found, expected = row[name], plain(kind, want.get(name))
                if rounds_integers and kind == "i64" and expected is not None:
                    expected = int(float(expected))
                if kind in ("u32s", "texts") and found is not None:
                    found = list(found)
                same = found == expected and (found is None) == (expected is None)
                assert same, f"{who}: {split} {row['id']} {name}: {found!r}, expected {expected!r}"
        print(f"{who}: {split}: {len(rows)} rows of {len(self.columns)} columns")


def plain(kind, value):
    """A value of the JSON as a loader gives it."""
    if value is None:
        return None
    if kind == "bytes":
        return bytes.fromhex(value)
    if kind == "f32":
        return struct.unpack("f", struct.pack("f", value))[0]
    return value


def arguments():
    """The folder, and what it must hold."""
    return sys.argv[1], Wanted(sys.argv[2])
