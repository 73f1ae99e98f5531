import { Histogram } from "./histogram";

type Metric = Histogram | (() => number);

export class Registry {
  private readonly metrics = new Map<string, Metric>();

  register<M extends Metric>(name: string, metric: M): M {
    if (this.metrics.has(name)) {
      throw new Error(`${name} is registered already`);
    }
    this.metrics.set(name, metric);
    return metric;
  }

  *lines(): Generator<string> {
    for (const [name, metric] of this.metrics) {
      if (metric instanceof Histogram) {
        yield `${name}_count ${metric.count}`;
        yield `${name}_mean ${metric.mean()}`;
      } else {
        yield `${name} ${metric()}`;
      }
    }
  }

  toString(): string {
    return [...this.lines()].join("\n") + "\n";
  }
}

export function escapeLabel(value: string): string {
  return value.replace(/[\\"\n]/g, (found) => (found === "\n" ? "\\n" : "\\" + found));
}
