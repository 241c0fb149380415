extension Node {
    /// The named nodes from here on in the notation of queries, such as
    /// `(module (pass_statement))`; what the parser made up as `(MISSING ")")`.
    package var sExpression: String {
        var output = ""
        var cursor = TreeCursor(at: self)
        var openDepths: [Int] = []
        repeat {
            while let open = openDepths.last, open >= cursor.depth {
                output += ")"
                openDepths.removeLast()
            }
            guard cursor.isNamed || cursor.isMissing else { continue }
            if !output.isEmpty { output += " " }
            if let field = cursor.field, cursor.depth > 0 {
                output += tree.grammar.name(of: field) + ": "
            }
            let name = tree.grammar.name(of: cursor.kind)
            if cursor.isMissing {
                output += cursor.isNamed ? "(MISSING \(name)" : "(MISSING \"\(name)\""
            } else {
                output += "(\(name)"
            }
            openDepths.append(cursor.depth)
        } while cursor.goToNext()
        return output + String(repeating: ")", count: openDepths.count)
    }
}
