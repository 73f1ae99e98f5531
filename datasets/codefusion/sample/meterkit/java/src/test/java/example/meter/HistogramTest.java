package example.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram(1, 10, 100);

    @Test
    void quantilesAreBorders() {
        for (double value : new double[] {0.5, 2, 3, 50}) {
            histogram.observe(value);
        }
        assertEquals(4, histogram.count());
        assertEquals(10, histogram.quantile(0.75));
        assertEquals(100, histogram.quantile(1));
    }

    @Test
    void nothingHasNoMean() {
        assertEquals(Double.NaN, histogram.mean());
    }

    @Test
    void sharesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> histogram.quantile(2));
    }
}
