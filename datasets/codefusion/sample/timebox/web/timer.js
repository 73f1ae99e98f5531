import { formatDuration } from "./duration.js";

export class Timer {
  #started = null;
  #spent = 0;

  constructor(element, clock = () => Date.now()) {
    this.element = element;
    this.clock = clock;
  }

  start() {
    this.#started ??= this.clock();
    this.interval = setInterval(() => this.show(), 1000);
  }

  stop() {
    clearInterval(this.interval);
    this.#spent = this.seconds();
    this.#started = null;
    return this.#spent;
  }

  seconds() {
    const running = this.#started === null ? 0 : (this.clock() - this.#started) / 1000;
    return this.#spent + running;
  }

  show() {
    this.element.textContent = formatDuration(Math.floor(this.seconds()));
  }
}

export function formatBytes(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) {
    bytes /= 1000;
    unit += 1;
  }
  return `${bytes.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}
