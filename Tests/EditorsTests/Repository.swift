import Base

/// The checkout.
var repository: Path { Path(#filePath).parent.parent.parent }

/// Where the program is that these tests start.
var builtPrograms: Path { repository / ".build/debug" }
