// Hand-labelled calls, JavaScript: small programs in the idiom of real projects.

import fs from "fs";
import * as path from "node:path";
import { EventEmitter, once as waitFor } from "node:events";
import { createServer } from "node:http";
import assert from "node:assert";
import test, { before, describe, it } from "node:test";
import express, { Router } from "express";
import React, { useEffect, useMemo, useState } from "react";
import _ from "lodash";
import Queue from "./queue.js";
import { parse as parseDate, format } from "./dates.js";

const log = console.log;
const TIMEOUT = Number.parseInt(process.env.TIMEOUT ?? "5000", 10); //= Number.parseInt
const router = Router(); //= express.Router

// ---- files and text

export function readJson(file, fallback = {}) {
  if (!fs.existsSync(file)) { //= fs.existsSync
    return fallback;
  }
  const text = fs.readFileSync(path.resolve(file), "utf8"); //= fs.readFileSync node:path.resolve
  try {
    return JSON.parse(text); //= JSON.parse
  } catch (error) {
    throw new SyntaxError(`${file}: ${error.message}`); //= SyntaxError
  }
}

export async function writeJson(file, value) {
  const folder = path.dirname(file); //= node:path.dirname
  await fs.promises.mkdir(folder, { recursive: true }); //= fs.promises.mkdir
  await fs.promises.writeFile(file, JSON.stringify(value, null, 2)); //= fs.promises.writeFile JSON.stringify
  console.log(`wrote ${path.basename(file)}, ${String(value).length} characters`); //= console.log
}

function walk(folder, visit) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) { //= fs.readdirSync
    const full = path.join(folder, entry.name); //= node:path.join
    if (entry.isDirectory()) { //= .isDirectory
      walk(full, visit); //= walk
    } else if (/\.m?js$/.test(entry.name)) { //= .test
      visit(full, fs.statSync(full).size); //= visit fs.statSync
    }
  }
}

function compress(file) {
  const zlib = require("zlib"); //= require
  const { pipeline: pump, finished } = require("stream"); //= require
  const target = fs.createWriteStream(file + ".gz"); //= fs.createWriteStream
  pump(fs.createReadStream(file), zlib.createGzip(), target, (error) => { //= stream.pipeline fs.createReadStream zlib.createGzip
    if (error) console.error(error.toString()); //= console.error .toString
  });
  finished(target, () => log(target.path)); //= stream.finished log
}

function wordCounts(text) {
  const counts = new Map(); //= Map
  for (const [word] of text.toLowerCase().matchAll(/[a-z']+/g)) { //= .toLowerCase .matchAll
    counts.set(word, (counts.get(word) ?? 0) + 1); //= .set .get
  }
  return [...counts.entries()].sort((a, b) => b[1] - a[1]).slice(0, 10); //= .entries .sort .slice
}

export const parseCsv = (text, separator = ",") => {
  const [head, ...lines] = text.trim().split("\n").map((line) => line.split(separator)); //= .trim .split .map .split
  return lines.map((cells) => Object.fromEntries(cells.map((cell, i) => [head[i], cell.trim()]))); //= .map Object.fromEntries .map .trim
};

// ---- classes

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }

  static origin() {
    return new Point(0, 0); //= Point
  }

  static parse(text) {
    const [x, y] = text.split(",").map(Number); //= .split .map
    return Number.isNaN(x) ? Point.origin() : new Point(x, y); //= Number.isNaN Point.origin Point
  }

  length() {
    return Math.hypot(this.x, this.y); //= Math.hypot
  }

  scaled(factor) {
    return new Point(this.x * factor, this.y * factor); //= Point
  }

  unit() {
    return this.scaled(1 / this.length()); //= Point.scaled Point.length
  }
}

class Cache extends EventEmitter {
  #values = new Map(); //= Map

  constructor(size, clock = Date.now) {
    super();
    this.size = size;
    this.clock = clock;
  }

  get(key) {
    const held = this.#values.get(key); //= .get
    if (held && this.clock() - held.born < TIMEOUT) { //= Cache.clock
      return held.value;
    }
    this.delete(key); //= Cache.delete
    return undefined;
  }

  set(key, value) {
    this.#values.set(key, { value, born: this.clock() }); //= .set Cache.clock
    while (this.#values.size > this.size) {
      this.delete(this.#values.keys().next().value); //= Cache.delete .keys .next
    }
    return this;
  }

  delete(key) {
    if (this.#values.delete(key)) { //= .delete
      this.emit("deleted", key); //= Cache.emit
    }
  }

  forEach(visit) {
    this.#values.forEach(({ value }, key) => visit(value, key, this.has(key))); //= .forEach visit Cache.has
  }

  has(key) {
    return this.#values.has(key); //= .has
  }
}

class LoggedCache extends Cache {
  set(key, value) {
    log("set", key); //= log
    return super.set(key, value); //= .set
  }
}

const counter = {
  count: 0,
  add(n) {
    this.count += n;
    this.notify?.(this.count); //= .notify
    return this;
  },
};

// ---- asynchronous work

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); //= Promise setTimeout

async function retry(work, { times = 3, delay = 100 } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt); //= work
    } catch (error) {
      if (attempt >= times) throw new Error("gave up", { cause: error }); //= Error
      await sleep(delay * 2 ** attempt); //= sleep
    }
  }
}

async function fetchAll(urls, limit = 4) {
  const queue = new Queue({ limit }); //= ./queue.js.default
  const pages = await Promise.all(urls.map((url) => queue.add(() => fetchJson(url)))); //= Promise.all .map .add fetchJson
  return _.groupBy(_.compact(pages.flat()), "kind"); //= lodash.groupBy lodash.compact .flat
}

async function fetchJson(url) {
  const controller = new AbortController(); //= AbortController
  const timer = setTimeout(() => controller.abort(), TIMEOUT); //= setTimeout .abort
  try {
    const response = await fetch(url, { signal: controller.signal }); //= fetch
    if (!response.ok) throw new Error(`${url}: ${response.status}`); //= Error
    return await response.json(); //= .json
  } finally {
    clearTimeout(timer); //= clearTimeout
  }
}

async function* pages(start) {
  for (let url = start; url; ) {
    const page = await retry(() => fetchJson(url)); //= retry fetchJson
    yield* page.items.filter(Boolean); //= .filter
    url = page.next && new URL(page.next, start).toString(); //= URL .toString
  }
}

function loadUser(id) {
  return fetchJson(`/users/${encodeURIComponent(id)}`) //= fetchJson
    .then((user) => ({ ...user, born: parseDate(user.born) })) //= .then ./dates.js.parse
    .catch((error) => console.warn(error)) //= .catch console.warn
    .finally(() => counter.add(1)); //= .finally .add
}

// ---- functions that take and make functions

function debounce(action, ms) {
  let timer = null;
  return (...values) => {
    clearTimeout(timer); //= clearTimeout
    timer = setTimeout(() => action(...values), ms); //= setTimeout action
  };
}

const compose = (...steps) => (value) => steps.reduce((held, step) => step(held), value); //= .reduce step

const tidy = compose(_.trim, _.capitalize); //= compose

const handlers = {
  add: (list, item) => list.concat(item), //= .concat
  remove: (list, item) => list.filter((other) => !Object.is(other, item)), //= .filter Object.is
};

function reduce(list = [], action) {
  if (!Object.hasOwn(handlers, action.type)) { //= Object.hasOwn
    return list;
  }
  return handlers[action.type](list, action.item); //= ?
}

function summarise(path) {
  // The parameter hides the module.
  const steps = path.split("/").filter((step) => step !== "."); //= .split .filter
  return steps.length > 3 ? path.slice(0, 20) : steps.join(" > "); //= .slice .join
}

// ---- a web server

export function makeApp(store) {
  const app = express(); //= express.default
  app.use(express.json({ limit: "1mb" })); //= .use express.json
  app.use("/users", router); //= .use
  app.get("/health", (request, response) => response.send("ok")); //= .get .send
  router.get("/:id", async (request, response, next) => { //= .get
    try {
      const user = await store.find(request.params.id); //= .find
      if (!user) {
        return response.status(404).json({ error: "no such user" }); //= .status .json
      }
      response.set("Cache-Control", "no-store").json(user); //= .set .json
    } catch (error) {
      next(error); //= next
    }
  });
  return app;
}

export async function listen(app, port) {
  const server = createServer(app).listen(port); //= node:http.createServer .listen
  await waitFor(server, "listening"); //= node:events.once
  process.on("SIGTERM", () => server.close(() => process.exit(0))); //= process.on .close process.exit
  return server.address().port; //= .address
}

// ---- the browser

export function Search({ items, onPick }) {
  const [query, setQuery] = useState(""); //= react.useState
  const found = useMemo(() => items.filter((item) => item.includes(query)), [items, query]); //= react.useMemo .filter .includes
  useEffect(() => { //= react.useEffect
    document.title = `${found.length} found, ${query.trim()}`;
    const stop = (event) => event.key === "Escape" && setQuery(""); //= setQuery
    window.addEventListener("keydown", stop); //= window.addEventListener
    return () => window.removeEventListener("keydown", stop); //= window.removeEventListener
  }, [found, query]);
  const rows = found.map((item) => React.createElement("li", { key: item, onClick: () => onPick?.(item) }, item)); //= .map react.createElement onPick
  return React.createElement("ul", null, ...rows); //= react.createElement
}

function highlight(selector, words) {
  const pattern = new RegExp(words.map((word) => _.escapeRegExp(word)).join("|"), "gi"); //= RegExp .map lodash.escapeRegExp .join
  document.querySelectorAll(selector).forEach((element) => { //= document.querySelectorAll .forEach
    element.innerHTML = element.textContent.replace(pattern, "<mark>$&</mark>"); //= .replace
    element.closest("section")?.classList.add("found"); //= .closest .add
  });
  document.getElementById("count").append(String(words.length)); //= document.getElementById .append String
}

// ---- tests

describe("Point", () => { //= node:test.describe
  let point;
  before(() => { //= node:test.before
    point = Point.parse("3,4"); //= Point.parse
  });

  it("has a length", () => { //= node:test.it
    assert.strictEqual(point.length(), 5); //= node:assert.strictEqual .length
    assert(Math.abs(point.unit().length() - 1) < 1e-9); //= node:assert.default Math.abs .unit .length
  });

  it("is the origin when it is no point", () => { //= node:test.it
    assert.deepEqual(Point.parse("x"), Point.origin()); //= node:assert.deepEqual Point.parse Point.origin
  });
});

test("the cache forgets", async (t) => { //= node:test.default
  const cache = new LoggedCache(1).set("a", 1).set("b", 2); //= LoggedCache .set .set
  assert.equal(cache.get("a"), undefined); //= node:assert.equal .get
  await t.test("and calls back", () => { //= .test
    cache.forEach((value, key) => assert.ok(key === "b" && value === 2)); //= .forEach node:assert.ok
  });
  await assert.rejects(retry(() => Promise.reject(new Error("no")), { times: 1 })); //= node:assert.rejects retry Promise.reject Error
});

async function main([command, ...rest]) {
  switch (command) {
    case "count":
      console.table(wordCounts(fs.readFileSync(rest[0], "utf8"))); //= console.table wordCounts fs.readFileSync
      break;
    case "walk":
      walk(rest[0] ?? process.cwd(), (file, size) => log(file.padEnd(40), size)); //= walk process.cwd log .padEnd
      break;
    case "get":
      for await (const item of pages(rest[0])) log(tidy(item.name)); //= pages log tidy
      break;
    default:
      process.stderr.write("usage: count FILE | walk [FOLDER] | get URL, " + format(new Date()) + "\n"); //= process.stderr.write ./dates.js.format Date
      process.exitCode = 2;
  }
}

main(process.argv.slice(2)).catch((error) => { //= main process.argv.slice .catch
  console.error(error); //= console.error
  process.exit(1); //= process.exit
});
