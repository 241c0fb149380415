/// What a language's queries are asked for. Each is one file of its folder, `<kind>.scm`.
package enum QueryKind: String, Sendable, CaseIterable {
    /// Definitions and references: `@definition.KIND` with `@name` and `@body`, `@reference.KIND`.
    /// `@container` names what a definition belongs to when it does not stand inside it.
    /// `@locals` is a body: variables, constants and prototypes in it are its own affair.
    /// `@name.assigned` is a word such as `name=value`, of which the name is the first part.
    case tags
    /// Names and where they are bound: `@scope`, `@local.KIND`, `@use`.
    case scopes
    /// `@import` with `@import.module`, `@import.name`, `@import.alias`, `@import.wildcard`.
    case imports
    /// Documentation: `@doc` with the `@documented` declaration it belongs to.
    case docs
    /// `@test` and `@suite` with `@name`.
    case tests
    /// `@fold`, `@fold.comment`, `@fold.imports`.
    case folds

    /// The name of the query's file in a language folder.
    package var fileName: String { rawValue + ".scm" }
}
