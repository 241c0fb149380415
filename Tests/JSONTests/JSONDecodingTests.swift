import JSON
import Testing

private struct Point: JSONDecodable, Equatable {
    var x: Int
    var label: String?

    init(from json: JSON) throws(JSONDecodingError) {
        x = try json.required("x")
        label = try json.optional("label")
    }
}

private struct Drawing: JSONDecodable, Equatable {
    var name: String
    var points: [Point]
    var scale: Double?
    var parent: Int?
    var tags: [String: Bool]

    init(from json: JSON) throws(JSONDecodingError) {
        name = try json.required("name")
        points = try json.required("points")
        scale = try json.optional("scale")
        parent = try json.requiredOrNull("parent")
        tags = try json.optional("tags") ?? [:]
    }
}

private func decoded(_ text: String) throws -> Drawing {
    let json = try JSON.parse(Array(text.utf8))
    return try Drawing(from: json["drawing"] ?? json)
}

@Suite struct JSONDecodingTests {
    @Test func readsWhatFits() throws {
        let drawing = try decoded(
            #"{"name":"n","points":[{"x":1},{"x":2,"label":"l"}],"parent":null,"scale":null}"#)
        #expect(drawing.points.map(\.x) == [1, 2])
        #expect(drawing.points.map(\.label) == [nil, "l"])
        #expect(drawing.scale == nil)
        let other = try decoded(
            #"{"name":"","points":[],"parent":3,"scale":2,"tags":{"a":true,"a":false},"more":{}}"#)
        #expect(other.parent == 3)
        #expect(other.scale == 2)
        #expect(other.tags == ["a": true])
    }

    @Test(arguments: [
        ("[]", "expected object, got array"),
        ("null", "expected object, got null"),
        ("{}", "name: missing"),
        (#"{"drawing":{}}"#, "drawing.name: missing"),
        (#"{"drawing":true}"#, "drawing: expected object, got boolean"),
        (#"{"name":null}"#, "name: expected string, got null"),
        (#"{"drawing":{"name":4}}"#, "drawing.name: expected string, got number"),
        (#"{"name":"","points":{}}"#, "points: expected array, got object"),
        (#"{"name":"","points":[{"x":1},[]]}"#, "points[1]: expected object, got array"),
        (
            #"{"drawing":{"name":"","points":[{"x":1},{}]}}"#, "drawing.points[1].x: missing"
        ),
        (#"{"name":"","points":[{"x":1.5}]}"#, "points[0].x: expected integer, got number"),
        (
            #"{"name":"","points":[{"x":1,"label":[]}]}"#,
            "points[0].label: expected string, got array"
        ),
        (#"{"name":"","points":[]}"#, "parent: missing"),
        (#"{"name":"","points":[],"parent":""}"#, "parent: expected integer, got string"),
        (
            #"{"name":"","points":[],"scale":{},"parent":1}"#,
            "scale: expected number, got object"
        ),
        (
            #"{"name":"","points":[],"parent":1,"tags":{"q":{},"é":1}}"#,
            "tags.q: expected boolean, got object"
        ),
    ])
    func saysWhatIsWrongAndWhere(_ text: String, _ problem: String) throws {
        let error = #expect(throws: JSONDecodingError.self) { try decoded(text) }
        #expect(error?.description == problem)
    }

    @Test func quotesOnlyTheBeginningOfLongNames() throws {
        let name = String(repeating: "n", count: 10_000)
        let json = try JSON.parse(Array(#"{"\#(name)":1}"#.utf8))
        let error = json.members.first { _ in true }?.value.mismatch("string")
        #expect(error?.description.utf8.count ?? 0 < 300)
    }

    @Test func detachedPartsAreDocumentsOfTheirOwn() throws {
        let json = try JSON.parse(Array(#"[0,{"a":["\u00e9",{"b":[1,2]}]},3]"#.utf8))
        let part = try #require(json[1]?["a"]).detached()
        #expect(part.description == #"["\u00e9",{"b":[1,2]}]"#)
        #expect(part[1]?["b"]?[1]?.int == 2)
        #expect(part[1]?["b"]?[1]?.path == "[1].b[1]")
        #expect(part[0]?.detached().string == "é")
        #expect(json[2]?.detached().int == 3)
    }
}
