import Languages
import Structure
import Syntax
import Testing

@Suite struct RubyTests {
    private let source = RubyFixture.source

    @Test func tags() throws {
        try checkTags(
            "ruby", source,
            """
            8 variable $verbose
            9 constant LIMIT
            12–122 module Shop
            13 constant VERSION
            14–16 class Point
            14 field :x
            14 field :y
            15 method length
            17 class Failure
            18 class Size
            18 field :width
            23–115 class Order
            25 property :payment
            25 property :rate
            26 property total
            30 constant STATES
            31 field @@made
            34–39 constructor initialize
            35 field @items
            36 field @total
            36 field @tax
            41–43 method <=>
            45–47 method rate=
            49 method empty?
            51–65 method price
            67–94 method state
            96–98 method build
            101 method find
            104 method :paid?
            105 method all
            106 method cost
            107 method :amount
            112 method compute
            114 method secret
            119–121 method open
            124 class Cart
            126–128 function helper
            130 constant DEFAULT
            149–159 class OrderTest
            150 method setup
            152–154 method test_price
            3: call require
            4: call require_relative
            5: call load
            6: call autoload, value :Parser
            13: call freeze
            14: class Struct, call new
            15: type Math, call sqrt, value x, value y
            17: class Class, call new, type StandardError
            18: type Data, call define
            23: type Base, class Record
            25: call attr_accessor
            26: call attr_reader
            27: call include, class Comparable
            28: call extend, class Forwardable, class ClassMethods
            30: call freeze
            35: value items
            37: value @@made
            42: value price, value other, call price
            46: value @rate, value value
            49: value @items, call empty?
            51: value LIMIT
            52: value @items, call map, call :price, call sum, value item, value discount
            53: call compute, value sum
            54: value others, call each
            55: value other, call fetch, value :rate, value rate
            57: call log, value sum, call quiet?
            58: value sum
            59: type ArgumentError, type Shop, type Failure
            60: call raise, type Failure, value error, call message
            64: value close
            68: value value
            69: type Integer, value LIMIT
            71: value helper
            73: value value
            74: type String, value size
            75: value name
            76: type Point
            77: value rest
            79: value value
            80: value $verbose
            81: value rate
            86: value value
            87: value value, call next
            89: value x, value y
            90: value adder, call call, value rest
            92: value value
            97: call new
            101: call where, value id, call first
            104: call define_method
            105: call define_singleton_method
            106: call price
            107: call alias_method, value :price
            108: call before_save, value :compute, call fresh?
            110: value private
            112: value sum
            114: call private
            117: value module_function
            120: class Order, call new
            124: type Shop
            127: call puts, value name
            130: type Shop, type Shop, type Order, call build
            132: type RSpec, call describe, type Shop, type Order
            133: call let, value :order, value described_class, call new
            135: call describe
            136: call context
            137: call it
            138: call expect, value order, call price, call to, call eq, value LIMIT
            140: call it, value is_expected, call to, value be_empty
            141: call xit
            144: call shared_examples
            145: call specify
            149: type Minitest, class Test
            153: call assert_equal, type Shop, class Order, call new, call price
            156: call test
            157: call assert
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "ruby", source,
            """
            1: {160
            3: require
            4: require_relative
            5: load
            6: autoload
            9: variable=LIMIT
            12: {122, type=Shop
            13: variable=VERSION
            14: variable=Point, Struct, {16
            15: {15, function=length, Math, x, y
            17: variable=Failure, Class, StandardError
            18: variable=Size, Data
            23: {115, type=Order, Base, Record
            25: attr_accessor
            26: attr_reader
            27: include, Comparable
            28: extend, Forwardable, ClassMethods
            30: variable=STATES
            34: {39, function=initialize, parameter=items, parameter=rate, parameter=rest,
                parameter=key, parameter=options, parameter=block
            35: items
            41: {43, parameter=other
            42: price, other
            45: {47, parameter=value
            46: value
            49: {49, function=empty?
            51: {65, function=price, parameter=discount, LIMIT
            52: variable=sum, {52, parameter=item, parameter=a, parameter=b, parameter=memo,
                item, discount
            53: variable=first, variable=others, compute, sum
            54: others, {56, parameter=other
            55: variable=sum, other, {55, parameter=key, rate
            57: log, sum, quiet?
            58: sum
            59: ArgumentError, Shop, Failure, variable=error
            60: raise, Failure, error
            64: close
            67: {94, function=state, parameter=value
            68: value
            69: Integer, LIMIT
            71: helper
            73: value
            74: String, variable=name, variable=size, size
            75: name
            76: Point, variable=x, variable=rest
            77: rest
            79: value
            81: rate
            86: value
            87: variable=value, value
            89: variable=adder, {89, parameter=x, parameter=y, {89, x, y
            90: adder, rest
            92: value
            96: {98
            97: new
            100: {102
            101: {101, function=find, parameter=id, where, id
            104: define_method, {104
            105: define_singleton_method, {105
            107: alias_method
            108: before_save, {108, {108, fresh?
            110: private
            112: {112, function=compute, parameter=sum, sum
            114: private, {114, function=secret
            117: module_function
            119: {121
            120: Order
            124: {124, Shop, Cart
            126: {128, function=helper, parameter=name
            127: puts, name
            130: Shop, DEFAULT, Shop, Order
            132: RSpec, Shop, Order, {147
            133: let, {133, described_class
            135: describe, {143
            136: context, {142
            137: it, {139
            138: expect, order, eq, LIMIT
            140: it, {140, is_expected, be_empty
            141: xit
            144: shared_examples, {146
            145: specify, {145
            149: {159, type=OrderTest, Minitest, Test
            150: {150, function=setup
            152: {154, function=test_price
            153: assert_equal, Shop, Order
            156: test, {158
            157: assert
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "ruby", .imports, source,
            """
            3 import, module set
            4 import, module shop/item
            5 import, module tasks.rb
            6 import, name :Parser, module shop/parser
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "ruby", .docs, source,
            """
            12–122 documented, doc # Everything about the shop.
            23–115 documented, doc # @param items [Array]
            25 documented, doc # How it is paid.
            34–39 documented, doc # Makes an order.
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "ruby", .tests, source,
            """
            132–147 suite, name Shop::Order
            135–143 suite, name #price
            136–142 suite, name with a discount
            137–139 test, name is lower
            140 test, name it
            141 test, name is not checked
            144–146 suite, name an order
            145 test, name sent
            149–159 suite, name OrderTest
            152–154 test, name test_price
            156–158 test, name is open
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "ruby", source,
            """
            fold: 12–122 14–16 23–115 34–39 41–43 45–47 51–65 54–56 59–60
                61–62 63–64 67–94 68–72 70–71 73–78 74–75 76–77 83–84 86–88
                91–93 96–98 100–102 119–121 126–128 132–147 135–143 136–142
                137–139 144–146 149–159 152–154 156–158
            fold.body: 79–80 81–82
            fold.comment: 1 11 20 21 22 24 33
            fold.imports: 3 4 6
            """)
    }

    @Test func aSymbolNamesWithoutItsColon() throws {
        let source = Array("attr_reader :price\nbefore_save :compute".utf8)
        let language = try TestLanguages.named("ruby")
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(source) else {
            Issue.record("parsing did not finish")
            return
        }
        let tags = Tags(of: tree, bytes: source, language: language)
        func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }
        #expect(tags.definitions.map { text($0.nameRange) } == ["price"])
        #expect(
            tags.references.map { text($0.range) } == ["attr_reader", "before_save", "compute"])
    }
}
