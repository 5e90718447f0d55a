import Diagnostics

/// What is written here in place of what is usual elsewhere.
package enum FormulaHints {
    /// Functions, and words that stand where one would.
    private static let functions: [String: String] = [
        "lg": "write ‘log10(x)’", "log2": "write ‘log(x) / log(2)’",
        "log1p": "write ‘log(1 + x)’", "expm1": "write ‘exp(x) - 1’",
        "fabs": "write ‘abs’", "maximum": "write ‘max’", "minimum": "write ‘min’", "average": "write ‘mean’",
        "sgn": "write ‘sign’", "logistic": "write ‘sigmoid’", "pow": "write ‘x^y’", "square": "write ‘x^2’",
        "argmax": "which is the largest is said by a condition: ‘[x_k = m]’, where ‘m = max_k x_k’",
        "argmin": "which is the smallest is said by a condition: ‘[x_k = m]’, where ‘m = min_k x_k’",
        "where": conditions, "if": conditions, "and": both, "not": "write the opposite condition",
        "dot": "write ‘a @ b’", "matmul": "write ‘A @ B’", "transpose": "write ‘X'’",
        "tr": diagonal, "trace": diagonal, "diag": diagonal,
    ]

    private static let conditions = "write ‘if x > 0 then x else 0’"
    private static let both = "both conditions hold where their product is 1: ‘[x > 0] * [x < 1]’"
    private static let diagonal = "the diagonal of a matrix is ‘X_i_i’"

    static func function(_ name: String) -> String? { functions[name] }

    /// A name that is defined nowhere.
    package static func name(_ reference: Syntax.Reference, at place: SourceSlice) -> String? {
        guard reference.indices.isEmpty else { return nil }
        let before = place.source.string(0..<place.range.lowerBound).last { $0 != " " }
        return switch reference.name {
        case "T" where before == "^": "the transpose is written ‘X'’"
        case "inf", "infinity": "numbers are written with their digits"
        default: function(reference.name)
        }
    }

    private static let characters: [Character: String] = [
        "?": conditions, "&": both,
        ":": "an equation has ‘=’ between its sides",
        ";": "write one equation a line",
    ]

    /// What a formula begins with that it can't.
    static func character(_ rest: String) -> String? {
        rest.first.flatMap { characters[$0] }
    }
}
