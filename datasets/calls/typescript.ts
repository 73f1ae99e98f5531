// Hand-labelled calls, TypeScript: small programs in the idiom of real projects.

import fs, { promises as files } from "fs";
import * as path from "node:path";
import { EventEmitter } from "node:events";
import type { AddressInfo } from "node:net";
import { Component, EventEmitter as Emitter, Injectable, Input, Output } from "@angular/core";
import { HttpClient, HttpParams } from "@angular/common/http";
import { BehaviorSubject, Observable, of, throwError } from "rxjs";
import { catchError, debounceTime, map, switchMap, tap as peek } from "rxjs/operators";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import dayjs from "dayjs";
import makeLogger, { type Logger } from "./logger";
import { Entity, Column, PrimaryGeneratedColumn, Repository } from "typeorm";

const logger: Logger = makeLogger("shop"); //= ./logger.default
const log = logger.child({ part: "main" }); //= .child

// ---- types and schemas

enum Level {
  Low = "low",
  High = "high",
}

namespace Levels {
  export function parse(text: string): Level {
    const found = Object.values(Level).find((level) => level === text.toLowerCase()); //= Object.values .find .toLowerCase
    if (found === undefined) {
      throw new RangeError(`no level ${text.trim()}`); //= RangeError
    }
    return found;
  }
}

export const UserSchema = z.object({ //= zod.z.object
  id: z.number().int().positive(), //= zod.z.number .int .positive
  name: z.string().min(1), //= zod.z.string .min
  tags: z.array(z.string()).default([]), //= zod.z.array zod.z.string .default
  level: z.nativeEnum(Level).optional(), //= zod.z.nativeEnum .optional
});

export type User = z.infer<typeof UserSchema>;

export function parseUsers(text: string): User[] {
  const value: unknown = JSON.parse(text); //= JSON.parse
  if (!Array.isArray(value)) { //= Array.isArray
    throw new TypeError("expected a list"); //= TypeError
  }
  return value.map((one) => UserSchema.parse(one)); //= .map UserSchema.parse
}

type Result<T, E = Error> = { ok: true; value: T } | { ok: false; error: E };

export function attempt<T>(work: () => T): Result<T> {
  try {
    return { ok: true, value: work() }; //= work
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) }; //= Error String
  }
}

// ---- classes

export abstract class Store<K, V> extends EventEmitter {
  protected readonly values = new Map<K, V>(); //= Map

  constructor(private readonly limit: number, protected readonly clock: () => number = Date.now) {
    super();
  }

  abstract load(key: K): Promise<V>;

  async get(key: K): Promise<V> {
    const held = this.values.get(key); //= .get
    if (held !== undefined) {
      return held;
    }
    const value = await this.load(key); //= Store.load
    this.put(key, value); //= Store.put
    return value;
  }

  put(key: K, value: V): this {
    this.values.set(key, value); //= .set
    if (this.values.size > this.limit) {
      const [oldest] = this.values.keys(); //= .keys
      this.values.delete(oldest!); //= .delete
      this.emit("dropped", oldest, this.clock()); //= Store.emit Store.clock
    }
    return this;
  }

  static of<A, B>(load: (key: A) => Promise<B>): Store<A, B> {
    return new FunctionStore<A, B>(load, 16); //= FunctionStore
  }
}

class FunctionStore<K, V> extends Store<K, V> {
  constructor(private readonly make: (key: K) => Promise<V>, limit: number) {
    super(limit);
  }

  load(key: K): Promise<V> {
    return this.make(key); //= FunctionStore.make
  }

  override put(key: K, value: V): this {
    log.debug("put", key); //= .debug
    return super.put(key, value); //= .put
  }
}

class FolderStore extends Store<string, string> {
  async load(name: string): Promise<string> {
    const full = path.join("data", path.basename(name)); //= node:path.join node:path.basename
    await files.access(full); //= fs.promises.access
    const text = await files.readFile(full, { encoding: "utf8" }); //= fs.promises.readFile
    return text.replace(/\r\n/g, "\n").trimEnd(); //= .replace .trimEnd
  }

  names(): string[] {
    const all = fs.readdirSync("data").filter((name) => !name.startsWith(".")); //= fs.readdirSync .filter .startsWith
    return all.sort((a, b) => a.localeCompare(b)); //= .sort .localeCompare
  }
}

@Entity({ name: "orders" }) //= typeorm.Entity
export class Order {
  @PrimaryGeneratedColumn("uuid") //= typeorm.PrimaryGeneratedColumn
  id!: string;

  @Column({ type: "int" }) //= typeorm.Column
  total = 0;

  @Column() //= typeorm.Column
  placed: Date = dayjs().toDate(); //= dayjs.default .toDate

  isOld(): boolean {
    return dayjs(this.placed).isBefore(dayjs.unix(0).add(50, "year")); //= dayjs.default .isBefore dayjs.unix .add
  }
}

// ---- a web page

@Injectable({ providedIn: "root" }) //= @angular/core.Injectable
export class UserService {
  private readonly users$ = new BehaviorSubject<User[]>([]); //= rxjs.BehaviorSubject

  constructor(private readonly http: HttpClient) {}

  search(query: string, page = 0): Observable<User[]> {
    const params = new HttpParams().set("q", query).set("page", page); //= @angular/common/http.HttpParams .set .set
    return this.http.get<unknown[]>("/api/users", { params }).pipe( //= .get .pipe
      map((all) => all.map((one) => UserSchema.parse(one))), //= rxjs/operators.map .map UserSchema.parse
      peek((users) => this.users$.next(users)), //= rxjs/operators.tap .next
      catchError((error) => this.failed(error)), //= rxjs/operators.catchError UserService.failed
    );
  }

  private failed(error: { status?: number }): Observable<User[]> {
    log.warn("search failed", error.status ?? "offline"); //= .warn
    return error.status === 404 ? of([]) : throwError(() => error); //= rxjs.of rxjs.throwError
  }

  get current(): readonly User[] {
    return this.users$.getValue(); //= .getValue
  }
}

@Component({ selector: "app-search", template: "<input (input)='typed($event)'>" }) //= @angular/core.Component
export class SearchComponent {
  @Input() placeholder = ""; //= @angular/core.Input
  @Output() picked = new Emitter<User>(); //= @angular/core.Output @angular/core.EventEmitter
  private readonly query$ = new BehaviorSubject(""); //= rxjs.BehaviorSubject
  readonly found$ = this.query$.pipe(debounceTime(200), switchMap((query) => this.service.search(query))); //= .pipe rxjs/operators.debounceTime rxjs/operators.switchMap .search

  constructor(private readonly service: UserService) {}

  typed(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.query$.next(input.value.trim()); //= .next .trim
    input.closest("form")?.classList.toggle("typing", input.value.length > 0); //= .closest .toggle
  }

  pick(user: User): void {
    this.picked.emit(user); //= .emit
    this.close(); //= SearchComponent.close
  }

  private close(): void {
    (document.activeElement as HTMLElement).blur(); //= .blur
    window.setTimeout(() => document.querySelector<HTMLElement>("#menu")!.focus(), 0); //= window.setTimeout document.querySelector .focus
  }
}

// ---- functions

export function groupBy<T, K extends PropertyKey>(items: readonly T[], key: (item: T) => K): Record<K, T[]> {
  return items.reduce((groups, item) => { //= .reduce
    (groups[key(item)] ??= []).push(item); //= key .push
    return groups;
  }, Object.create(null) as Record<K, T[]>); //= Object.create
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)); //= Promise setTimeout

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const late = sleep(ms).then(() => Promise.reject(new Error("late"))); //= sleep .then Promise.reject Error
  return (await Promise.race([work, late])) as T; //= Promise.race
}

function assertNever(value: never): never {
  throw new Error("unexpected: " + JSON.stringify(value)); //= Error JSON.stringify
}

type Action = { type: "add"; item: string } | { type: "clear" };

export function reducer(state: string[], action: Action): string[] {
  switch (action.type) {
    case "add":
      return state.includes(action.item) ? state : state.concat(action.item); //= .includes .concat
    case "clear":
      return Array.of<string>(); //= Array.of
    default:
      return assertNever(action); //= assertNever
  }
}

const checks: Record<string, (text: string) => boolean> = {
  digits: (text) => /^\d+$/.test(text), //= .test
  word: (text) => /^\w+$/.test(text) && !Number.isFinite(Number(text)), //= .test Number.isFinite Number
};

export function validate(kind: keyof typeof checks, text: string): boolean {
  return checks[kind](text); //= ?
}

function firstSegment(path: string): string {
  const at = path.indexOf("/"); //= .indexOf
  return at < 0 ? path : path.slice(0, at); //= .slice
}

export async function* lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder(); //= TextDecoder
  let rest = "";
  for await (const chunk of source) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n"); //= .decode .split
    rest = parts.pop() ?? ""; //= .pop
    yield* parts;
  }
  if (rest) yield rest;
}

export class Mapper {
  constructor(private readonly orders: Repository<Order>) {}

  async newest(count: number): Promise<Map<string, Order>> {
    const found = await this.orders.createQueryBuilder("o").orderBy("o.placed", "DESC").limit(count).getMany(); //= .createQueryBuilder .orderBy .limit .getMany
    return new Map(found.map((order) => [order.id, order])); //= Map .map
  }

  async addAll(totals: number[]): Promise<void> {
    const rows = totals.map((total) => this.make(total)); //= .map Mapper.make
    await Promise.allSettled(rows.map((row) => this.orders.save(row))); //= Promise.allSettled .map .save
  }

  private make(total: number): Order {
    return Object.assign(new Order(), { total: Math.round(total) }); //= Object.assign Order Math.round
  }
}

// ---- tests

describe("Store", () => { //= vitest.describe
  afterEach(() => { //= vitest.afterEach
    vi.restoreAllMocks(); //= vitest.vi.restoreAllMocks
  });

  it("loads a value once", async () => { //= vitest.it
    const load = vi.fn(async (key: string) => key.length); //= vitest.vi.fn
    const store = Store.of(load); //= Store.of
    expect(await store.get("abc")).toBe(3); //= vitest.expect .get .toBe
    expect(await store.get("abc")).toBe(3); //= vitest.expect .get .toBe
    expect(load).toHaveBeenCalledTimes(1); //= vitest.expect .toHaveBeenCalledTimes
  });

  it("tells of what it drops", () => { //= vitest.it
    const store = new FolderStore(1); //= FolderStore
    const dropped: string[] = [];
    store.on("dropped", (key: string) => dropped.push(key)); //= .on .push
    store.put("a", "1").put("b", "2"); //= .put .put
    expect(dropped).toEqual(["a"]); //= vitest.expect .toEqual
  });
});

describe("functions", () => { //= vitest.describe
  const each = it.each([["12", true], ["x", false]]); //= vitest.it.each
  each("digits in %s", (text, want) => { //= each
    expect(validate("digits", text as string)).toBe(want); //= vitest.expect validate .toBe
  });

  it("waits, but not for long", async () => { //= vitest.it
    vi.useFakeTimers().setSystemTime(dayjs("2024-02-29").valueOf()); //= vitest.vi.useFakeTimers .setSystemTime dayjs.default .valueOf
    await expect(withTimeout(sleep(50), 10)).rejects.toThrow("late"); //= vitest.expect withTimeout sleep .toThrow
    expect(new Order().isOld()).toBe(true); //= vitest.expect Order .isOld .toBe
  });

  it("groups and parses", () => { //= vitest.it
    const groups = groupBy(["a", "bb", "c"], (word) => word.length); //= groupBy
    expect(groups[1]).toHaveLength(2); //= vitest.expect .toHaveLength
    expect(() => Levels.parse("none")).toThrow(RangeError); //= vitest.expect Levels.parse .toThrow
    expect(attempt(() => parseUsers("{"))).toMatchObject({ ok: false }); //= vitest.expect attempt parseUsers .toMatchObject
    expect(reducer(["a"], { type: "clear" })).toEqual([]); //= vitest.expect reducer .toEqual
  });
});

async function main(argv: readonly string[]): Promise<number> {
  const [folder = process.cwd(), ...rest] = argv; //= process.cwd
  const store = new FolderStore(8); //= FolderStore
  const texts = await Promise.all(store.names().map((name) => withTimeout(store.get(name), 1000))); //= Promise.all .names .map withTimeout .get
  console.table(groupBy(texts, (text) => firstSegment(text))); //= console.table groupBy firstSegment
  for await (const line of lines(fs.createReadStream(path.resolve(folder, ...rest)))) { //= lines fs.createReadStream node:path.resolve
    console.log(line.padStart(4), (line as unknown as AddressInfo).port?.toFixed(0)); //= console.log .padStart .toFixed
  }
  return texts.length > 0 ? 0 : 1;
}

main(process.argv.slice(2)).then((code) => process.exit(code), (error) => log.error(error)); //= main process.argv.slice .then process.exit .error
