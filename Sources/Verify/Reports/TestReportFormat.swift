/// Which way a runner tells its results. The languages' descriptions name these.
package enum TestReportFormat: String, Sendable, CaseIterable {
    case pytest, unittest, node, jest, mocha, go, cargo, swift, ctest, jvm, rspec, minitest, phpunit
    case busted, bats
    /// Nothing but the exit code is to be read.
    case exitCode

    /// Reads what a run left. Pure: the same bytes give the same report.
    package func read(_ input: ReportInput) -> TestReport {
        switch self {
        case .pytest: Pytest.read(input)
        case .unittest: Unittest.read(input)
        case .node: Node.read(input)
        case .jest: Jest.read(input)
        case .mocha: Mocha.read(input)
        case .go: GoTest.read(input)
        case .cargo: Cargo.read(input)
        case .swift: SwiftTest.read(input)
        case .ctest: CTest.read(input)
        case .jvm: JVM.read(input)
        case .rspec: RSpec.read(input)
        case .minitest: Minitest.read(input)
        case .phpunit: PHPUnit.read(input)
        case .busted: Busted.read(input)
        case .bats: Bats.read(input)
        case .exitCode: TestReport()
        }
    }

    /// Whether it reads what the runner prints, so that a command of the user's own can be read
    /// as well.
    package var readsOutput: Bool {
        switch self {
        case .unittest, .node, .go, .cargo, .swift, .minitest, .busted, .bats: true
        case .pytest, .jest, .mocha, .ctest, .jvm, .rspec, .phpunit, .exitCode: false
        }
    }
}
