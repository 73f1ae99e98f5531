# frozen_string_literal: true

require "minitest/autorun"
require_relative "../import/articles"

class ArticleTest < Minitest::Test
  def test_slugs
    assert_equal "red-pen", Article.new(" Red Pen ", 1.0).slug
    assert_equal "no-2", Article.new("No. 2!", 1.0).slug
  end

  def test_order
    articles = [Article.new("b", 1.0), Article.new("A", 2.0)]
    assert_equal %w[A b], articles.sort.map(&:title)
  end
end
