internal import JSON

// What the dialects' requests have in common.
extension JSONWriter {
    /// Writes a member with a text that is given as UTF-8.
    mutating func member(_ name: StaticString, utf8 text: [UInt8]) {
        key(name)
        write(utf8: text)
    }

    /// Writes a message of text alone.
    mutating func writeMessage(_ role: String, _ text: String) {
        object { writer in
            writer.member("role", role)
            writer.member("content", text)
        }
    }

    /// Writes tools as most servers want them.
    mutating func writeFunctions(_ tools: [Tool]) {
        array { writer in
            for tool in tools {
                writer.object { writer in
                    writer.member("type", "function")
                    writer.member("function") { writer in
                        writer.member("name", tool.name)
                        writer.member("description", tool.summary)
                        writer.member("parameters", tool.parameters)
                    }
                }
            }
        }
    }

    /// Writes the members of an object as they are.
    mutating func members(of object: JSON) {
        for (name, value) in object.members { member(named: name, value) }
    }
}

extension Double {
    /// The nearest number in a range.
    func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
