# Evaluated before each program: what a small `test/unit` needs, then the program, then what it asked to be run at its end.
$stdout.sync = false
$0 = $PROGRAM_NAME = "program.rb"

module Test
  module Unit
    class AssertionFailedError < StandardError; end

    # The assertions that benchmarks use, with the meaning that they have in the gem `test-unit`.
    module Assertions
      def assert(holds, message = nil) = holds || fail_with(message, "#{holds.inspect} is not true")
      def assert_equal(expected, actual, message = nil) =
        expected == actual || fail_with(message, "#{expected.inspect} expected but was #{actual.inspect}")
      def assert_not_equal(expected, actual, message = nil) =
        expected != actual || fail_with(message, "#{expected.inspect} was not expected")
      def assert_nil(actual, message = nil) = actual.nil? || fail_with(message, "nil expected but was #{actual.inspect}")
      def assert_not_nil(actual, message = nil) = !actual.nil? || fail_with(message, "nil was not expected")
      def assert_true(actual, message = nil) = actual == true || fail_with(message, "true expected but was #{actual.inspect}")
      def assert_false(actual, message = nil) = actual == false || fail_with(message, "false expected but was #{actual.inspect}")
      def assert_in_delta(expected, actual, delta = 0.001, message = nil) =
        (expected - actual).abs <= delta || fail_with(message, "#{expected} +- #{delta} expected but was #{actual}")
      def assert_raise(*kinds)
        yield
      rescue *(kinds.empty? ? [StandardError] : kinds) => error
        error
      else
        fail_with(nil, "#{kinds.inspect} expected but nothing was raised")
      end
      alias assert_raises assert_raise
      def flunk(message = "flunked") = fail_with(message, nil)

      private def fail_with(message, text) = raise(AssertionFailedError, [message, text].compact.join(": "))
    end

    class TestCase
      include Assertions
      attr_reader :method_name

      def initialize(method_name) = @method_name = method_name
      def setup = nil
      def teardown = nil

      def self.inherited(kind)
        super
        (@@kinds ||= []) << kind
      end

      # Runs every test of every case, once; the first that fails is raised.
      def self.run_all
        while (kind = (@@kinds ||= []).shift)
          kind.public_instance_methods.grep(/\Atest/).sort.each do |name|
            one = kind.new(name.to_s)
            one.setup
            begin
              one.public_send(name)
            ensure
              one.teardown
            end
          end
        end
      end
    end
  end
end

module Kernel
  at_end = []
  define_method(:at_exit) { |&block| at_end << block; block }
  define_method(:__at_end) { at_end.pop.call until at_end.empty? }
  private :at_exit, :__at_end

  alias_method :__require, :require
  def require(name)
    return false if ["test/unit", "minitest/autorun", "set"].include?(name.to_s)
    __require(name)
  end
  private :require, :__require
end

leave = lambda do |code|
  begin
    $stdout.flush
    $stderr.flush
  rescue IOError, SystemCallError
    # It closed its own streams.
  end
  Process.exit!(code)
end
code = nil
begin
  begin
    program = RubyVM::InstructionSequence.compile(File.read("/program.rb", encoding: "UTF-8"), "program.rb", "/program.rb")
  rescue SyntaxError => error
    $stderr.puts "SyntaxError: #{error.message}"
    leave.(2)
  end
  begin
    program.eval
    Test::Unit::TestCase.run_all
  ensure
    __at_end
  end
rescue SystemExit => error
  code = error.status
rescue Exception => error
  $stderr.puts "#{error.class}: #{error.message}", *error.backtrace&.first(20)
  code = 1
end
code ? leave.(code) : $stdout.flush
