import Diagnostics

/// What an equation says, in the language of formulas, as it is to be printed:
///
///     y_k = exp(a_k) / sum_{i=1}^n exp(a_i)
///     y = log(x) and d y / d x = 1 / x
///     (-t_1 * S, -t_2 * S, -t_3 * S)
public struct Statement: Sendable {
    public enum Part: Sendable {
        /// Formulas that are equal; one alone is just written.
        case chain([Formula])
        case tuple([Formula])

        /// All formulas of the part.
        public var formulas: [Formula] {
            switch self {
            case .chain(let formulas), .tuple(let formulas): formulas
            }
        }
    }

    public let place: SourceSlice
    /// What ‘and’ joins.
    public package(set) var parts: [Part]

    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    public init(_ slice: SourceSlice) throws { try self.init(slice, Functions()) }

    /// - Parameter functions: those that it may call.
    package init(_ slice: SourceSlice, _ functions: Functions) throws {
        place = slice.trimmed
        var parser = try FormulaParser(place, functions, isStatement: true)
        parts = try parser.statement()
    }
}
