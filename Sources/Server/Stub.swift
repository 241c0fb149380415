import Base
import LSP
import Languages
struct WorkspaceIndex { func fileChanged(_ uri: DocumentURI) {}; func foldersChanged() {} }
extension Session {
    func workspaceSymbols(_ p: WorkspaceSymbolParams, _ o: OpenRequest) { o.succeedWithNull() }
    func documentSymbols(_ p: DocumentParams, _ o: OpenRequest) { o.succeedWithNull() }
    func foldingRanges(_ p: DocumentParams, _ o: OpenRequest) { o.succeedWithNull() }
    func selectionRanges(_ p: SelectionRangeParams, _ o: OpenRequest) { o.succeedWithNull() }
    func pullDiagnostics(_ p: DocumentDiagnosticParams, _ o: OpenRequest) { o.succeedWithNull() }
    func scheduleDiagnostics(_ u: DocumentURI, soon: Bool) {}
    func clearDiagnostics(of d: Document) {}
}
