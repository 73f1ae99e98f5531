using System;
using System.Linq;

namespace Example.Meter
{
    /// <summary>Counts values in buckets with fixed borders.</summary>
    public sealed class Histogram
    {
        private readonly double[] borders;
        private readonly long[] counts;
        private readonly object gate = new object();
        private double sum;

        public Histogram(params double[] borders)
        {
            this.borders = borders.OrderBy(border => border).ToArray();
            counts = new long[borders.Length + 1];
        }

        public long Count
        {
            get { lock (gate) { return counts.Sum(); } }
        }

        public void Observe(double value)
        {
            var place = Array.BinarySearch(borders, value);
            lock (gate)
            {
                counts[place < 0 ? ~place : place]++;
                sum += value;
            }
        }

        public double Quantile(double q)
        {
            if (q < 0 || q > 1)
            {
                throw new ArgumentOutOfRangeException(nameof(q));
            }
            var wanted = (long)Math.Ceiling(q * Count);
            long seen = 0;
            for (var i = 0; i < borders.Length; i++)
            {
                seen += counts[i];
                if (seen >= wanted)
                {
                    return borders[i];
                }
            }
            return double.PositiveInfinity;
        }
    }
}
