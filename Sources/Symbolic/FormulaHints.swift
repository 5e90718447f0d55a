import Diagnostics

/// What is written here in place of what is usual elsewhere.
package enum FormulaHints {
    /// Functions, and words that stand where one would.
    private static let functions: [String: String] = [
        "ln": "the natural logarithm is ‘log’", "lg": "write ‘log(x) / log(10)’",
        "log2": "write ‘log(x) / log(2)’", "log10": "write ‘log(x) / log(10)’",
        "log1p": "write ‘log(1 + x)’", "expm1": "write ‘exp(x) - 1’",
        "fabs": "write ‘abs’", "maximum": "write ‘max’", "minimum": "write ‘min’", "average": "write ‘mean’",
        "sgn": "write ‘sign’", "logistic": "write ‘sigmoid’", "pow": "write ‘x^y’", "square": "write ‘x^2’",
        "argmax": "which is the largest is said by a condition: ‘[x_k = m]’, where ‘m = max_k x_k’",
        "argmin": "which is the smallest is said by a condition: ‘[x_k = m]’, where ‘m = min_k x_k’",
        "where": conditions, "if": conditions, "else": conditions, "and": conditions, "not": conditions,
        "dot": "write ‘a @ b’", "matmul": "write ‘A @ B’", "transpose": "write ‘X'’",
        "norm": "write ‘sqrt(sum_k x_k^2)’, or of an array ‘sqrt(sum(x * x))’",
        "tr": diagonal, "trace": diagonal, "diag": diagonal,
        "softmax": "write its equations: ‘e_k = exp(x_k)’, ‘S = sum_k e_k’, ‘y_k = e_k / S’",
    ]

    private static let conditions = "a condition is 1 or 0, and a factor: ‘[x > 0] * x’"
    private static let diagonal = "the diagonal of a matrix is ‘X_i_i’"

    static func function(_ name: String) -> String? { functions[name] }

    /// A name that is defined nowhere.
    package static func name(_ reference: Syntax.Reference, at place: SourceSlice) -> String? {
        guard reference.indices.isEmpty else { return nil }
        let before = place.source.string(0..<place.range.lowerBound).last { $0 != " " }
        let after = place.source.string(place.range.upperBound..<place.source.utf8.count).first { $0 != " " }
        return switch reference.name {
        case "T" where before == "^": "the transpose is written ‘X'’"
        case "e" where after == "^": "write ‘exp(x)’"
        case "pi", "e", "inf", "infinity": "numbers are written with their digits"
        default: function(reference.name)
        }
    }

    private static let characters: [Character: String] = [
        "−": "write ‘-’", "–": "write ‘-’", "×": "write ‘*’", "·": "write ‘*’", "⋅": "write ‘*’",
        "⊙": "write ‘*’",
        "÷": "write ‘/’", "≤": "write ‘<=’", "≥": "write ‘>=’", "≠": "write ‘!=’", "’": "write ‘'’",
        "ᵀ": "write ‘'’",
        "|": "the size of x is ‘abs(x)’", "√": "write ‘sqrt(x)’", "²": "write ‘^2’", "³": "write ‘^3’",
        "∑": "write ‘sum_k’", "Σ": "write ‘sum_k’", "∏": "write ‘prod_k’", "Π": "write ‘prod_k’",
        "?": conditions, "&": "both conditions hold where their product is 1: ‘[x > 0] * [x < 1]’",
        "\\": "a formula is plain text, as in ‘exp(x)’", ":": "an equation has ‘=’ between its sides",
        ";": "write one equation a line",
    ]

    /// What a formula begins with that it can't.
    static func character(_ rest: String) -> String? {
        guard let first = rest.first else { return nil }
        if rest.hasPrefix(".T") { return "the transpose is written ‘X'’" }
        return characters[first] ?? nameOfGreekLetter(first).map { "write ‘\($0)’" }
    }
}
