/// JSON written out in Swift: `["items": [1, 2.5, "three"], "last": nil]`.
package enum JSONLiteral: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSONLiteral])
    /// In the order given.
    case object([(String, JSONLiteral)])
    /// A value taken over from elsewhere.
    case json(JSON)
}

extension JSON {
    /// The document that a literal describes.
    package init(_ literal: JSONLiteral) {
        var writer = JSONWriter()
        writer.write(literal)
        self = .written(writer.bytes)
    }

    /// The document that an encodable value writes.
    package init(encoding value: some JSONEncodable) {
        var writer = JSONWriter()
        writer.write(value)
        self = .written(writer.bytes)
    }

    /// Our own output, which parses whatever its size.
    private static func written(_ bytes: [UInt8]) -> JSON {
        let limits = JSONLimits(size: .max, depth: .max, stringLength: .max, values: .max)
        do {
            return try parse(bytes, limits: limits)
        } catch {
            preconditionFailure("the writer wrote what the parser refuses: \(error)")
        }
    }
}

extension JSONLiteral: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.writeNull()
        case .bool(let value): writer.write(value)
        case .int(let value): writer.write(value)
        case .double(let value): writer.write(value)
        case .string(let value): writer.write(value)
        case .array(let elements): writer.array(elements)
        case .object(let members):
            writer.object { writer in
                for (name, value) in members { writer.member(named: name, value) }
            }
        case .json(let value): writer.write(value)
        }
    }
}

extension JSONLiteral: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSONLiteral...) { self = .array(elements) }
    package init(dictionaryLiteral members: (String, JSONLiteral)...) { self = .object(members) }
}
