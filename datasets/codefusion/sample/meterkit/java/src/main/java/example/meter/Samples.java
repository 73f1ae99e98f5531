package example.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the last values. */
public final class Samples {
    private final List<Double> values = new ArrayList<>();
    private final int limit;

    public Samples(int limit) {
        this.limit = limit;
    }

    public void add(double value) {
        if (values.size() == limit) {
            values.remove(0);
        }
        values.add(value);
    }

    public double median() {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    // Copied from Statistics, with a check.
    static double median(double[] values) {
        if (values.length == 0) return Double.NaN;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1) {
            return sorted[middle];
        }
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
