enum RubyFixture {
    /// What Ruby can declare, and how it is used.
    static let source = #"""
        # frozen_string_literal: true

        require 'set'
        require_relative "shop/item"
        load 'tasks.rb'
        autoload :Parser, 'shop/parser'

        $verbose = false
        LIMIT = 10

        # Everything about the shop.
        module Shop
          VERSION = '1.0'.freeze
          Point = Struct.new(:x, :y) do
            def length = Math.sqrt(x**2 + y**2)
          end
          Failure = Class.new(StandardError)
          Size = Data.define(:width)

          # An order.
          #
          # @param items [Array]
          class Order < Base::Record
            # How it is paid.
            attr_accessor :payment, :rate
            attr_reader 'total'
            include Comparable
            extend Forwardable, ClassMethods

            STATES = %i[open sent].freeze
            @@made = 0

            # Makes an order.
            def initialize(items, rate: 1, *rest, key:, **options, &block)
              @items = items
              @total, @tax = 0, nil
              @@made += 1
              super()
            end

            def <=>(other)
              price <=> other.price
            end

            def rate=(value)
              @rate = value
            end

            def empty? = @items.empty?

            def price(discount = LIMIT)
              sum = @items.map(&:price).sum { |item, (a, b); memo| item * discount }
              first, *others = compute(sum)
              others.each do |other|
                sum += other.fetch(:rate) { |key| rate }
              end
              log("price #{sum}") unless quiet?
              sum
            rescue ArgumentError, Shop::Failure => error
              raise Failure, error.message
            else
              nil
            ensure
              close
            end

            def state(value)
              case value
              when Integer, LIMIT then :many
              else
                helper
              end
              case value
              in {name: String => name, size:} if size > 1
                name
              in [Point(x:), *rest]
                rest
              end
              if value
                $verbose
              elsif rate
                2
              else
                3
              end
              while value
                value = value.next
              end
              adder = ->(x, y = 2) { x + y }
              adder.call(*rest)
              <<~TEXT
                #{value} text
              TEXT
            end

            def self.build(...)
              new(...)
            end

            class << self
              def find(id) = where(id: id).first
            end

            define_method(:paid?) { true }
            define_singleton_method("all") { [] }
            alias cost price
            alias_method :amount, :price
            before_save :compute, if: -> { fresh? }

            private

            def compute(sum) = [sum]

            private def secret; end
          end

          module_function

          def self.open
            yield Order.new(1)
          end
        end

        class Shop::Cart; end

        def helper(name)
          puts name
        end

        Shop::DEFAULT = Shop::Order.build

        RSpec.describe Shop::Order, type: :model do
          let(:order) { described_class.new([]) }

          describe '#price' do
            context "with a discount" do
              it 'is lower' do
                expect(order.price).to eq(LIMIT)
              end
              it { is_expected.to be_empty }
              xit "is not checked"
            end
          end
          shared_examples 'an order' do
            specify("sent") { }
          end
        end

        class OrderTest < Minitest::Test
          def setup; end

          def test_price
            assert_equal 1, Shop::Order.new([]).price
          end

          test "is open" do
            assert true
          end
        end

        """#
}
