package org.example.shop;

import static java.lang.Math.max;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.*;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hand-labelled calls, Java: small programs in the idiom of real projects. */
final class Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class); //= org.slf4j.LoggerFactory.getLogger
    private static final Pattern LINE = Pattern.compile("(\\w+)\\s*=\\s*(\\d+)"); //= java.util.regex.Pattern.compile

    private final Map<String, Product> products = new HashMap<>(); //= java.util.HashMap
    private final AtomicLong changes = new AtomicLong(); //= java.util.concurrent.atomic.AtomicLong
    private final Clock clock;

    Catalogue(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock"); //= java.util.Objects.requireNonNull
    }

    static Catalogue read(Path path) throws IOException {
        Catalogue catalogue = new Catalogue(Clock.systemUTC()); //= Catalogue Clock.systemUTC
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) { //= java.nio.file.Files.newBufferedReader
            String line;
            while ((line = reader.readLine()) != null) { //= .readLine
                Matcher matcher = LINE.matcher(line.trim()); //= LINE.matcher .trim
                if (!matcher.matches()) { //= .matches
                    LOG.warn("not understood: {}", line); //= LOG.warn
                    continue;
                }
                int price = Integer.parseInt(matcher.group(2)); //= Integer.parseInt .group
                catalogue.add(new Product(matcher.group(1), price)); //= .add Product .group
            }
        }
        return catalogue;
    }

    void add(Product product) {
        check(product); //= check
        products.put(product.name(), product); //= .put .name
        changes.incrementAndGet(); //= .incrementAndGet
    }

    Optional<Product> find(String name) {
        return Optional.ofNullable(products.get(name)); //= java.util.Optional.ofNullable .get
    }

    Product require(String name) {
        return this.find(name).orElseThrow(() -> new IllegalArgumentException("no product " + name)); //= Catalogue.find .orElseThrow IllegalArgumentException
    }

    List<Product> cheapest(int count) {
        return products.values().stream() //= .values .stream
            .sorted(Comparator.comparingInt(Product::price)) //= .sorted java.util.Comparator.comparingInt
            .limit(max(count, 0)) //= .limit java.lang.Math.max
            .collect(Collectors.toList()); //= .collect java.util.stream.Collectors.toList
    }

    Map<Boolean, Long> countByPrice(int border) {
        return products.values().stream() //= .values .stream
            .collect(Collectors.partitioningBy(p -> p.price() > border, Collectors.counting())); //= .collect java.util.stream.Collectors.partitioningBy .price java.util.stream.Collectors.counting
    }

    String describe() {
        StringBuilder text = new StringBuilder(); //= StringBuilder
        for (Map.Entry<String, Product> entry : products.entrySet()) { //= .entrySet
            text.append(entry.getKey()).append(": ").append(entry.getValue().price()).append('\n'); //= .append .getKey .append .append .getValue .price .append
        }
        text.append(String.format("%d changes at %s", changes.get(), this.stamp())); //= .append String.format .get Catalogue.stamp
        return text.toString(); //= .toString
    }

    private String stamp() {
        return Instant.now(clock).toString(); //= Instant.now .toString
    }

    private static void check(Product product) {
        if (product.name().isBlank() || product.price() < 0) { //= .name .isBlank .price
            throw new IllegalArgumentException(String.valueOf(product)); //= IllegalArgumentException String.valueOf
        }
    }

    void save(Path path) {
        try {
            Path temporary = Files.createTempFile(path.getParent(), "catalogue", ".txt"); //= java.nio.file.Files.createTempFile .getParent
            Files.writeString(temporary, describe()); //= java.nio.file.Files.writeString describe
            Files.move(temporary, path); //= java.nio.file.Files.move
        } catch (IOException error) {
            throw new UncheckedIOException(error.getMessage(), error); //= java.io.UncheckedIOException .getMessage
        }
    }
}

record Product(String name, int price) {
    static final Product NONE = new Product("none", 0); //= Product

    Product withPrice(int price) {
        return new Product(this.name(), price); //= Product Product.name
    }

    static Map.Entry<String, Integer> entry(Product product) {
        return new AbstractMap.SimpleEntry<>(product.name(), product.price()); //= java.util.AbstractMap.SimpleEntry .name .price
    }
}

abstract class Shape {
    private final String label;

    Shape(String label) {
        this.label = label;
    }

    abstract double area();

    double ratio(Shape other) {
        return area() / other.area(); //= area .area
    }

    @Override
    public String toString() {
        return label + " of " + this.area() + " at " + Integer.toHexString(hashCode()); //= Shape.area Integer.toHexString hashCode
    }
}

final class Circle extends Shape {
    private final double radius;

    Circle(double radius) {
        super("circle");
        this.radius = radius;
    }

    static Circle unit() {
        return new Circle(1.0); //= Circle
    }

    @Override
    double area() {
        return Math.PI * Math.pow(radius, 2); //= Math.pow
    }

    @Override
    public String toString() {
        return "<" + super.toString() + ">"; //= .toString
    }
}

enum Level {
    LOW, HIGH;

    static Level parse(String text) {
        for (Level level : values()) { //= values
            if (level.name().equalsIgnoreCase(text)) { //= .name .equalsIgnoreCase
                return level;
            }
        }
        return Level.valueOf(text); //= Level.valueOf
    }
}

class Graph<N> {
    private final Map<N, List<N>> edges = new java.util.LinkedHashMap<>(); //= java.util.LinkedHashMap
    private int size;

    void connect(N from, N to) {
        edges.computeIfAbsent(from, key -> new ArrayList<>()).add(to); //= .computeIfAbsent java.util.ArrayList .add
        edges.putIfAbsent(to, new ArrayList<>()); //= .putIfAbsent java.util.ArrayList
        size++;
    }

    List<N> reachable(N start) {
        Deque<N> open = new ArrayDeque<>(List.of(start)); //= java.util.ArrayDeque java.util.List.of
        List<N> seen = new ArrayList<>(size); //= java.util.ArrayList
        while (!open.isEmpty()) { //= .isEmpty
            N node = open.poll(); //= .poll
            if (seen.contains(node)) { //= .contains
                continue;
            }
            seen.add(node); //= .add
            open.addAll(edges.getOrDefault(node, Collections.emptyList())); //= .addAll .getOrDefault java.util.Collections.emptyList
        }
        return seen;
    }

    <T> Graph<T> mapped(Function<? super N, ? extends T> function) {
        Graph<T> result = new Graph<T>(); //= Graph
        edges.forEach((from, all) -> all.forEach(to -> result.connect(function.apply(from), function.apply(to)))); //= .forEach .forEach .connect .apply .apply
        return result;
    }
}

class Fetcher implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(); //= java.net.http.HttpClient.newBuilder .connectTimeout Duration.ofSeconds .build
    private final ExecutorService pool = Executors.newFixedThreadPool(4); //= java.util.concurrent.Executors.newFixedThreadPool
    private final Map<URI, String> pages = new ConcurrentHashMap<>(); //= java.util.concurrent.ConcurrentHashMap

    String fetch(String address) throws IOException, InterruptedException {
        URI uri = URI.create(address); //= java.net.URI.create
        if (pages.containsKey(uri)) { //= .containsKey
            return pages.get(uri); //= .get
        }
        HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/html").GET().build(); //= java.net.http.HttpRequest.newBuilder .header .GET .build
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString()); //= .send java.net.http.HttpResponse.BodyHandlers.ofString
        if (response.statusCode() != 200) { //= .statusCode
            throw new IOException(address + ": " + response.statusCode()); //= java.io.IOException .statusCode
        }
        pages.put(uri, response.body()); //= .put .body
        return response.body(); //= .body
    }

    CompletableFuture<Integer> length(String address) {
        return CompletableFuture.supplyAsync(() -> unchecked(address), pool) //= java.util.concurrent.CompletableFuture.supplyAsync unchecked
            .thenApply(String::length) //= .thenApply
            .exceptionally(error -> -1); //= .exceptionally
    }

    private String unchecked(String address) {
        try {
            return this.fetch(address); //= Fetcher.fetch
        } catch (IOException | InterruptedException error) {
            Thread.currentThread().interrupt(); //= Thread.currentThread .interrupt
            throw new IllegalStateException(error); //= IllegalStateException
        }
    }

    @Override
    public void close() throws InterruptedException {
        pool.shutdown(); //= .shutdown
        if (!pool.awaitTermination(1, TimeUnit.SECONDS)) { //= .awaitTermination
            pool.shutdownNow(); //= .shutdownNow
        }
    }
}

class Tokens implements Iterator<String> {
    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
    }

    @Override
    public boolean hasNext() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) { //= .length Character.isWhitespace .charAt
            at++;
        }
        return at < text.length(); //= .length
    }

    @Override
    public String next() {
        if (!hasNext()) { //= hasNext
            throw new java.util.NoSuchElementException(); //= java.util.NoSuchElementException
        }
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) { //= .length Character.isWhitespace .charAt
            at++;
        }
        return text.substring(start, at); //= .substring
    }

    static int evaluate(String expression) {
        Deque<Integer> stack = new ArrayDeque<>(); //= java.util.ArrayDeque
        Tokens tokens = new Tokens(expression); //= Tokens
        tokens.forEachRemaining(token -> { //= .forEachRemaining
            switch (token) {
                case "+" -> stack.push(stack.pop() + stack.pop()); //= .push .pop .pop
                case "*" -> stack.push(stack.pop() * stack.pop()); //= .push .pop .pop
                default -> stack.push(Integer.valueOf(token)); //= .push Integer.valueOf
            }
        });
        return stack.pop(); //= .pop
    }
}

final class Order {
    private final List<Product> lines;

    private Order(Builder builder) {
        this.lines = List.copyOf(builder.lines); //= java.util.List.copyOf
    }

    int total() {
        return lines.stream().mapToInt(Product::price).sum(); //= .stream .mapToInt .sum
    }

    static final class Builder {
        private final List<Product> lines = new ArrayList<>(); //= java.util.ArrayList

        Builder line(String name, int price) {
            lines.add(new Product(name, price)); //= .add Product
            return this;
        }

        Builder twice(String name, int price) {
            return this.line(name, price).line(name, price); //= Builder.line .line
        }

        Order build() {
            return new Order(this); //= Order
        }
    }

    static Order sample() {
        int year = java.time.Year.now().getValue(); //= java.time.Year.now .getValue
        return new Order.Builder().line("calendar " + year, 9).twice("pen", 3).build(); //= Order.Builder .line .twice .build
    }
}

class CatalogueTest {
    private Catalogue catalogue;

    @BeforeEach
    void fill() {
        catalogue = new Catalogue(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)); //= Catalogue Clock.fixed
        catalogue.add(new Product("pen", 3)); //= .add Product
        catalogue.add(new Product("book", 12)); //= .add Product
    }

    @Test
    void theCheapestComesFirst() {
        assertEquals(List.of("pen"), catalogue.cheapest(1).stream().map(Product::name).toList()); //= org.junit.jupiter.api.Assertions.assertEquals java.util.List.of .cheapest .stream .map .toList
        assertEquals(3, catalogue.require("pen").price()); //= org.junit.jupiter.api.Assertions.assertEquals .require .price
    }

    @Test
    void unknownNamesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> catalogue.require("ink")); //= org.junit.jupiter.api.Assertions.assertThrows .require
    }

    @Test
    void expressions() {
        assertEquals(15, Order.sample().total()); //= org.junit.jupiter.api.Assertions.assertEquals Order.sample .total
        assertEquals(14, Tokens.evaluate("2 3 4 * +")); //= org.junit.jupiter.api.Assertions.assertEquals Tokens.evaluate
    }
}

class Main {
    private static int[] histogram(List<String> words) {
        int[] counts = new int[16];
        for (String word : words) {
            counts[Math.min(word.length(), counts.length - 1)]++; //= Math.min .length
        }
        return counts;
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("usage: Main FILE"); //= System.err.println
            System.exit(2); //= System.exit
        }
        Catalogue catalogue = Catalogue.read(Path.of(args[0])); //= Catalogue.read java.nio.file.Path.of
        System.out.println(catalogue.describe()); //= System.out.println .describe
        int[] counts = histogram(List.of(args)); //= histogram java.util.List.of
        System.out.printf("%d short, %s%n", counts[1], Level.HIGH.name().toLowerCase()); //= System.out.printf Level.HIGH.name .toLowerCase
        try (Fetcher fetcher = new Fetcher()) { //= Fetcher
            fetcher.length("https://example.org/").thenAccept(System.out::println).join(); //= .length .thenAccept .join
        }
    }
}
