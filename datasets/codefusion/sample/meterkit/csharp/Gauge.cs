using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;

namespace Example.Meter
{
    public sealed class Gauge
    {
        private long bits;

        public double Value => BitConverter.Int64BitsToDouble(Interlocked.Read(ref bits));

        public void Set(double value)
        {
            Interlocked.Exchange(ref bits, BitConverter.DoubleToInt64Bits(value));
        }

        public void Add(double delta)
        {
            while (true)
            {
                var old = Interlocked.Read(ref bits);
                var sum = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(old) + delta);
                if (Interlocked.CompareExchange(ref bits, sum, old) == old)
                {
                    return;
                }
            }
        }
    }

    public static class TextFormat
    {
        public static string Write(IReadOnlyDictionary<string, Gauge> gauges)
        {
            var text = new StringBuilder();
            foreach (var (name, gauge) in gauges)
            {
                text.Append(name).Append(' ');
                text.Append(gauge.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
            return text.ToString();
        }
    }
}
