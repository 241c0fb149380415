import Base
import EditorClient

// Demo is a short play: a scripted editor and the built server, in a small project that is made for
// it. Each scene is one file's function; a scene whose expectation fails ends the demo with an
// error, so it is also a test.

let scenes: [Scene] = [
    Scene("An editor opens a small project", start),
    Scene("A bracket is missing", showDiagnostic),
    Scene("A repair that was tried before it is offered", repair),
    Scene("A test fails", fixTests),
    Scene("The menu while one types", completeWord),
    Scene("Ghost text: the rest of the line", completeLine),
    Scene("The outline, from syntax alone", showOutline),
    Scene("What it took", showCosts),
]

let arguments = CommandLine.arguments.dropFirst()
let screen = Screen()
guard arguments.count <= 1, arguments.first?.hasPrefix("-") != true else {
    screen.complain("usage: Demo [PROGRAM]")
    exit(2)
}
do {
    let stage = try Stage(program: Path(arguments.first ?? ".build/release/tenon"), screen)
    for (number, scene) in scenes.enumerated() {
        screen.title("\(number + 1). \(scene.title)")
        try scene.play(stage)
    }
    try stage.close()
} catch {
    screen.complain("The demo stopped: \(error)")
    exit(1)
}
