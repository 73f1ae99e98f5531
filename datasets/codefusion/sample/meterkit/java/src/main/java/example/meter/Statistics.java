package example.meter;

import java.util.Arrays;

/** Numbers that describe samples. */
public final class Statistics {
    private Statistics() {}

    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    public static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            double distance = value - mean;
            sum += distance * distance;
        }
        return sum / (values.length - 1);
    }

    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1) {
            return sorted[middle];
        }
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static double correlation(double[] xs, double[] ys) {
        double meanX = mean(xs);
        double meanY = mean(ys);
        double both = 0;
        for (int i = 0; i < xs.length; i++) {
            both += (xs[i] - meanX) * (ys[i] - meanY);
        }
        double spread = Math.sqrt(variance(xs) * variance(ys)) * (xs.length - 1);
        return both / spread;
    }
}
