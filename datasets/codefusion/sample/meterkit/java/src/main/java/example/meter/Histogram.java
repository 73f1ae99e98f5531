package example.meter;

import java.util.Arrays;

/** Counts values in buckets with fixed borders. */
public final class Histogram {
    private final double[] borders;
    private final long[] counts;
    private double sum;

    public Histogram(double... borders) {
        this.borders = borders.clone();
        Arrays.sort(this.borders);
        this.counts = new long[borders.length + 1];
    }

    public synchronized void observe(double value) {
        int place = Arrays.binarySearch(borders, value);
        counts[place < 0 ? -place - 1 : place]++;
        sum += value;
    }

    public synchronized long count() {
        return Arrays.stream(counts).sum();
    }

    public synchronized double mean() {
        long count = count();
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The border below which at least the share q of all values lie. */
    public synchronized double quantile(double q) {
        if (q < 0 || q > 1) {
            throw new IllegalArgumentException("q is " + q + ", expected 0 to 1");
        }
        long wanted = (long) Math.ceil(q * count());
        long seen = 0;
        for (int i = 0; i < borders.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return borders[i];
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
