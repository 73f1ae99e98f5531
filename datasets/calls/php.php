<?php

declare(strict_types=1);

// Hand-labelled calls, PHP: small programs in the idiom of real projects.

namespace Example\Shop;

use ArrayIterator;
use DateTimeImmutable as Moment;
use Example\Shared\Text;
use Example\Shared\{Clock, Money as Amount};
use InvalidArgumentException;
use PDO;
use PHPUnit\Framework\TestCase;
use Psr\Log\LoggerInterface;
use Psr\Log\NullLogger;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\Routing\Attribute\Route;
use Symfony\Component\Yaml;

use function array_key_last;
use function Example\Shared\Arrays\group_by as groupBy;
use function Example\Shared\Arrays\first;

use const JSON_THROW_ON_ERROR;

enum Level: string
{
    case Low = 'low';
    case High = 'high';

    public static function parse(string $text): self
    {
        return self::tryFrom(strtolower(trim($text))) ?? throw new InvalidArgumentException("no level {$text}"); //= Level.tryFrom strtolower trim InvalidArgumentException
    }

    public function label(): string
    {
        return ucfirst($this->value); //= ucfirst
    }
}

final class Product
{
    public function __construct(
        public readonly string $name,
        public readonly int $price,
        private array $tags = [],
    ) {
        if ($price < 0 || empty($name)) {
            throw new InvalidArgumentException(sprintf('bad product "%s" at %d', $name, $price)); //= InvalidArgumentException sprintf
        }
    }

    public static function parse(string $line): self
    {
        [$name, $price, $tags] = array_pad(explode(';', trim($line)), 3, ''); //= array_pad explode trim
        return new Product($name, intval($price), array_filter(explode(',', $tags))); //= Product intval array_filter explode
    }

    public static function load(string $path): array
    {
        $lines = file($path, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES); //= file
        return array_map(fn (string $line): Product => self::parse($line), $lines ?: []); //= array_map Product.parse
    }

    public function has(string $tag): bool
    {
        return in_array($tag, $this->tags, true); //= in_array
    }

    public function reduced(float $percent): static
    {
        $price = (int) round($this->price * (100 - $percent) / 100); //= round
        return new Product($this->name, max($price, 0), $this->tags); //= Product max
    }

    public function cost(): Amount
    {
        return Amount::ofMinor($this->price, 'EUR')->withTax(0.19); //= Example\Shared\Money::ofMinor .withTax
    }

    public function __toString(): string
    {
        return str_pad($this->name, 20) . number_format($this->price / 100, 2); //= str_pad number_format
    }
}

final class NotFound extends \RuntimeException
{
    public static function named(string $name): static
    {
        return new NotFound("no product {$name}", 404); //= NotFound
    }
}

class Catalogue implements \Countable, \IteratorAggregate
{
    private array $products = [];
    private array $listeners = [];
    private LoggerInterface $logger;

    public function __construct(private Clock $clock, ?LoggerInterface $logger = null)
    {
        $this->logger = $logger ?? new NullLogger(); //= Psr\Log\NullLogger
    }

    public function add(Product ...$products): static
    {
        foreach ($products as $product) {
            $this->products[$product->name] = $product;
            $this->notify('added', $product); //= Catalogue.notify
        }
        return $this;
    }

    public function on(string $event, callable $listener): void
    {
        $this->listeners[$event][] = $listener;
    }

    private function notify(string $event, Product $product): void
    {
        foreach ($this->listeners[$event] ?? [] as $listener) {
            $listener($product, $this->clock->now()); //= $listener .now
        }
        $this->logger->info('{event}: {name}', ['event' => $event, 'name' => $product->name]); //= .info
    }

    public function find(string $name): Product
    {
        if (!isset($this->products[$name])) {
            $this->logger->warning("no {$name}, have {$this->count()}"); //= .warning
            throw NotFound::named($name); //= NotFound::named
        }
        return $this->products[$name];
    }

    public function cheapest(int $count): array
    {
        $all = array_values($this->products); //= array_values
        usort($all, fn (Product $a, Product $b): int => $a->price <=> $b->price ?: strcmp($a->name, $b->name)); //= usort strcmp
        return array_slice($all, 0, min($count, count($all))); //= array_slice min count
    }

    public function byLevel(int $border): array
    {
        return groupBy($this->products, static fn (Product $p): string => $p->price > $border ? 'high' : 'low'); //= Example\Shared\Arrays\group_by
    }

    public function count(): int
    {
        return \count($this->products); //= count
    }

    public function getIterator(): \Iterator
    {
        return new ArrayIterator($this->products); //= ArrayIterator
    }

    public function save(string $path): void
    {
        $temporary = tempnam(dirname($path), 'shop'); //= tempnam dirname
        $rows = array_map(fn (Product $p): array => ['name' => $p->name, 'price' => $p->price], $this->cheapest(PHP_INT_MAX)); //= array_map Catalogue.cheapest
        file_put_contents($temporary, json_encode($rows, JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT)); //= file_put_contents json_encode
        if (!rename($temporary, $path)) { //= rename
            unlink($temporary); //= unlink
            throw new \RuntimeException('cannot write ' . basename($path)); //= RuntimeException basename
        }
        chmod($path, 0644); //= chmod
    }

    public function restore(string $path): static
    {
        $rows = json_decode(file_get_contents($path), true, 512, JSON_THROW_ON_ERROR); //= json_decode file_get_contents
        foreach ($rows as ['name' => $name, 'price' => $price]) {
            $this->add(new Product($name, $price)); //= Catalogue.add Product
        }
        return $this;
    }
}

final class Database
{
    private static ?Database $shared = null;

    private function __construct(private PDO $pdo)
    {
        $this->pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION); //= .setAttribute
    }

    public static function shared(): Database
    {
        return static::$shared ??= static::open((string) getenv('DATABASE')); //= Database.open getenv
    }

    public static function open(string $dsn): Database
    {
        return new Database(new PDO($dsn ?: 'sqlite::memory:')); //= Database PDO
    }

    public function all(string $query, array $values = []): array
    {
        $statement = $this->pdo->prepare($query); //= .prepare
        $statement->execute($values); //= .execute
        return $statement->fetchAll(PDO::FETCH_ASSOC); //= .fetchAll
    }

    public function within(callable $work): mixed
    {
        $this->pdo->beginTransaction(); //= .beginTransaction
        try {
            $result = $work($this); //= $work
            $this->pdo->commit(); //= .commit
            return $result;
        } catch (\Throwable $error) {
            $this->pdo->rollBack(); //= .rollBack
            error_log(get_debug_type($error) . ': ' . $error->getMessage()); //= error_log get_debug_type .getMessage
            throw $error;
        }
    }

    public function insert(string $table, array $row): string
    {
        $columns = implode(', ', array_keys($row)); //= implode array_keys
        $marks = rtrim(str_repeat('?, ', count($row)), ', '); //= rtrim str_repeat count
        $this->pdo->prepare("INSERT INTO $table ($columns) VALUES ($marks)")->execute(array_values($row)); //= .prepare .execute array_values
        return $this->pdo->lastInsertId(); //= .lastInsertId
    }
}

final class ProductController
{
    private array $formats;

    public function __construct(private Catalogue $catalogue, private \Closure $clock)
    {
        $this->formats = ['text' => 'strval', 'json' => fn (Product $p) => json_encode($p)]; //= json_encode
    }

    #[Route('/products/{name}', methods: ['GET'])]
    public function show(Request $request, string $name): JsonResponse
    {
        try {
            $product = $this->catalogue->find(Text\Slug::decode($name)); //= .find Example\Shared\Text\Slug::decode
        } catch (NotFound $error) {
            return new JsonResponse(['error' => $error->getMessage()], $error->getCode()); //= Symfony\Component\HttpFoundation\JsonResponse .getMessage .getCode
        }
        $format = $request->query->get('format', 'text'); //= .get
        $body = $this->formats[$format]($product); //= ?
        $response = new JsonResponse(['product' => $body, 'at' => ($this->clock)()]); //= Symfony\Component\HttpFoundation\JsonResponse ?
        return $response->setPublic()->setMaxAge(60); //= .setPublic .setMaxAge
    }

    #[Route('/products', methods: ['POST'])]
    public function create(Request $request): JsonResponse
    {
        $data = $request->toArray(); //= .toArray
        $this->catalogue->add($product = new Product(strip_tags($data['name']), (int) $data['price'])); //= .add Product strip_tags
        return $this->reply($product, $request->headers?->get('accept')); //= ProductController.reply .get
    }

    private function reply(Product $product, ?string $accept): JsonResponse
    {
        $status = str_contains($accept ?? '', 'json') ? 201 : 204; //= str_contains
        return JsonResponse::fromJsonString(json_encode(get_object_vars($product)), $status); //= Symfony\Component\HttpFoundation\JsonResponse::fromJsonString json_encode get_object_vars
    }
}

function settings(string $path): array
{
    $cached = apcu_fetch($path); //= apcu_fetch
    if ($cached !== false) {
        return $cached;
    }
    $settings = is_readable($path) ? Yaml\Yaml::parseFile($path) : []; //= is_readable Symfony\Component\Yaml\Yaml::parseFile
    return array_merge(['limit' => 20, 'since' => new Moment('-1 week')], $settings); //= array_merge DateTimeImmutable
}

function word_counts(string $text): array
{
    preg_match_all('/[a-z\']+/', mb_strtolower($text), $found); //= preg_match_all mb_strtolower
    $counts = array_count_values($found[0]); //= array_count_values
    arsort($counts); //= arsort
    return $counts;
}

function slugify(string $title): string
{
    $ascii = iconv('UTF-8', 'ASCII', $title) ?: Text\Ascii::from($title)->lower(); //= iconv Example\Shared\Text\Ascii::from .lower
    return trim(preg_replace('/[^a-z0-9]+/', '-', strtolower($ascii)), '-'); //= trim preg_replace strtolower
}

function csv_rows(string $path): array
{
    $file = new \SplFileObject($path); //= SplFileObject
    $file->setFlags(\SplFileObject::READ_CSV | \SplFileObject::SKIP_EMPTY); //= .setFlags
    $rows = iterator_to_array($file, false); //= iterator_to_array
    $head = array_map('trim', array_shift($rows)); //= array_map array_shift
    return array_map(fn (array $row): array => array_combine($head, array_slice($row, 0, count($head))), $rows); //= array_map array_combine array_slice count
}

function fetch(string $url): string
{
    $handle = curl_init($url); //= curl_init
    curl_setopt_array($handle, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 10]); //= curl_setopt_array
    $body = curl_exec($handle); //= curl_exec
    if ($body === false || curl_getinfo($handle, CURLINFO_HTTP_CODE) >= 400) { //= curl_getinfo
        throw new \RuntimeException(curl_error($handle), curl_errno($handle)); //= RuntimeException curl_error curl_errno
    }
    curl_close($handle); //= curl_close
    return hash('sha256', $body) . substr($body, 0, (int) ini_get('memory_limit')); //= hash substr ini_get
}

function lines(string $path): \Generator
{
    $handle = fopen($path, 'rb') ?: throw new \RuntimeException($path); //= fopen RuntimeException
    try {
        while (($line = fgets($handle)) !== false) { //= fgets
            yield rtrim($line, "\r\n"); //= rtrim
        }
    } finally {
        fclose($handle); //= fclose
    }
}

function retry(int $times, callable $work): mixed
{
    for ($attempt = 1; ; $attempt++) {
        try {
            return $work($attempt); //= $work
        } catch (\Exception $error) {
            if ($attempt >= $times) {
                throw $error;
            }
            usleep(random_int(500, 1000) * 2 ** $attempt); //= usleep random_int
        }
    }
}

function compose(callable ...$steps): \Closure
{
    return fn (mixed $value): mixed => array_reduce($steps, fn ($held, $step) => $step($held), $value); //= array_reduce $step
}

final class CatalogueTest extends TestCase
{
    private Catalogue $catalogue;

    protected function setUp(): void
    {
        $this->catalogue = new Catalogue(Clock::fixed(Moment::createFromFormat('Y-m-d', '2024-02-29'))); //= Catalogue Example\Shared\Clock::fixed DateTimeImmutable::createFromFormat
        $this->catalogue->add(new Product('book', 1200), Product::parse('pen;300;school')); //= .add Product Product::parse
    }

    public function testTheCheapestComesFirst(): void
    {
        $this->assertSame('pen', first($this->catalogue->cheapest(1))->name); //= CatalogueTest.assertSame Example\Shared\Arrays\first .cheapest
        $this->assertCount(2, $this->catalogue); //= CatalogueTest.assertCount
        self::assertTrue($this->catalogue->find('pen')->has('school')); //= CatalogueTest.assertTrue .find .has
        self::assertEquals('high', array_key_last($this->catalogue->byLevel(500))); //= CatalogueTest.assertEquals array_key_last .byLevel
    }

    public function testUnknownNamesAreRefused(): void
    {
        $this->expectException(NotFound::class); //= CatalogueTest.expectException
        $this->catalogue->find('ink'); //= .find
    }

    public function testFunctions(): void
    {
        $tidy = compose('trim', 'strrev', fn ($text) => strtoupper($text)); //= compose strtoupper
        static::assertSame('BA', $tidy(' ab ')); //= CatalogueTest.assertSame $tidy
        static::assertSame(['a' => 2, 'b' => 1], word_counts('a b A')); //= CatalogueTest.assertSame word_counts
        static::assertSame(3, array_sum(array_map('strlen', ['a', 'bc']))); //= CatalogueTest.assertSame array_sum array_map
        static::assertSame('two-words', slugify('Two Words!')); //= CatalogueTest.assertSame slugify
        static::assertSame('High', Level::parse('high')->label()); //= CatalogueTest.assertSame Level::parse .label
        static::assertSame(Level::High, Level::parse(' HIGH ')); //= CatalogueTest.assertSame Level::parse
    }
}

if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) { //= realpath
    $options = settings($argv[1] ?? 'shop.yaml'); //= settings
    $catalogue = new Catalogue(Clock::system()); //= Catalogue Example\Shared\Clock::system
    $catalogue->on('added', fn (Product $product) => printf("%s\n", $product)); //= .on printf
    foreach (Product::load($options['products']) as $product) { //= Product::load
        $catalogue->add($product->reduced(10)); //= .add .reduced
    }
    $rows = Database::shared()->all('SELECT name FROM products WHERE price > ?', [100]); //= Database::shared .all
    echo "{$catalogue->count()} products, ", count($rows), " rows\n"; //= count
    retry(3, fn (int $attempt) => $catalogue->save(sys_get_temp_dir() . '/shop.json')); //= retry .save sys_get_temp_dir
    foreach (lines(__FILE__) as $number => $line) { //= lines
        print str_replace("\t", ' ', $line) . PHP_EOL; //= str_replace
    }
    var_dump(\Example\Shared\Debug::memory(), memory_get_usage(true), date(DATE_ATOM, time())); //= var_dump Example\Shared\Debug::memory memory_get_usage date time
}
