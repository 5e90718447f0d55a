import Diagnostics

/// What is assumed of the inputs: an equation, an inequality, or a chain of them.
///
///     sum_k t_k = 1
///     0 < p < 1
///     x != 0
public struct Assumption: Sendable {
    /// Each formula of the chain is compared with the next.
    public package(set) var formulas: [Formula]
    public let relations: [Relation]
    public let place: SourceSlice

    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    public init(_ slice: SourceSlice) throws { try self.init(slice, Functions()) }

    /// - Parameter functions: those that it may call.
    package init(_ slice: SourceSlice, _ functions: Functions) throws {
        place = slice.trimmed
        var parser = try FormulaParser(place, functions)
        (formulas, relations) = try parser.comparison()
    }
}
