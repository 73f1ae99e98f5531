// Hand-labelled calls, C#: small programs in the idiom of real projects.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Json = System.Text.Json.JsonSerializer;
using Paths = System.IO.Path;
using WordCounts = System.Collections.Generic.SortedDictionary<string, int>;

namespace Example.Shop
{
    public enum Level { Low, High }

    public sealed record Product(string Name, decimal Price)
    {
        public static readonly Product None = new Product("none", 0m); //= Product

        public static Product Parse(string line)
        {
            var parts = line.Split(';', StringSplitOptions.TrimEntries); //= .Split
            if (parts.Length != 2)
            {
                throw new FormatException("no product: " + line.Trim()); //= FormatException .Trim
            }
            return new Product(parts[0], decimal.Parse(parts[1], CultureInfo.InvariantCulture)); //= Product decimal.Parse
        }

        public Product Reduced(decimal percent) => this with { Price = Math.Round(Price * (1 - percent / 100), 2) }; //= Math.Round
    }

    public sealed class Catalogue
    {
        private static readonly Regex Word = new Regex("[a-z]+", RegexOptions.IgnoreCase); //= Regex
        private readonly Dictionary<string, Product> products = new Dictionary<string, Product>(); //= Dictionary
        private readonly ILogger<Catalogue> logger;
        private readonly Func<DateTime> clock;

        public event EventHandler<Product> Added;

        public Catalogue(ILogger<Catalogue> logger, Func<DateTime> clock = null)
        {
            this.logger = logger ?? throw new ArgumentNullException("logger"); //= ArgumentNullException
            this.clock = clock ?? (() => DateTime.UtcNow);
        }

        public int Count => products.Count;

        public void Load(string path)
        {
            if (!File.Exists(path)) //= File.Exists
            {
                logger.LogWarning("{Path} is not there", path); //= .LogWarning
                return;
            }
            foreach (var line in File.ReadLines(path, Encoding.UTF8).Where(line => !string.IsNullOrWhiteSpace(line))) //= File.ReadLines .Where string.IsNullOrWhiteSpace
            {
                this.Add(Product.Parse(line)); //= Catalogue.Add Product.Parse
            }
        }

        public void Add(Product product)
        {
            Check(product); //= Check
            products[product.Name] = product;
            Added?.Invoke(this, product); //= Added.Invoke
        }

        private static void Check(Product product)
        {
            if (product.Price < 0 || !Word.IsMatch(product.Name)) //= Word.IsMatch
            {
                throw new ArgumentException($"bad product {product.Name.ToUpper()}"); //= ArgumentException
            }
        }

        public bool TryFind(string name, out Product product) => products.TryGetValue(name, out product); //= .TryGetValue

        public Product Find(string name) =>
            this.TryFind(name, out var found) ? found : throw new KeyNotFoundException(name); //= Catalogue.TryFind KeyNotFoundException

        public IReadOnlyList<Product> Cheapest(int count) =>
            products.Values.OrderBy(p => p.Price).ThenBy(p => p.Name).Take(Math.Max(count, 0)).ToList(); //= .OrderBy .ThenBy .Take Math.Max .ToList

        public ILookup<Level, string> ByLevel(decimal border)
        {
            var pairs = from product in products.Values
                        where product.Price > 0
                        select (LevelOf(product, border), product.Name); //= LevelOf
            return pairs.ToLookup(pair => pair.Item1, pair => pair.Name.ToLowerInvariant()); //= .ToLookup .ToLowerInvariant
        }

        private static Level LevelOf(Product product, decimal border) => product.Price > border ? Level.High : Level.Low;

        public string Describe()
        {
            var text = new StringBuilder(); //= StringBuilder
            text.AppendLine("catalogue").Append('-', 9).AppendLine(); //= .AppendLine .Append .AppendLine
            foreach (var (name, product) in products)
            {
                text.AppendFormat("{0,-20} {1:F2}", name, product.Price).AppendLine(); //= .AppendFormat .AppendLine
            }
            text.Append(clock().ToString("O")); //= .Append clock .ToString
            return text.ToString(); //= .ToString
        }

        public void Save(string path)
        {
            var temporary = Paths.ChangeExtension(path, ".tmp"); //= System.IO.Path.ChangeExtension
            Directory.CreateDirectory(Paths.GetDirectoryName(path)); //= Directory.CreateDirectory System.IO.Path.GetDirectoryName
            using (var writer = new StreamWriter(temporary)) //= StreamWriter
            {
                writer.WriteLine(Json.Serialize(products.Values.ToArray())); //= .WriteLine System.Text.Json.JsonSerializer.Serialize .ToArray
                writer.Flush(); //= .Flush
            }
            File.Move(temporary, path, overwrite: true); //= File.Move
        }
    }

    public abstract class Shape : IComparable<Shape>
    {
        private readonly string label;

        protected Shape(string label) => this.label = label;

        public abstract double Area();

        public int CompareTo(Shape other) => Area().CompareTo(other.Area()); //= Area .CompareTo .Area

        public override string ToString() => string.Format("{0} of {1:F1}", label, this.Area()); //= string.Format Shape.Area
    }

    public sealed class Circle : Shape
    {
        private readonly double radius;

        public Circle(double radius) : base("circle") => this.radius = radius;

        public static Circle Unit() => new Circle(1); //= Circle

        public override double Area() => Math.PI * Math.Pow(radius, 2); //= Math.Pow

        public override string ToString() => "<" + base.ToString() + ">"; //= .ToString
    }

    public class Cache<TKey, TValue> : IDisposable
    {
        private readonly ConcurrentDictionary<TKey, Lazy<TValue>> values = new ConcurrentDictionary<TKey, Lazy<TValue>>(); //= ConcurrentDictionary
        private readonly SemaphoreSlim gate = new SemaphoreSlim(1, 1); //= SemaphoreSlim
        private readonly Func<TKey, TValue> make;

        public Cache(Func<TKey, TValue> make) => this.make = make;

        public TValue Get(TKey key) =>
            values.GetOrAdd(key, k => new Lazy<TValue>(() => this.make(k))).Value; //= .GetOrAdd Lazy Cache.make

        public async Task<TValue> GetAsync(TKey key, CancellationToken token = default)
        {
            await gate.WaitAsync(token).ConfigureAwait(false); //= .WaitAsync .ConfigureAwait
            try
            {
                return await Task.Run(() => Get(key), token); //= Task.Run Get
            }
            finally
            {
                gate.Release(); //= .Release
            }
        }

        public void Dispose()
        {
            gate.Dispose(); //= .Dispose
            GC.SuppressFinalize(this); //= GC.SuppressFinalize
        }
    }

    public sealed class Fetcher
    {
        private readonly HttpClient client;

        public Fetcher(HttpClient client) => this.client = client;

        public async Task<string> FetchAsync(Uri address)
        {
            using var response = await client.GetAsync(address); //= .GetAsync
            response.EnsureSuccessStatusCode(); //= .EnsureSuccessStatusCode
            return await response.Content.ReadAsStringAsync(); //= .ReadAsStringAsync
        }

        public async Task<WordCounts> CountAsync(IEnumerable<string> addresses)
        {
            var counts = new WordCounts(); //= System.Collections.Generic.SortedDictionary
            var pages = await Task.WhenAll(addresses.Select(address => this.FetchAsync(new Uri(address)))); //= Task.WhenAll .Select Fetcher.FetchAsync Uri
            foreach (Match match in pages.SelectMany(page => Regex.Matches(page, @"\w+"))) //= .SelectMany Regex.Matches
            {
                counts.TryGetValue(match.Value, out var count); //= .TryGetValue
                counts[match.Value] = count + 1;
            }
            return counts;
        }

        public static async Task<T> Retry<T>(Func<int, Task<T>> work, int times = 3)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await work(attempt); //= work
                }
                catch (HttpRequestException) when (attempt < times)
                {
                    await Task.Delay(TimeSpan.FromSeconds(attempt)); //= Task.Delay TimeSpan.FromSeconds
                }
            }
        }
    }

    public static class Calculator
    {
        private static readonly IDictionary<string, Func<int, int, int>> Operators = new Dictionary<string, Func<int, int, int>>() //= Dictionary
        {
            ["+"] = (a, b) => a + b,
            ["max"] = (a, b) => Math.Max(a, b), //= Math.Max
        };

        public static int Evaluate(string expression)
        {
            var stack = new Stack<int>(); //= Stack
            foreach (var token in expression.Split(' ')) //= .Split
            {
                stack.Push(Operators.ContainsKey(token) ? Operators[token](stack.Pop(), stack.Pop()) : int.Parse(token)); //= .Push Operators.ContainsKey ? .Pop .Pop int.Parse
            }
            return Only(stack); //= Only

            static int Only(Stack<int> left)
            {
                var last = left.Pop(); //= .Pop
                return left.Any() ? throw new InvalidOperationException("left over") : last; //= .Any InvalidOperationException
            }
        }
    }

    [ApiController]
    [Route("api/products")]
    public sealed class ProductsController : ControllerBase
    {
        private readonly Catalogue catalogue;

        public ProductsController(Catalogue catalogue) => this.catalogue = catalogue;

        [HttpGet("{name}")]
        public ActionResult<Product> Get(string name) =>
            catalogue.TryFind(name, out var product) ? Ok(product) : NotFound(); //= .TryFind Ok NotFound

        [HttpPost]
        public IActionResult Post([FromBody] Product product)
        {
            catalogue.Add(product); //= .Add
            var link = Url?.Action("Get", new { name = Uri.EscapeDataString(product.Name) }); //= Url.Action Uri.EscapeDataString
            return Created(link, product); //= Created
        }
    }

    public static class Csv
    {
        public static IEnumerable<string[]> Read(TextReader reader)
        {
            while (reader.ReadLine() is { } line) //= .ReadLine
            {
                if (line.StartsWith('#') || line.IndexOf(',') < 0) continue; //= .StartsWith .IndexOf
                yield return Array.ConvertAll(line.Split(','), cell => cell.Trim('"', ' ')); //= Array.ConvertAll .Split .Trim
            }
        }

        public static string Write(IEnumerable<string[]> rows, char separator = ',')
        {
            using var writer = new StringWriter(CultureInfo.GetCultureInfo("en-GB")); //= StringWriter CultureInfo.GetCultureInfo
            foreach (var row in rows.Where(row => row.Length > 0).Distinct()) //= .Where .Distinct
            {
                writer.Write(string.Join(separator, row.Select(Quote))); //= .Write string.Join .Select
                writer.WriteLine(); //= .WriteLine
            }
            return writer.GetStringBuilder().Insert(0, "# csv\n").ToString().TrimEnd(); //= .GetStringBuilder .Insert .ToString .TrimEnd
        }

        private static string Quote(string cell) => cell.Contains(',') ? string.Concat("\"", cell, "\"") : cell; //= .Contains string.Concat

        public static void Convert(string from, string to)
        {
            using var reader = new StreamReader(File.OpenRead(Paths.GetFullPath(from))); //= StreamReader File.OpenRead System.IO.Path.GetFullPath
            File.WriteAllText(Paths.Combine(to, Paths.GetFileName(from)), Write(Read(reader))); //= File.WriteAllText System.IO.Path.Combine System.IO.Path.GetFileName Write Read
            File.SetLastWriteTimeUtc(to, File.GetLastWriteTimeUtc(from).AddDays(-1)); //= File.SetLastWriteTimeUtc File.GetLastWriteTimeUtc .AddDays
        }
    }

    public sealed class CatalogueTests
    {
        private readonly Catalogue catalogue = new Catalogue(new LoggerFactory().CreateLogger<Catalogue>()); //= Catalogue LoggerFactory .CreateLogger

        [Fact]
        public void TheCheapestComesFirst()
        {
            var seen = new List<string>(); //= List
            catalogue.Added += (sender, product) => seen.Add(product.Name); //= .Add
            catalogue.Add(new Product("book", 12m)); //= .Add Product
            catalogue.Add(Product.Parse("pen; 3")); //= .Add Product.Parse
            Assert.Equal("pen", catalogue.Cheapest(1).Single().Name); //= Assert.Equal .Cheapest .Single
            Assert.Equal(new[] { "book", "pen" }, seen); //= Assert.Equal
            Assert.Contains("dear", catalogue.Describe().Replace("book", "dear")); //= Assert.Contains .Describe .Replace
        }

        [Theory]
        [InlineData("2 3 +", 5)]
        [InlineData("2 3 max", 3)]
        public void Expressions(string expression, int want)
        {
            Assert.Equal(want, Calculator.Evaluate(expression)); //= Assert.Equal Calculator.Evaluate
        }

        [Fact]
        public void RowsComeBack()
        {
            var rows = Csv.Read(new StringReader("a, b\n\"c\",d")).ToList(); //= Csv.Read StringReader .ToList
            Assert.Equal(2, rows.Count); //= Assert.Equal
            Assert.Equal("c", rows.Last().First()); //= Assert.Equal .Last .First
            Assert.EndsWith("c,d", Csv.Write(rows), StringComparison.Ordinal); //= Assert.EndsWith Csv.Write
            Assert.StartsWith("# csv", Csv.Write(Enumerable.Empty<string[]>())); //= Assert.StartsWith Csv.Write Enumerable.Empty
        }

        [Fact]
        public async Task ValuesAreMadeOnce()
        {
            var made = 0;
            using var cache = new Cache<string, int>(key => key.Length + Interlocked.Increment(ref made)); //= Cache Interlocked.Increment
            Assert.Equal(4, await cache.GetAsync("abc")); //= Assert.Equal .GetAsync
            Assert.Equal(4, cache.Get("abc")); //= Assert.Equal .Get
            Assert.Throws<KeyNotFoundException>(() => catalogue.Find("ink")); //= Assert.Throws .Find
            Assert.True(Circle.Unit().CompareTo(new Circle(2)) < 0); //= Assert.True Circle.Unit .CompareTo Circle
        }
    }

    public static class Program
    {
        public static async Task<int> Main(string[] args)
        {
            var services = new ServiceCollection(); //= ServiceCollection
            services.AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning)); //= .AddLogging .AddConsole .SetMinimumLevel
            services.AddSingleton<Catalogue>().AddHttpClient<Fetcher>(); //= .AddSingleton .AddHttpClient
            await using var provider = services.BuildServiceProvider(); //= .BuildServiceProvider

            var catalogue = provider.GetRequiredService<Catalogue>(); //= .GetRequiredService
            catalogue.Load(args.FirstOrDefault() ?? "products.txt"); //= .Load .FirstOrDefault
            Console.WriteLine(catalogue.Describe()); //= Console.WriteLine .Describe
            Console.Out.Write(string.Join(", ", catalogue.ByLevel(10m)[Level.High])); //= Console.Out.Write string.Join .ByLevel

            var fetcher = provider.GetService<Fetcher>(); //= .GetService
            var counts = await Fetcher.Retry(attempt => fetcher.CountAsync(args.Skip(1))); //= Fetcher.Retry .CountAsync .Skip
            foreach (var (word, count) in counts.Reverse().Take(20)) //= .Reverse .Take
            {
                Console.WriteLine($"{word.PadRight(20)} {count}"); //= Console.WriteLine
            }
            Environment.Exit(counts.Count == 0 ? 1 : 0); //= Environment.Exit
            return System.Threading.Volatile.Read(ref exitCode); //= System.Threading.Volatile.Read
        }

        private static int exitCode;
    }
}
