import Base
import JSON
import LSP
import Languages
import Settings
import Structure
import Syntax
import Text

// Outline, folds and selections: what syntax alone says of one document.

extension Session {
    func documentSymbols(_ params: DocumentParams, _ open: OpenRequest) {
        let client = client.shape
        read(params.uri, \.documentSymbols, open) { document in
            document.outline(for: client)
        }
    }

    func foldingRanges(_ params: DocumentParams, _ open: OpenRequest) {
        let limit = client.capabilities.textDocument.foldingRangeLimit ?? 5000
        read(params.uri, \.folding, open) { document in
            document.foldingRanges(limit: limit)
        }
    }

    func selectionRanges(_ params: SelectionRangeParams, _ open: OpenRequest) {
        let encoding = client.encoding
        read(params.uri, \.selectionRanges, open) { document in
            params.positions.map { document.selectionRange(at: $0, encoding: encoding) }
        }
    }

    /// Answers from a document's snapshot on a worker, or with null where the feature is silent.
    /// A file that is not open is read from disk.
    private func read<Value: JSONEncodable & SendableMetatype>(
        _ uri: String, _ feature: KeyPath<SettingKeys, Setting<FeatureSwitch>>, _ open: OpenRequest,
        _ work: @escaping @Sendable (DocumentSnapshot) -> Value
    ) {
        let uri = DocumentURI(uri)
        let settings = settings(for: uri)
        let feature = settings[dynamicMember: feature]
        if let document = documents[uri]?.snapshot() {
            guard isOn(feature, for: document.language) else { return open.succeedWithNull() }
            return answer(open) { () throws(ResponseError) in work(document) }
        }
        guard let path = uri.path, let language = languages.language(fileName: uri.name),
            isOn(feature, for: language)
        else { return open.succeedWithNull() }
        let limit = settings.indexMaxFileBytes
        answer(open) { () throws(ResponseError) in
            work(try DocumentSnapshot.onDisk(uri, path, language, limit: limit))
        }
    }
}

extension DocumentSnapshot {
    /// A file as it is on disk, its text repaired where it is not UTF-8.
    static func onDisk(
        _ uri: DocumentURI, _ path: Path, _ language: Language, limit: Int
    ) throws(ResponseError) -> DocumentSnapshot {
        do throws(Files.ReadError) {
            let bytes = repairedUTF8(try Files.read(path, limit: limit))
            return DocumentSnapshot(uri: uri, buffer: TextBuffer(bytes), language: language)
        } catch {
            throw ResponseError(.requestFailed, error.description)
        }
    }

    fileprivate func outline(for client: ClientShape) -> DocumentSymbolResult {
        let items = tags.outline()
        if client.capabilities.textDocument.hierarchicalSymbols {
            var reader = PositionReader(buffer, encoding: client.encoding)
            return .outline(items.map { symbol($0, &reader) })
        }
        var containers: [String] = []
        return .flat(
            items.map { item in
                containers.removeLast(containers.count - item.depth)
                defer { containers.append(name(item.definition)) }
                return SymbolInformation(
                    name: name(item.definition), kind: SymbolKind(item.definition.kind),
                    container: containers.last ?? container(item.definition),
                    location: Location(
                        uri: uri.spelling,
                        range: range(item.definition.range, client.encoding)))
            })
    }

    private func symbol(_ item: OutlineItem, _ reader: inout PositionReader) -> DocumentSymbol {
        DocumentSymbol(
            name: name(item.definition), kind: SymbolKind(item.definition.kind),
            range: reader.positions(of: Range(item.definition.range)),
            selectionRange: reader.positions(of: Range(item.definition.nameRange)),
            depth: item.depth)
    }

    /// The name of the type that a definition says it belongs to.
    func container(_ definition: Definition) -> String? {
        definition.containerRange.map { String(decoding: buffer.bytes[$0], as: UTF8.self) }
    }

    private func name(_ definition: Definition) -> String {
        String(decoding: buffer.bytes[definition.nameRange], as: UTF8.self)
    }

    private func range(_ offsets: Range<Int>, _ encoding: PositionEncoding) -> PositionRange {
        buffer.positions(of: Range(offsets), encoding: encoding)
    }

    fileprivate func foldingRanges(limit: Int) -> [FoldingRange] {
        guard let language, let tree else { return [] }
        return folds(of: tree, text: buffer, language: language, limit: limit).map { fold in
            let kind: FoldingRange.Kind? =
                switch fold.kind {
                case .code: nil
                case .comment: .comment
                case .imports: .imports
                }
            return FoldingRange(
                startLine: fold.lines.lowerBound, endLine: fold.lines.upperBound, kind: kind)
        }
    }

    /// One answer a position, as the protocol wants it: without a tree the place itself.
    fileprivate func selectionRange(
        at position: Position, encoding: PositionEncoding
    ) -> SelectionRange {
        let offset = buffer.offset(of: position, encoding: encoding)
        let ranges =
            tree.map { Structure.selectionRanges(at: offset.value, in: $0, bytes: buffer.bytes) }
            ?? []
        let positions = ranges.map { range($0, encoding) }
        let here = PositionRange(start: position, end: position)
        return SelectionRange(
            range: positions.first ?? here, parents: Array(positions.dropFirst()))
    }
}

extension SymbolKind {
    /// The icon that an editor shows for a definition.
    init(_ kind: DefinitionKind) {
        self =
            switch kind {
            case .function, .macro: .function
            case .method: .method
            case .constructor: .constructor
            case .class, .type: .class
            case .struct: .struct
            case .enum: .enum
            case .enumMember: .enumMember
            case .interface: .interface
            case .module: .module
            case .namespace, .extension: .namespace
            case .field: .field
            case .property: .property
            case .variable: .variable
            case .constant: .constant
            }
    }
}
