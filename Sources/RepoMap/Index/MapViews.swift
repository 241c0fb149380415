package import Structure

/// The files of an index, by number.
package struct MapFiles: RandomAccessCollection, Sendable {
    let index: MapIndex

    package var startIndex: Int { 0 }
    package var endIndex: Int { index.entries.count }
    package subscript(number: Int) -> MapFile { MapFile(index: index, number: number) }
}

/// A file of an index. What it says is put together when it is asked for.
package struct MapFile: Sendable {
    let index: MapIndex
    let number: Int

    private var entry: IndexedFile { index.entries[number] }

    /// Relative to the root, with `/`.
    package var path: String { entry.path }
    /// Whose imports it has.
    package var family: LanguageFamily { entry.family }
    /// In the order of the text, outer ones before those inside them.
    package var definitions: MapDefinitions { MapDefinitions(index: index, file: number) }

    /// The import statements in their order.
    package var imports: [MapImport] {
        let entry = entry
        return entry.body.imports.enumerated().map { place, one in
            MapImport(
                module: entry.body.text(one.module, one.moduleLength),
                text: entry.body.text(one.statement, one.statementLength),
                names: entry.body.names(of: place).map {
                    index.text(of: NameID(number: entry.names[Int($0)]))
                },
                isWildcard: one.isWildcard != 0,
                lines: Int(one.firstLine)...Int(one.lastLine))
        }
    }

    /// How many imports it has.
    var importCount: Int { entry.body.imports.count }

    /// The names that it defines, imports and uses, each once.
    package var names: some Sequence<NameID> { entry.names.lazy.map { NameID(number: $0) } }
}

/// The definitions of a file, by place.
package struct MapDefinitions: RandomAccessCollection, Sendable {
    let index: MapIndex
    let file: Int

    package var startIndex: Int { 0 }
    package var endIndex: Int { index.entries[file].body.definitions.count }
    package subscript(place: Int) -> MapDefinition {
        MapDefinition(index: index, id: DefinitionID(file: file, place: place))
    }
}

/// One definition of a file. What it says is put together when it is asked for.
package struct MapDefinition: Sendable {
    let index: MapIndex
    let id: DefinitionID

    private var entry: IndexedFile { index.entries[id.file] }
    private var packed: PackedDefinition { entry.body.definitions[id.place] }

    /// What it defines.
    package var kind: DefinitionKind { DefinitionKind.allKinds[packed.kindPlace] }
    /// Its name, as a number.
    package var nameID: NameID { NameID(number: entry.names[Int(packed.name)]) }
    /// Its name.
    package var name: String { index.text(of: nameID) }

    /// Its declaration without the body, on one line.
    package var signature: String {
        entry.body.text(packed.signature, packed.signatureLength)
    }

    /// The name of the type or module that it belongs to, as a number.
    package var containerID: NameID? {
        let number = packed.container
        return number == PackedDefinition.none
            ? nil : NameID(number: entry.names[Int(number)])
    }

    /// The type or module that it belongs to.
    package var container: String? { containerID.map { index.text(of: $0) } }
    /// The line of its name, counted from 0.
    package var line: Int { Int(packed.line) }
    /// The lines of the whole declaration.
    package var lines: ClosedRange<Int> { Int(packed.firstLine)...Int(packed.lastLine) }

    /// The names that it refers to: calls, types, values. What stands in an inner definition is
    /// that one's.
    package var uses: [NameID] {
        entry.body.uses(of: id.place).map { NameID(number: entry.names[Int($0)]) }
    }
}
