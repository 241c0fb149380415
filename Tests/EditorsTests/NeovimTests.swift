import Base
import TestKit
import Testing

/// Our plugin in a real Neovim, with the real server.
@Suite("Neovim", .serialized)
struct NeovimTests {
    private static let source = """
        def load(path):
            with open(path, encoding="utf-8") as stream:
                return stream.read()


        def lines(path):
            with open(path, encoding="utf-8") as stream:
                return stream.readlines()


        def first(path):
            with open(path, encoding="utf-8") as stream:
                return stream.readline()


        def again(path):

        """

    @Test("What comes next is shown while one types, and taken word by word or whole")
    func ghostText() throws {
        let folder = try TemporaryDirectory()
        try Files.writeAtomically(folder.path / "a.py", Array(Self.source.utf8))
        let neovim = try Neovim(editing: "a.py", in: folder.path)
        try neovim.type("Gowith ")
        try neovim.wait(
            until: "stridx(\(Self.ghost), 'open(path')", is: "0", typing: "x<BS>")
        try neovim.type("<M-w>")
        try neovim.wait(until: "getline('.')", is: "    with open")
        // By now the server may know more to say than it did.
        try neovim.wait(until: "stridx(\(Self.ghost), '(path')", is: "0")
        try neovim.type("<Tab>")
        try neovim.wait(until: "stridx(getline('.'), '    with open(path')", is: "0")
        try neovim.type("<Esc>u")
        try neovim.wait(until: "getline('.')", is: "    with open")
    }

    @Test("A key does what it always did where there is nothing to take")
    func keys() throws {
        let folder = try TemporaryDirectory()
        try Files.writeAtomically(folder.path / "a.py", Array("x = 1\n".utf8))
        let neovim = try Neovim(editing: "a.py", in: folder.path)
        try neovim.type("Go<Tab>")
        try neovim.wait(until: "getline('.')", is: "    ")
    }

    @Test("The commands answer, and the health check finds nothing wrong")
    func commands() throws {
        let folder = try TemporaryDirectory()
        try Files.writeAtomically(folder.path / "a.py", Array(Self.source.utf8))
        let neovim = try Neovim(editing: "a.py", in: folder.path)
        try neovim.type(":TenonStatus<CR>")
        try neovim.wait(until: "stridx(join(getline(1, '$')), '# Tenon ')", is: "0")
        try neovim.type(":checkhealth tenon<CR>")
        try neovim.wait(until: "match(getline(1, '$'), 'running in') > 0", is: "1")
        #expect(try neovim.value("match(getline(1, '$'), 'ERROR')") == "-1")
        #expect(try neovim.value("execute('messages')").contains("Error") == false)
    }

    /// The text of the plugin's virtual text, on one line.
    private static let ghost = """
        luaeval('((vim.api.nvim_buf_get_extmarks(0, vim.api.nvim_get_namespaces()["tenon.ghost"], \
        0, -1, {details = true})[1] or {})[4] or {virt_text = {{""}}}).virt_text[1][1]')
        """
}
