export class Histogram {
  private readonly counts: number[];
  private sum = 0;

  constructor(private readonly borders: readonly number[]) {
    this.counts = new Array(borders.length + 1).fill(0);
  }

  observe(value: number): void {
    const place = this.borders.findIndex((border) => value <= border);
    this.counts[place < 0 ? this.borders.length : place] += 1;
    this.sum += value;
  }

  get count(): number {
    return this.counts.reduce((a, b) => a + b, 0);
  }

  mean(): number {
    return this.count === 0 ? NaN : this.sum / this.count;
  }

  quantile(q: number): number {
    if (q < 0 || q > 1) {
      throw new RangeError(`q is ${q}, expected 0 to 1`);
    }
    const wanted = Math.ceil(q * this.count);
    let seen = 0;
    for (let i = 0; i < this.borders.length; i++) {
      seen += this.counts[i];
      if (seen >= wanted) {
        return this.borders[i];
      }
    }
    return Infinity;
  }
}
