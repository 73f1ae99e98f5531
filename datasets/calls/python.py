"""Hand-labelled calls, Python: small programs in the idiom of real projects."""

import argparse
import asyncio
import collections
import csv
import functools
import json
import logging
import os.path
import re as regex
import socket
import sys
import threading as th
import unittest
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor as Pool
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import *

import numpy as np
import pytest
from flask import Flask, jsonify, request

from .settings import load_settings
from .storage import backend as store
from ..shared.text import slugify as to_slug

logger = logging.getLogger(__name__)  #= logging.getLogger
app = Flask(__name__)  #= flask.Flask
WORD = regex.compile(r"[A-Za-z_]+")  #= re.compile
DEFAULTS = {"limit": 20, "order": "name"}


def read_lines(path, encoding="utf-8"):
    """The lines of a file without their line ends."""
    with open(path, encoding=encoding) as handle:  #= open
        return [line.rstrip("\n") for line in handle]  #= .rstrip


def newest(folder):
    files = [os.path.join(folder, name) for name in os.listdir(folder)]  #= os.path.join os.listdir
    files = [name for name in files if os.path.isfile(name)]  #= os.path.isfile
    if not files:
        raise FileNotFoundError(folder)  #= FileNotFoundError
    return max(files, key=os.path.getmtime)  #= max


def word_counts(paths):
    counts = Counter()  #= collections.Counter
    for path in paths:
        text = Path(path).read_text()  #= pathlib.Path .read_text
        counts.update(word.lower() for word in WORD.findall(text))  #= .update .lower WORD.findall
    return counts.most_common(DEFAULTS.get("limit"))  #= .most_common DEFAULTS.get


def load_table(path, delimiter=","):
    rows = []
    with Path(path).open(newline="") as handle:  #= pathlib.Path .open
        reader = csv.DictReader(handle, delimiter=delimiter)  #= csv.DictReader
        for number, row in enumerate(reader, start=1):  #= enumerate
            try:
                rows.append({key: float(value) for key, value in row.items()})  #= .append float .items
            except ValueError as error:
                logger.warning("row %d: %s", number, error)  #= .warning
    print(f"{len(rows)} rows from {path}")  #= print
    return rows


def save_json(path, data):
    temporary = path.with_suffix(".tmp")  #= .with_suffix
    temporary.write_text(json.dumps(data, indent=2, sort_keys=True))  #= .write_text json.dumps
    os.replace(temporary, path)  #= os.replace


def read_feed(path):
    root = ET.parse(path).getroot()  #= xml.etree.ElementTree.parse .getroot
    for item in root.iter("item"):  #= .iter
        title = item.findtext("title", default="").strip()  #= .findtext .strip
        yield title, int(item.get("size", "0"))  #= int .get


def compress(path):
    import gzip
    import shutil as sh

    target = path + ".gz"
    with open(path, "rb") as source, gzip.open(target, "wb") as sink:  #= open gzip.open
        sh.copyfileobj(source, sink)  #= shutil.copyfileobj
    return target


@dataclass
class Point:
    x: float
    y: float = 0.0
    tags: list = field(default_factory=list)  #= dataclasses.field

    @classmethod
    def origin(cls):
        return cls(0.0, 0.0)  #= cls

    @classmethod
    def parse(cls, text):
        parts = text.split(",")  #= .split
        if len(parts) != 2:  #= len
            return cls.origin()  #= Point.origin
        return cls(*map(float, parts))  #= cls map

    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def scaled(self, factor):
        return Point(self.x * factor, self.y * factor)  #= Point

    def unit(self):
        return self.scaled(1 / self.length())  #= Point.scaled Point.length


class Cache:
    def __init__(self, size, clock=None):
        self._data = collections.OrderedDict()  #= collections.OrderedDict
        self._size = size
        self._lock = th.Lock()  #= threading.Lock
        self._clock = clock or datetime.now

    def get(self, key, default=None):
        with self._lock:
            if key not in self._data:
                return default
            self._data.move_to_end(key)  #= .move_to_end
            return self._data[key]

    def put(self, key, value):
        with self._lock:
            self._data[key] = value
            self._shrink()  #= Cache._shrink

    def _shrink(self):
        while len(self._data) > self._size:  #= len
            self._data.popitem(last=False)  #= .popitem

    def stamp(self):
        return self._clock().isoformat()  #= Cache._clock .isoformat

    def __repr__(self):
        return "Cache({})".format(", ".join(repr(key) for key in self._data))  #= .format .join repr


class TimedCache(Cache):
    def __init__(self, size, seconds):
        super().__init__(size)  #= super .__init__
        self._lifetime = timedelta(seconds=seconds)  #= datetime.timedelta
        self._born = {}

    def put(self, key, value):
        self._born[key] = datetime.now()  #= datetime.datetime.now
        super().put(key, value)  #= super .put

    def get(self, key, default=None):
        born = self._born.get(key)  #= .get
        if born is None or datetime.now() - born > self._lifetime:  #= datetime.datetime.now
            self._born.pop(key, None)  #= .pop
            return default
        return super().get(key, default)  #= super .get


class Registry:
    handlers = {}

    def register(self, name):
        def wrap(function):
            self.handlers[name] = function
            return function

        return wrap

    def dispatch(self, name, *args):
        if not callable(self.handlers.get(name)):  #= callable .get
            raise LookupError(f"no handler {name!r}, have {sorted(self.handlers)}")  #= LookupError
        return self.handlers[name](*args)  #= ?


registry = Registry()  #= Registry


def retry(times=3, errors=(OSError,)):
    def decorate(function):
        @functools.wraps(function)  #= functools.wraps
        def wrapper(*args, **kwargs):
            for attempt in range(times):  #= range
                try:
                    return function(*args, **kwargs)  #= function
                except errors:
                    if attempt + 1 == times:
                        raise
                    logger.debug("attempt %d failed", attempt)  #= .debug

        return wrapper

    return decorate


@retry(times=5)  #= retry
def fetch(host, port=80):
    connection = socket.create_connection((host, port), timeout=10)  #= socket.create_connection
    try:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")  #= .sendall
        chunks = iter(lambda: connection.recv(4096), b"")  #= iter .recv
        return b"".join(chunks).decode("latin-1")  #= .join .decode
    finally:
        connection.close()  #= .close


@functools.lru_cache(maxsize=None)  #= functools.lru_cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)  #= fibonacci fibonacci


def compose(*functions):
    def composed(value):
        return functools.reduce(lambda held, step: step(held), functions, value)  #= functools.reduce step

    return composed


def timed(function, *args):
    from time import perf_counter as clock

    start = clock()  #= time.perf_counter
    result = function(*args)  #= function
    logger.info("%s took %.3f s", function.__name__, clock() - start)  #= .info time.perf_counter
    return result


def flatten(tree):
    def visit(node, depth):
        for child in sorted(node.children(), key=str):  #= sorted .children
            found.append((depth, child))  #= .append
            visit(child, depth + 1)  #= visit

    found = []
    visit(tree, 0)  #= visit
    return found


clean = compose(str.strip, str.lower, to_slug)  #= compose


@contextmanager
def working_folder(path):
    before = os.getcwd()  #= os.getcwd
    os.chdir(path)  #= os.chdir
    try:
        yield Path.cwd()  #= pathlib.Path.cwd
    finally:
        os.chdir(before)  #= os.chdir


def group_by(items, key):
    groups = defaultdict(list)  #= collections.defaultdict
    for item in items:
        groups[key(item)].append(item)  #= key .append
    return dict(groups)  #= dict


def minify(json):
    compact = json.replace(" ", "")  #= .replace
    return compact.rstrip(";")  #= .rstrip


def missing(error):
    app.logger.info("missing: %s", request.path)  #= .info
    return jsonify(message=str(error)), 404  #= flask.jsonify str


def list_users():
    limit = int(request.args.get("limit", DEFAULTS["limit"]))  #= int flask.request.args.get
    users = store.query("users").order_by("name").limit(limit)  #= .storage.backend.query .order_by .limit
    return jsonify([user.as_dict() for user in users])  #= flask.jsonify .as_dict


def create_user():
    body = request.get_json(silent=True) or {}  #= flask.request.get_json
    name = clean(body.get("name", ""))  #= clean .get
    if not name:
        return jsonify(error="a name is needed"), 400  #= flask.jsonify
    key = to_slug(name)  #= ..shared.text.slugify
    with store.transaction() as transaction:  #= .storage.backend.transaction
        user = transaction.insert("users", {"name": name, "slug": key})  #= .insert
    return jsonify(user.as_dict()), 201  #= flask.jsonify .as_dict


class Crawler:
    def __init__(self, session, workers=4):
        self.session = session
        self.queue = asyncio.Queue()  #= asyncio.Queue
        self.seen = set()  #= set
        self.workers = workers

    async def run(self, start):
        await self.queue.put(start)  #= .put
        tasks = [asyncio.create_task(self._work()) for _ in range(self.workers)]  #= asyncio.create_task Crawler._work range
        await self.queue.join()  #= .join
        for task in tasks:
            task.cancel()  #= .cancel
        return await asyncio.gather(*tasks, return_exceptions=True)  #= asyncio.gather

    async def _work(self):
        while True:
            url = await self.queue.get()  #= .get
            try:
                async with self.session.get(url) as response:  #= .get
                    for link in self._links(await response.text()):  #= Crawler._links .text
                        if link not in self.seen:
                            self.seen.add(link)  #= .add
                            self.queue.put_nowait(link)  #= .put_nowait
            finally:
                self.queue.task_done()  #= .task_done

    def _links(self, text):
        return {found.group(1) for found in regex.finditer(r'href="([^"]+)"', text)}  #= .group re.finditer


def standardise(table):
    values = np.asarray(table, dtype=np.float64)  #= numpy.asarray
    centred = values - values.mean(axis=0)  #= .mean
    spread = np.maximum(centred.std(axis=0), 1e-9)  #= numpy.maximum .std
    return centred / spread


def power_iteration(matrix, steps=50, seed=0):
    random = np.random.default_rng(seed)  #= numpy.random.default_rng
    vector = random.normal(size=matrix.shape[0])  #= .normal
    for _ in range(steps):  #= range
        vector = matrix @ vector
        vector /= np.linalg.norm(vector)  #= numpy.linalg.norm
    return float(vector @ matrix @ vector), vector  #= float


@pytest.fixture(scope="module")  #= pytest.fixture
def cache():
    return TimedCache(2, seconds=60)  #= TimedCache


def test_drops_the_oldest(cache):
    for number, key in enumerate("abc"):  #= enumerate
        cache.put(key, number)  #= .put
    assert cache.get("a") is None  #= .get
    assert [cache.get(key) for key in "bc"] == [1, 2]  #= .get
    with pytest.raises(TypeError):  #= pytest.raises
        cache.put("d")  #= .put


@pytest.mark.parametrize("text, want", [("1,2", 1.0), (" 3,4".strip(), 3.0)])  #= pytest.mark.parametrize .strip
def test_parse(text, want):
    assert Point.parse(text).x == pytest.approx(want)  #= Point.parse pytest.approx


class PointTest(unittest.TestCase):
    def setUp(self):
        self.point = Point.parse("3,4")  #= Point.parse

    def test_length(self):
        self.assertEqual(self.point.length(), 5.0)  #= PointTest.assertEqual .length
        self.assertAlmostEqual(self.point.unit().length(), 1.0)  #= PointTest.assertAlmostEqual .unit .length

    def test_bad_text_is_the_origin(self):
        self.assertTrue(hasattr(Point, "origin") and not isinstance(Point.origin(), tuple))  #= PointTest.assertTrue hasattr isinstance Point.origin
        self.assertEqual(Point.parse("x"), Point.origin())  #= PointTest.assertEqual Point.parse Point.origin


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)  #= argparse.ArgumentParser
    parser.add_argument("paths", nargs="*", type=Path)  #= .add_argument
    parser.add_argument("--verbose", action="store_true")  #= .add_argument
    options = parser.parse_args(argv)  #= .parse_args
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.INFO)  #= logging.basicConfig
    settings = load_settings(os.environ.get("APP_ENV", "dev"))  #= .settings.load_settings os.environ.get
    with Pool(max_workers=settings.workers) as pool:  #= concurrent.futures.ThreadPoolExecutor
        tables = list(pool.map(load_table, options.paths))  #= list .map
    for word, count in word_counts(options.paths):  #= word_counts
        print(word.ljust(20), count, file=sys.stderr)  #= print .ljust
    rows = sum(len(table) for table in tables)  #= sum len
    sys.stdout.write("{} rows\n".format(rows))  #= sys.stdout.write .format
    by_size = sorted(zip(options.paths, tables), key=lambda pair: len(pair[1]))  #= sorted zip len
    print(*(path.name for path, _ in reversed(by_size)), sep="\n")  #= print reversed
    return 0 if all(tables) else 1  #= all


if __name__ == "__main__":
    sys.exit(main())  #= sys.exit main
