# frozen_string_literal: true

# Hand-labelled calls, Ruby: small programs in the idiom of real projects.

require "csv"  #= require
require "fileutils"  #= require
require "forwardable"  #= require
require "json"  #= require
require "net/http"  #= require
require "optparse"  #= require
require "pathname"  #= require
require "set"  #= require
require_relative "shop/version"  #= require_relative

module Shop
  DEFAULTS = { limit: 20, order: :name }.freeze  #= .freeze
  WORD = Regexp.new("[a-z']+", Regexp::IGNORECASE)  #= Regexp.new

  class Error < StandardError; end

  class NotFound < Error
    attr_reader :key  #= attr_reader

    def initialize(key)
      super("no #{key.inspect}")
      @key = key
    end
  end

  Point = Struct.new(:x, :y) do  #= Struct.new
    def length
      Math.sqrt(x**2 + y**2)  #= Math.sqrt
    end
  end

  # A product and its price in cents.
  class Product
    include Comparable  #= include

    attr_accessor :price  #= attr_accessor
    attr_reader :name, :tags  #= attr_reader

    def self.parse(line)
      name, price, *tags = line.strip.split(";")  #= .strip .split
      new(name, Integer(price), tags.map(&:to_sym))  #= new Integer .map
    end

    def self.load(path)
      File.foreach(path, chomp: true).map { |line| self.parse(line) }  #= File.foreach .map Product.parse
    end

    def initialize(name, price, tags = [])
      raise ArgumentError, "a price is needed" unless price.positive?  #= raise .positive?

      @name = name.dup.freeze  #= .dup .freeze
      @price = price
      @tags = Set.new(tags)  #= Set.new
    end

    def <=>(other)
      [price, name] <=> [other.price, other.name]  #= .price .name
    end

    def cheap?
      price < 1_000 && !tags.include?(:luxury)  #= .include?
    end

    def reduced(percent)
      Product.new(name, (price * (100 - percent) / 100.0).round, tags.to_a)  #= Product.new .round .to_a
    end

    def to_s
      format("%-20s %8.2f", name, price.fdiv(100))  #= format .fdiv
    end

    def label
      self.to_s().squeeze(" ").upcase  #= Product.to_s .squeeze .upcase
    end
  end

  # Keeps products in a JSON file.
  class Store
    include Enumerable  #= include
    extend Forwardable  #= extend

    def_delegators :@products, :size, :empty?  #= def_delegators

    def initialize(path, clock: Time)
      @path = Pathname.new(path)  #= Pathname.new
      @clock = clock
      @products = {}
      @listeners = Hash.new { |hash, key| hash[key] = [] }  #= Hash.new
    end

    def each(&block)
      return to_enum(:each) unless block  #= to_enum

      @products.each_value(&block)  #= .each_value
    end

    def [](name)
      @products.fetch(name) { raise NotFound.new(name) }  #= .fetch raise NotFound.new
    end

    def add(product)
      @products[product.name] = product  #= .name
      self.notify(:added, product)  #= Store.notify
      self
    end

    def on(event, &listener)
      @listeners[event] << listener
      self
    end

    def save
      FileUtils.mkdir_p(@path.dirname)  #= FileUtils.mkdir_p .dirname
      temporary = @path.sub_ext(".tmp")  #= .sub_ext
      temporary.write(JSON.pretty_generate(to_a.map(&:name)))  #= .write JSON.pretty_generate .map
      File.rename(temporary, @path)  #= File.rename
    end

    def restore
      return self unless @path.exist?  #= .exist?

      JSON.parse(@path.read, symbolize_names: true).each do |row|  #= JSON.parse .read .each
        add(Product.new(row[:name], row.fetch(:price), row.dig(:meta, :tags) || []))  #= add Product.new .fetch .dig
      end
      self
    rescue JSON::ParserError => e
      warn("#{@path}: #{e.message.lines.first}")  #= warn
      raise Error, e.message  #= raise .message
    end

    def cheapest(count = DEFAULTS.fetch(:limit))  #= DEFAULTS.fetch
      sort.first(count).reject(&:nil?)  #= .first .reject
    end

    def report(out = $stdout)
      group_by(&:cheap?).each_pair do |cheap, products|  #= group_by .each_pair
        out.puts(cheap ? "cheap" : "dear")  #= .puts
        products.sort_by { |product| [-product.price, product.name] }.each { |product| out.puts product }  #= .sort_by .price .name .each .puts
      end
      out.printf("%d products at %s\n", size, @clock.now.strftime("%F"))  #= .printf .now .strftime
    end

    def notify(event, product)
      @listeners[event].each { |listener| listener.call(product, self) }  #= .each .call
    end
  end

  module Text
    module_function

    def words(text)
      text.scan(WORD).map(&:downcase)  #= .scan .map
    end

    def counts(text)
      words(text).tally.sort_by { |word, count| [-count, word] }.to_h  #= words .tally .sort_by .to_h
    end

    def slug(title)
      title.unicode_normalize(:nfkd).gsub(/[^\w\s-]/, "").strip.tr(" ", "-").downcase  #= .unicode_normalize .gsub .strip .tr .downcase
    end

    def wrap(text, width = 72)
      text.split.each_with_object([+""]) do |word, lines|  #= .split .each_with_object
        lines << +"" if lines.last.length + word.length > width  #= .last .length .length
        lines.last.concat(word, " ")  #= .last .concat
      end.map(&:rstrip)  #= .map
    end
  end

  # Fetches pages and keeps them.
  class Fetcher
    RETRIES = 3

    def initialize(cache: {}, logger: nil)
      @cache = cache
      @logger = logger
      @mutex = Mutex.new  #= Mutex.new
    end

    def fetch(address)
      @mutex.synchronize { @cache[address] ||= get(URI.parse(address)) }  #= .synchronize get URI.parse
    end

    def fetch_all(addresses)
      addresses.map { |address| Thread.new(address) { |one| fetch(one) } }.map(&:value)  #= .map Thread.new fetch .map
    end

    private

    def get(uri, left = RETRIES)
      response = Net::HTTP.get_response(uri)  #= Net::HTTP.get_response
      case response
      when Net::HTTPSuccess then response.body.force_encoding(Encoding::UTF_8)  #= .body .force_encoding
      when Net::HTTPRedirection then get(URI.join(uri, response["location"]), left - 1)  #= get URI.join
      else raise Error, response.code  #= raise .code
      end
    rescue Errno::ECONNRESET, Net::OpenTimeout => e
      @logger&.warn("#{uri}: #{e.class}")  #= .warn
      raise if left.zero?  #= .zero?

      sleep(0.1 * (RETRIES - left))  #= sleep
      get(uri, left - 1)  #= get
    end
  end

  # Evaluates expressions such as `2 3 +`.
  class Calculator
    OPERATORS = {
      "+" => ->(a, b) { a + b },
      "*" => ->(a, b) { a * b },
      "max" => ->(a, b) { [a, b].max }  #= .max
    }.freeze  #= .freeze

    def evaluate(expression)
      stack = expression.split.each_with_object([]) do |token, held|  #= .split .each_with_object
        operator = OPERATORS[token]
        if operator
          right, left = held.pop, held.pop  #= .pop .pop
          held.push(operator.call(left, right))  #= .push .call
        else
          held.push(Float(token))  #= .push Float
        end
      end
      self.only(stack)  #= Calculator.only
    end

    def only(stack)
      raise Error, "left over: #{stack.inspect}" unless stack.one?  #= raise .one?

      stack.first  #= .first
    end
  end

  # The command line.
  class Command
    def initialize(arguments)
      @options = DEFAULTS.dup  #= DEFAULTS.dup
      @rest = parser.parse(arguments)  #= .parse
    end

    def run
      name = @rest.shift  #= .shift
      return puts(parser.help) unless respond_to?("run_#{name}", true)  #= puts .help respond_to?

      send("run_#{name}", *@rest)  #= send
    end

    private

    def parser
      @parser ||= OptionParser.new do |options|  #= OptionParser.new
        options.banner.concat(" COMMAND")  #= .banner .concat
        options.on("-l", "--limit N", Integer) { |n| @options.store(:limit, n) }  #= .on .store
        options.on_tail("-v", "--version") { puts Shop::VERSION; exit(0) }  #= .on_tail puts exit
      end
    end

    def run_words(path)
      text = File.read(path, encoding: "UTF-8")  #= File.read
      Text.counts(text).first(@options[:limit]).each { |word, count| puts word.ljust(20) + count.to_s }  #= Text.counts .first .each puts .ljust .to_s
    end

    def run_import(path)
      store = Store.new("data/products.json").restore  #= Store.new .restore
      CSV.foreach(path, headers: true, converters: :numeric) do |row|  #= CSV.foreach
        store.add(Product.new(row["name"], row["price"].to_i))  #= .add Product.new .to_i
      end
      store.save  #= .save
      store.report($stderr)  #= .report
    end
  end
end

RSpec.describe Shop::Store do  #= RSpec.describe
  let(:store) { Shop::Store.new("tmp/store.json") }  #= let Shop::Store.new
  let(:pen) { Shop::Product.parse("pen;300;school") }  #= let Shop::Product.parse

  before(:each) do  #= before
    store.add(pen).add(Shop::Product.new("ring", 90_000, [:luxury]))  #= .add .add Shop::Product.new
  end

  it "finds what is there" do  #= it
    expect(store["pen"]).to be(pen)  #= expect .to be
    expect(store.cheapest(1)).to eq([pen])  #= expect .cheapest .to eq
  end

  it "complains about the rest" do  #= it
    expect(store.map(&:name)).not_to include("ink")  #= expect .map .not_to include
  end

  it "tells its listeners" do  #= it
    seen = []
    store.on(:added) { |product| seen << product.name }  #= .on .name
    store.add(pen.reduced(50))  #= .add .reduced
    expect(seen).to eq(%w[pen])  #= expect .to eq
    expect(pen.reduced(50).price).to eq(150)  #= expect .reduced .price .to eq
  end
end

RSpec.describe Shop::Text do  #= RSpec.describe
  it "makes slugs and counts" do  #= it
    expect(Shop::Text.slug("Two Words!")).to eq("two-words")  #= expect Shop::Text.slug .to eq
    expect(Shop::Text.counts("a b A").keys).to start_with("a")  #= expect Shop::Text.counts .keys .to start_with
    expect(Shop::Point.new(3, 4).length).to be_within(1e-9).of(5)  #= expect Shop::Point.new .length .to be_within .of
  end
end

Shop::Command.new(ARGV).run if $PROGRAM_NAME == __FILE__  #= Shop::Command.new .run
