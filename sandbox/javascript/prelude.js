// What programs expect of Node, as far as benchmarks use it: console, require of assert, fs, readline, util, process. Evaluated before
// each program; the driver's functions are taken out of the global object here. No prototype of the language is changed.
(function () {
  'use strict'
  const { out, err, read, exit } = globalThis
  // What a program may replace, as it was.
  const { is, keys: keysOf, getPrototypeOf } = Object
  const { toString: kindOf, hasOwnProperty } = Object.prototype
  const inquire = Function.prototype.call.bind(Function.prototype.call)
  for (const name of ['out', 'err', 'read', 'exit']) delete globalThis[name]

  // Text of a value as console.log shows it: not Node's layout of long values, but its notation.
  function show(value, depth, seen) {
    switch (typeof value) {
      case 'string': return depth === 0 ? value : "'" + value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n') + "'"
      case 'number': return Object.is(value, -0) ? '-0' : String(value)
      case 'bigint': return value + 'n'
      case 'function': return value.name ? `[Function: ${value.name}]` : '[Function (anonymous)]'
      case 'object': break
      default: return String(value)
    }
    if (value === null) return 'null'
    if (seen.includes(value)) return '[Circular *1]'
    if (value instanceof Error) return depth === 0 ? describe(value) : `[${value}]`
    if (value instanceof Date || value instanceof RegExp) return value instanceof Date ? value.toISOString() : String(value)
    if (depth > 3) return Array.isArray(value) ? '[Array]' : '[Object]'
    const inner = [...seen, value]
    const item = (one) => show(one, depth + 1, inner)
    const list = (open, items, close) => (items.length ? `${open} ${items.join(', ')} ${close}` : open + close)
    if (Array.isArray(value)) return list('[', Array.from(value, item), ']')
    if (value instanceof Set) return `Set(${value.size}) ` + list('{', Array.from(value, item), '}')
    if (value instanceof Map) return `Map(${value.size}) ` + list('{', Array.from(value, ([key, one]) => `${item(key)} => ${item(one)}`), '}')
    const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : item(name))
    const kind = value.constructor && value.constructor !== Object ? value.constructor.name + ' ' : ''
    return kind + list('{', Object.keys(value).map((name) => `${key(name)}: ${item(value[name])}`), '}')
  }

  function format(words) {
    words = Array.from(words)
    if (typeof words[0] !== 'string' || !words[0].includes('%')) return words.map((word) => show(word, 0, [])).join(' ')
    const rest = words.slice(1)
    const text = words[0].replace(/%[sdifjoOc%]/g, (mark) => {
      if (mark === '%%') return '%'
      if (!rest.length) return mark
      const word = rest.shift()
      if (mark === '%d') return String(Number(word))
      if (mark === '%i') return String(parseInt(word))
      if (mark === '%f') return String(parseFloat(word))
      if (mark === '%j') return JSON.stringify(word)
      return mark === '%c' ? '' : show(word, mark === '%s' ? 0 : 1, [])
    })
    return [text, ...rest.map((word) => show(word, 0, []))].join(' ')
  }

  function describe(error) {
    if (!(error instanceof Error)) return 'Uncaught ' + show(error, 1, [])
    return `${error.name}: ${error.message}` + (error.stack ? '\n' + error.stack : '')
  }

  let asserted = true
  const say = (...words) => out(format(words) + '\n')
  const complain = (...words) => err(format(words) + '\n')
  globalThis.console = {
    log: say, info: say, debug: say, error: complain, warn: complain, trace: complain,
    // In Node a failed console.assert only writes; here the program also ends with 1, since benchmarks test with it.
    assert(holds, ...words) {
      if (holds) return
      complain('Assertion failed' + (words.length ? ':' : ''), ...words)
      asserted = false
    },
    table: say, time() {}, timeEnd() {}, group() {}, groupEnd() {}, dir: (value) => say(show(value, 1, [])),
  }
  globalThis.print = say

  class AssertionError extends Error {
    constructor(message, actual, expected) {
      super(message)
      this.name = 'AssertionError'
      this.code = 'ERR_ASSERTION'
      Object.assign(this, { actual, expected })
    }
  }

  // Equality of structures: own enumerable properties, elements of sets and maps, in strict mode prototypes too.
  function same(a, b, strict, seen) {
    if (strict ? is(a, b) : a == b || (a !== a && b !== b)) return true
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (strict && getPrototypeOf(a) !== getPrototypeOf(b)) return false
    if (inquire(kindOf, a) !== inquire(kindOf, b)) return false
    if (seen.some(([x, y]) => x === a && y === b)) return true
    const inner = [...seen, [a, b]]
    if (a instanceof Date && a.getTime() !== b.getTime()) return false
    if (a instanceof RegExp && String(a) !== String(b)) return false
    if (a instanceof Error && (a.name !== b.name || a.message !== b.message)) return false
    if (a instanceof Number || a instanceof String || a instanceof Boolean) if (!is(a.valueOf(), b.valueOf())) return false
    if (a instanceof Set || a instanceof Map) {
      if (a.size !== b.size) return false
      const rest = [...b]
      for (const one of a) {
        const at = rest.findIndex((other) => same(one, other, strict, inner))
        if (at < 0) return false
        rest.splice(at, 1)
      }
    }
    const keys = keysOf(a)
    if (keys.length !== keysOf(b).length || (Array.isArray(a) && a.length !== b.length)) return false
    return keys.every((key) => inquire(hasOwnProperty, b, key) && same(a[key], b[key], strict, inner))
  }

  const matches = (error, wanted) => {
    if (wanted === undefined) return true
    if (wanted instanceof RegExp) return wanted.test(String(error))
    if (typeof wanted !== 'function') return Object.keys(wanted).every((key) => same(error[key], wanted[key], true, []))
    if (wanted.prototype !== undefined && error instanceof wanted) return true
    return !Error.isPrototypeOf(wanted) && wanted !== Error && wanted(error) === true
  }
  const test = (holds, given, fallback, actual, expected) => {
    if (holds) return
    if (given instanceof Error) throw given
    throw new AssertionError(given === undefined ? fallback() : given, actual, expected)
  }
  const compare = (check, sign) => (actual, expected, message) =>
    test(check(actual, expected), message, () => `${show(actual, 1, [])} ${sign} ${show(expected, 1, [])}`, actual, expected)
  const assert = (value, message) => test(value, message, () => 'The expression evaluated to a falsy value', value, true)
  Object.assign(assert, {
    AssertionError,
    ok: assert,
    equal: compare((a, b) => a == b || (a !== a && b !== b), '=='),
    notEqual: compare((a, b) => a != b, '!='),
    strictEqual: compare(is, 'strictly equals'),
    notStrictEqual: compare((a, b) => !is(a, b), 'strictly differs from'),
    deepEqual: compare((a, b) => same(a, b, false, []), 'deeply equals'),
    notDeepEqual: compare((a, b) => !same(a, b, false, []), 'deeply differs from'),
    deepStrictEqual: compare((a, b) => same(a, b, true, []), 'deeply and strictly equals'),
    notDeepStrictEqual: compare((a, b) => !same(a, b, true, []), 'deeply and strictly differs from'),
    throws(run, wanted, message) {
      if (typeof wanted === 'string') [wanted, message] = [undefined, wanted]
      try {
        run()
      } catch (error) {
        if (!matches(error, wanted)) throw error
        return
      }
      test(false, message, () => 'Missing expected exception.')
    },
    doesNotThrow(run) { run() },
    fail(message = 'Failed') { test(false, message, () => 'Failed') },
    match: (text, pattern, message) => test(pattern.test(text), message, () => `${show(text, 1, [])} does not match ${pattern}`),
  })
  assert.strict = Object.assign((value, message) => assert(value, message), assert, {
    equal: assert.strictEqual, notEqual: assert.notStrictEqual,
    deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
  })
  // Cheap tricks do not work; a program in the tests' own room has others, and its verdict is called unprotected.
  Object.freeze(assert.strict)
  Object.freeze(assert)
  Object.defineProperty(globalThis.console, 'assert', { writable: false, configurable: false })
  Object.defineProperty(globalThis, 'console', { writable: false, configurable: false })

  // Standard input is read once, as a whole.
  let input
  const stdin = () => (input === undefined ? (input = read()) : input)
  const lines = () => {
    const all = stdin().split(/\r?\n/)
    if (all[all.length - 1] === '') all.pop()
    return all
  }
  const fs = {
    readFileSync(path, options) {
      if (path !== 0 && path !== '/dev/stdin') throw new Error(`ENOENT: no such file or directory, open '${path}'`)
      const text = stdin()
      return options === undefined ? { toString: () => text, length: text.length, split: (by) => text.split(by) } : text
    },
    writeFileSync(path, text) {
      if (path === 1 || path === '/dev/stdout') out(String(text))
      else throw new Error(`EACCES: permission denied, open '${path}'`)
    },
    writeSync: (descriptor, text) => (descriptor === 2 ? err : out)(String(text)),
  }

  // Listeners of standard input, told everything once the program's own text has run.
  const listeners = () => {
    const found = {}
    let due = false
    const offer = (tell) => (name, listener) => {
      ;(found[name] ||= []).push(listener)
      if (!due) Promise.resolve().then(() => tell((event, ...words) => (found[event] || []).forEach((one) => one(...words))))
      due = true
    }
    return { offer }
  }
  const readline = {
    createInterface() {
      let closed = false
      const faces = listeners()
      const face = {
        on(name, listener) { faces_on(name, listener); return face },
        close() { closed = true },
        question(text, answer) { out(text); const line = queue().shift(); if (line !== undefined) answer(line) },
        prompt() {}, setPrompt() {}, pause() {}, resume() {},
        async *[Symbol.asyncIterator]() { for (;;) { const line = queue().shift(); if (line === undefined) return; yield line } },
      }
      let left
      const queue = () => left || (left = lines())
      const faces_on = faces.offer((tell) => {
        while (!closed && queue().length) tell('line', queue().shift())
        tell('close')
      })
      face.once = face.addListener = face.on
      return face
    },
  }
  const incoming = listeners().offer((tell) => { tell('data', stdin()); tell('end'); tell('close') })
  const process = {
    argv: ['node', 'program.js'], env: {}, platform: 'wasi', version: 'v20.0.0', versions: { node: '20.0.0' },
    exit(code = 0) { exit(Number(code) | 0) },
    exitCode: undefined, cwd: () => '/', uptime: () => 0, hrtime: Object.assign(() => [0, 0], { bigint: () => 0n }),
    memoryUsage: () => ({ heapUsed: 0, rss: 0 }), nextTick: (run, ...words) => void Promise.resolve().then(() => run(...words)),
    stdin: { on(name, listener) { incoming(name, listener); return process.stdin }, setEncoding() {}, resume() {}, pause() {}, fd: 0 },
    stdout: { write(text) { out(String(text)); return true }, isTTY: false, fd: 1 },
    stderr: { write(text) { err(String(text)); return true }, isTTY: false, fd: 2 },
    on() { return process },
  }
  globalThis.process = process
  globalThis.global = globalThis

  // Timers: in the order of their times, on a clock that moves only by them.
  const timers = []
  let now = 0
  let number = 0
  const wake = () => {
    if (!timers.length) return
    timers.sort((a, b) => a.at - b.at || a.number - b.number)
    const timer = timers.shift()
    now = Math.max(now, timer.at)
    if (timer.every !== undefined) timers.push({ ...timer, at: now + Math.max(1, timer.every) })
    timer.run()
    if (timers.length) Promise.resolve().then(wake)
  }
  const later = (run, wait, every) => {
    timers.push({ run, at: now + Math.max(0, Number(wait) || 0), number: ++number, every })
    if (timers.length === 1) Promise.resolve().then(wake)
    return number
  }
  const forget = (gone) => { const at = timers.findIndex((timer) => timer.number === gone); if (at >= 0) timers.splice(at, 1) }
  globalThis.setTimeout = (run, wait, ...words) => later(() => run(...words), wait)
  globalThis.setInterval = (run, wait, ...words) => later(() => run(...words), wait, wait || 0)
  globalThis.setImmediate = (run, ...words) => later(() => run(...words), 0)
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = forget
  globalThis.queueMicrotask = (run) => void Promise.resolve().then(run)

  const util = {
    inspect: (value) => show(value, 1, []), format: (...words) => format(words),
    isDeepStrictEqual: (a, b) => same(a, b, true, []), inherits() {}, promisify: (run) => (...words) =>
      new Promise((done, failed) => run(...words, (error, value) => (error ? failed(error) : done(value)))),
  }
  // The one package that a task of HumanEval-X asks for: MD5 of a text's UTF-8, after RFC 1321.
  function md5(text) {
    const bytes = Array.from(unescape(encodeURIComponent(String(text))), (letter) => letter.charCodeAt(0))
    const bits = bytes.length * 8
    bytes.push(0x80)
    while (bytes.length % 64 !== 56) bytes.push(0)
    for (let i = 0; i < 8; i++) bytes.push(Math.floor(bits / 2 ** (8 * i)) & 255)
    const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
    for (let at = 0; at < bytes.length; at += 64) {
      let [a, b, c, d] = state
      for (let i = 0; i < 64; i++) {
        const [mixed, word] = [
          [(b & c) | (~b & d), i], [(d & b) | (~d & c), 5 * i + 1], [b ^ c ^ d, 3 * i + 5], [c ^ (b | ~d), 7 * i],
        ][i >> 4]
        const from = at + (word % 16) * 4
        const input = bytes[from] | (bytes[from + 1] << 8) | (bytes[from + 2] << 16) | (bytes[from + 3] << 24)
        const sum = (a + mixed + input + Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32)) | 0
        const turn = turns[(i >> 4) * 4 + (i % 4)]
        ;[a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0]
      }
      ;[a, b, c, d].forEach((word, i) => { state[i] = (state[i] + word) | 0 })
    }
    return state.map((word) => [0, 8, 16, 24].map((shift) => ((word >>> shift) & 255).toString(16).padStart(2, '0')).join('')).join('')
  }

  const modules = { assert, 'js-md5': md5, 'assert/strict': assert.strict, fs, readline, util, process, os: { EOL: '\n' }, path: {}, perf_hooks: { performance: globalThis.performance } }
  globalThis.require = (name) => {
    const known = String(name).replace(/^node:/, '')
    if (Object.prototype.hasOwnProperty.call(modules, known)) return modules[known]
    const error = new Error(`Cannot find module '${name}'`)
    error.code = 'MODULE_NOT_FOUND'
    throw error
  }
  globalThis.module = { exports: {} }
  globalThis.exports = globalThis.module.exports

  Object.defineProperty(globalThis, '__ended', { value: () => Number(process.exitCode) | 0 || (asserted ? 0 : 1) })
  Object.defineProperty(globalThis, '__failed', { value: (error) => err(describe(error) + '\n') })
})()
