# frozen_string_literal: true

require "digest"
require "fileutils"

# Copies images to names made of their digests.
class ImageStore
  EXTENSIONS = %w[.jpg .jpeg .png .webp].freeze

  def initialize(folder)
    @folder = folder
  end

  def add(path)
    extension = File.extname(path).downcase
    raise ArgumentError, "#{path} is no image" unless EXTENSIONS.include?(extension)

    target = File.join(@folder, digest(path)[0, 2], digest(path) + extension)
    return target if File.exist?(target)

    FileUtils.mkdir_p(File.dirname(target))
    FileUtils.cp(path, target)
    target
  end

  def each
    return enum_for(:each) unless block_given?

    Dir.glob(File.join(@folder, "*", "*")).sort.each { |path| yield path }
  end

  private

  def digest(path)
    Digest::SHA256.file(path).hexdigest
  end
end

def slug(title)
  title.downcase.strip.gsub(/[^[:alnum:]]+/, "-").gsub(/\A-|-\z/, "")
end
