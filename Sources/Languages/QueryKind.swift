/// What a language's queries are asked for. Each is one file of its folder, `<kind>.scm`. A capture
/// whose name begins with `_` is for predicates only.
///
/// A node that several patterns capture has the part that the first pattern of the file gives it: a
/// telling pattern stands before a general one. (Matches do not come in that order.)
package enum QueryKind: String, Sendable, CaseIterable {
    /// Definitions and references: `@definition.KIND` on a declaration with `@name` and `@body` in
    /// it, `@reference.KIND` on an identifier. A name that is defined is not also a reference, but
    /// for that of `@definition.extension`: a block that adds members to a type defined elsewhere.
    /// `@container` names what a definition belongs to when it does not stand inside it.
    /// `@locals` is a body: variables, constants and prototypes in it are its own affair.
    /// `@name.assigned` is a word such as `name=value`, of which the name is the first part.
    case tags
    /// Names and where they are bound: `@scope`, `@local.KIND`, `@use`. A name that is a direct
    /// child of its scope's node, as a function's is, is bound in the scope around that one, unless
    /// it is a parameter.
    case scopes
    /// `@import` with `@import.module`, `@import.name`, `@import.alias`, `@import.wildcard`: one
    /// match for each imported name. Several modules in a match are parts of one path, outer to
    /// inner. An alias without a name is one for the module, or for what it exports by default; one
    /// beside a wildcard for all that the module has.
    case imports
    /// Documentation: `@doc` with the `@documented` declaration it belongs to. Of line comments
    /// perhaps the last alone: those right above that begin with the same mark belong to it.
    case docs
    /// `@test` and `@suite` with `@name`, which may be a string literal with its quotes.
    case tests
    /// `@fold`, `@fold.comment`, `@fold.imports`. `@fold.body` has no bracket of its own and folds
    /// from the line of what stands before it.
    case folds
    /// What the repair engine changes: a node with its role (`@comparison`, `@call` …) and the
    /// parts that it has (`@left`, `@operator` …). `Repair/Candidates/Anatomy/Role.swift` lists
    /// them.
    case repair

    /// The name of the query's file in a language folder.
    package var fileName: String { rawValue + ".scm" }
}
