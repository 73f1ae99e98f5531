using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace Example.Meter
{
    public static class Program
    {
        public static async Task<int> Main(string[] args)
        {
            if (args.Length != 1)
            {
                Console.Error.WriteLine("usage: meter FILE");
                return 2;
            }
            var histogram = new Histogram(1, 10, 100, 1000);
            await foreach (var value in Values(args[0]))
            {
                histogram.Observe(value);
            }
            Console.WriteLine($"{histogram.Count} values, half below {histogram.Quantile(0.5)}");
            return 0;
        }

        private static async IAsyncEnumerable<double> Values(string path)
        {
            using var reader = new StreamReader(path);
            while (await reader.ReadLineAsync() is { } line)
            {
                if (double.TryParse(line.Trim(), out var value))
                {
                    yield return value;
                }
            }
        }
    }
}
