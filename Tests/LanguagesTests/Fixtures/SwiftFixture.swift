enum SwiftFixture {
    /// Every construct of Swift that the queries know.
    static let source = #"""
        import Foundation
        @testable import struct Shapes.Point
        public import Geometry

        /// The limit.
        public let limit = 10
        var counter: Int = 0, started = false
        let (first, second) = (1, limit)
        let double: (Int) -> Int = { value in value * 2 }
        typealias Pair<T> = (T, T)
        infix operator <+>: AdditionPrecedence

        // A remark.
        /// What has a shape.
        /// In two lines.
        public protocol Shape: AnyObject, Sendable {
            associatedtype Unit: Hashable = Int
            var area: Double { get async throws }
            static func make(_ sides: Int) -> Self
            init?(sides: Int)
            subscript(index: Int) -> Unit { get set }
        }

        @MainActor
        public final class Circle<T: Shape>: Base, Shape where T.Unit == Int {
            @Published private(set) var radius: Double = 1.0
            static let shared = Circle(radius: limit)
            let x, y: Int
            lazy var names: [String: [T]] = makeNames()
            weak var delegate: Delegate?
            var area: Double { Double.pi * radius * self.radius }
            var label: String {
                get { "\(radius) \(describe(radius))" }
                set(text) { radius = Double(text)! }
            }
            var watched = 0 { didSet { notify(oldValue) } }

            /** Makes one. */
            public required init(radius: Double, named name: String = "c") throws {
                self.radius = radius
                super.init()
            }

            convenience init?() { return nil }
            deinit { counter -= 1 }

            @discardableResult
            func scale<U>(
                by factor: Double, _ items: U..., using work: @escaping (Double) -> Void
            ) async -> Self {
                func inner(step: Int) -> Int { step + 1 }
                let local = inner(step: 2)
                guard let delegate, let found = lookup[first] as? Delegate else { return self }
                if case .some(let item) = optional, item > local, #available(macOS 13, *) {
                    print(item)
                }
                for (index, element) in items.enumerated() where index > 0 { work(element) }
                switch factor {
                case .zero, 1...limit: break
                case let value where value < 0: throw ShapeError.negative(value)
                default: fallthrough
                }
                do { try await delegate.run(found) } catch let error as ShapeError { log(error) }
                return items.map { $0.scaled }.first { [weak self] one in one != self } ?? self
            }

            static func <+> (left: Circle, right: Circle) -> Circle { left }
            subscript(key: String) -> Int { names[key]?.count ?? counter }
            class Inner { enum Depth { case deep } }
        }

        struct Point: Equatable, @unchecked Sendable { var x = 0.0, y = 0.0 }

        // MARK: - Directions

        /// Directions.
        indirect enum Direction: String, CaseIterable {
            /// Up.
            case north = "n"
            case south, west(Int, to: Point)
            var opposite: Direction { .south }
        }

        actor Store {
            private var items: [Point] = []
            nonisolated func add(_ item: borrowing Point) { items.append(item) }
        }

        extension Circle: CustomStringConvertible where T: Hashable {
            public var description: String { "circle" }
            func grow() { while counter < limit { counter += 1 } }
        }

        extension Swift.Array<Int> { var total: Int { reduce(0, +) } }

        func area(of shape: some Shape, in box: any Box & Sendable, _: Int) -> Double {
            repeat { counter += 1 } while counter < 3
            let key = \Point.x, size = MemoryLayout<Point>.size
            defer { log(#function, key, size) }
            return shape.area.rounded(.up)
        }

        @freestanding(expression)
        macro stringify<T>(_ value: T) -> String = #externalMacro(module: "M", type: "S")

        final class CircleTests: XCTestCase {
            override func setUp() {}
            func testArea() async throws { XCTAssertEqual(Circle().area, #pair(3)) }
            func testHelper(_ x: Int) {}
        }

        @Suite("Circles") struct CircleSuite {
            @Test func grows() { #expect(limit == 10) }
            @Test("Has a name", arguments: [1, 2]) func named(n: Int) {}
        }

        """#
}
