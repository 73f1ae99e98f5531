# frozen_string_literal: true

require "csv"

# An article of the shop.
class Article
  attr_reader :title, :price

  def initialize(title, price)
    @title = title
    @price = price
  end

  def slug
    title.downcase.strip.gsub(/[^[:alnum:]]+/, "-").gsub(/\A-|-\z/, "")
  end

  def <=>(other)
    slug <=> other.slug
  end

  include Comparable
end

# Reads articles and writes price lists.
class Importer
  def initialize(out: $stdout)
    @out = out
    @skipped = []
  end

  attr_reader :skipped

  def read(path)
    CSV.foreach(path, headers: true).filter_map do |row|
      Article.new(row.fetch("title"), Float(row.fetch("price")))
    rescue KeyError, ArgumentError, TypeError
      @skipped << row.to_s.strip
      nil
    end
  end

  def write(articles)
    articles.sort.uniq(&:slug).each do |article|
      @out.puts [article.slug, format("%.2f", article.price)].join(";")
    end
  end
end

if $PROGRAM_NAME == __FILE__
  importer = Importer.new
  importer.write(ARGV.flat_map { |path| importer.read(path) })
  warn "skipped #{importer.skipped.length} rows" unless importer.skipped.empty?
end
