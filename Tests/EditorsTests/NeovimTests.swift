import Base
import TestKit
import Testing

/// Our plugin in real Neovims, with the real server.
@Suite("Neovim", .serialized) struct NeovimTests {
    @Test(
        "Ghost text is shown while one types, taken word by word or whole, and undone",
        arguments: NeovimRelease.allCases)
    func ghostText(_ release: NeovimRelease) throws {
        let bug = try PlantedBug()
        let neovim = try Neovim(release, editing: "app.py", of: bug)
        let terminal = neovim.terminal
        try terminal.type("Go")
        try terminal.press("Enter")
        try terminal.type("def again(path):")
        try terminal.press("Enter")
        try terminal.type("with ")
        // A server that is too busy to check a text in time says nothing.
        try neovim.wait(until: "stridx(v:lua.Ghost(), 'open(path')", is: "0") {
            try terminal.press("M-a")
        }
        try terminal.press("M-w")
        try neovim.wait(until: "trim(getline('.'))", is: "with open")
        try neovim.wait(until: "stridx(v:lua.Ghost(), '(path')", is: "0") {
            try terminal.press("M-a")
        }
        try terminal.press("Tab")
        try neovim.wait(until: "stridx(trim(getline('.')), 'with open(path')", is: "0")
        try terminal.press("Escape")
        try terminal.type("u")
        try neovim.wait(until: "trim(getline('.'))", is: "with open")
        try neovim.expectNoComplaints()
        try neovim.command("qa!")
        try terminal.waitForTheEnd()
    }

    @Test(
        "There is a next candidate and one before; ghost text is dismissed, asked for, taken by line",
        arguments: NeovimRelease.allCases)
    func candidates(_ release: NeovimRelease) throws {
        let bug = try PlantedBug()
        let neovim = try Neovim(release, editing: "empty.txt", of: bug)
        let terminal = neovim.terminal
        try neovim.command(#"lua Offer('one two\nthree', 'other')"#)
        try terminal.type("i")
        try neovim.wait(until: "v:lua.Ghost()", is: "one two") { try terminal.press("M-a") }
        try terminal.press("M-n")
        try neovim.wait(until: "stridx(v:lua.Ghost(), 'other')", is: "0")
        try terminal.press("M-p")
        try neovim.wait(until: "stridx(v:lua.Ghost(), 'one two')", is: "0")
        try terminal.press("M-d")
        try neovim.wait(until: "v:lua.Ghost()", is: "")
        try terminal.press("M-a")
        try neovim.wait(until: "v:lua.Ghost()", is: "one two")
        try terminal.press("M-l")
        try neovim.wait(until: "join(getline(1, '$'), '/')", is: "one two")
        try neovim.expectNoComplaints()
    }

    @Test(
        "Repairs syntax, fixes a failing test, shows what it would change, and takes it back",
        arguments: NeovimRelease.allCases)
    func story(_ release: NeovimRelease) throws {
        let bug = try PlantedBug()
        let neovim = try Neovim(release, editing: "app.py", of: bug)
        let terminal = neovim.terminal
        let recording = Recording("neovim")

        // Ghost text.
        try terminal.type("Go")
        try terminal.press("Enter")
        try terminal.type("def again(path):")
        try terminal.press("Enter")
        try terminal.type("with ")
        try neovim.wait(until: "stridx(v:lua.Ghost(), 'open(path')", is: "0") {
            try terminal.press("M-a")
        }
        try recording.add(terminal, "Ghost text while you type; keys are yours to map")
        try terminal.press("Escape")
        try neovim.wait(until: "mode()", is: "n")
        try neovim.command("e!")

        // A code action: a bracket that is missing.
        try neovim.command("1")
        try neovim.command("call setline(1, 'print((1)')")
        try neovim.command(
            "lua vim.lsp.buf.code_action({ apply = true, filter = function(action) "
                + "return action.title:find('Insert') end })")
        try neovim.wait(until: "getline(1)", is: "print((1))")
        try neovim.command("e!")

        // "Fix this", with progress, and a preview to accept.
        #expect(try !bug.passes)
        try neovim.command("TenonFix")
        try terminal.wait(for: "verified: 1 turned green")
        #expect(try neovim.value("getbufline('app.py', 4)[0]") == PlantedBug.faulty)
        #expect(try neovim.value("luaeval('vim.inspect(Progress)')").contains("begin: Tenon: fix"))
        try terminal.wait(for: "+" + PlantedBug.repaired)
        try recording.add(terminal, ":TenonFix: the change, hunk by hunk, with its evidence")
        try terminal.type("a")
        try neovim.wait(until: "getline(4)", is: PlantedBug.repaired)
        try recording.add(terminal, "Accepted; u takes it back")
        try neovim.command("w")
        try terminal.wait("green tests") { try bug.passes }

        // And back.
        try terminal.type("u")
        try neovim.wait(until: "getline(4)", is: PlantedBug.faulty)
        try neovim.expectNoComplaints()
        try neovim.command("qa!")
        try terminal.waitForTheEnd()
        try bug.expectNoComplaints()
        if release == .newest { try recording.write() }
    }

    @Test(
        "A preview has hunks: what is rejected never comes, what is accepted comes in one step",
        arguments: NeovimRelease.allCases)
    func hunks(_ release: NeovimRelease) throws {
        let bug = try PlantedBug()
        let neovim = try Neovim(release, editing: "app.py", of: bug)
        let terminal = neovim.terminal
        try neovim.command("lua Propose()")
        try terminal.wait(for: "Two lines and a file")
        try terminal.type("r")
        try terminal.wait(for: "rejected")
        try terminal.type("a")
        try terminal.type("a")
        try neovim.wait(until: "luaeval('tostring(Answer and Answer.applied)')", is: "true")
        #expect(try neovim.value("getline(1)") == "def total(items):")
        #expect(try neovim.value("join(getline(9, 10), '/')") == "ninth = 1/and more")
        #expect(try neovim.value("join(getbufline('new.py', 1, '$'), '/')") == "new")
        try terminal.type("u")
        try neovim.wait(until: "stridx(join(getline(1, '$')), 'ninth')", is: "-1")

        // Closing it rejects the rest.
        try neovim.command("lua Propose()")
        try terminal.wait(for: "Two lines and a file")
        try terminal.type("q")
        try neovim.wait(until: "luaeval('tostring(Answer and Answer.applied)')", is: "false")
        try neovim.expectNoComplaints()
    }

    @Test("A key does what it always did where there is nothing to take")
    func keys() throws {
        let bug = try PlantedBug()
        let neovim = try Neovim(.newest, editing: "empty.py", of: bug)
        try neovim.terminal.type("i")
        try neovim.terminal.press("Tab")
        try neovim.wait(until: "getline('.')", is: "    ")
    }

    @Test("The commands answer, and the health check finds nothing wrong")
    func commands() throws {
        let bug = try PlantedBug()
        let neovim = try Neovim(.newest, editing: "app.py", of: bug)
        try neovim.command("TenonStatus")
        try neovim.wait(until: "stridx(join(getline(1, '$')), '# Tenon ')", is: "0")
        try neovim.command("checkhealth tenon")
        try neovim.wait(until: "match(getline(1, '$'), 'running in') > 0", is: "1")
        #expect(try neovim.value("match(getline(1, '$'), 'ERROR')") == "-1")
        try neovim.expectNoComplaints()
    }
}
