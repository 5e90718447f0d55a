import Diagnostics

/// What is written here in place of what is usual elsewhere.
package enum FormulaHints {
    /// Functions, and words that stand where one would.
    private static let functions: [String: String] = [
        "lg": "write ‘log10(x)’", "log2": "write ‘log(x) / log(2)’",
        "log1p": "write ‘log(1 + x)’", "expm1": "write ‘exp(x) - 1’",
        "fabs": "write ‘abs’", "maximum": "write ‘max’", "minimum": "write ‘min’", "average": "write ‘mean’",
        "avg": "write ‘mean’", "product": "write ‘prod’", "sigm": "write ‘sigmoid’",
        "sgn": "write ‘sign’", "logistic": "write ‘sigmoid’", "pow": "write ‘x^y’", "square": "write ‘x^2’",
        "sqr": "write ‘x^2’",
        "argmax": "which is the largest is said by a condition: ‘[x_k = m]’, where ‘m = max_k x_k’",
        "argmin": "which is the smallest is said by a condition: ‘[x_k = m]’, where ‘m = min_k x_k’",
        "where": conditions, "if": conditions, "otherwise": conditions, "and": both,
        "or": turns, "elif": turns, "elseif": turns,
        "for": "what is added up over an index is written ‘sum_i’",
        "clip": between, "clamp": between, "var": variance, "std": "write ‘sqrt(mean_k (x_k - m)^2)’",
        "not": "write the opposite condition",
        "step": condition, "heaviside": condition, "indicator": condition,
        "cot": "write ‘cos(x) / sin(x)’", "sec": "write ‘1 / cos(x)’", "csc": "write ‘1 / sin(x)’",
        "asin": noInverse, "acos": noInverse, "atan": noInverse,
        "arcsin": noInverse, "arccos": noInverse, "arctan": noInverse,
        "swish": "write ‘x * sigmoid(x)’", "silu": "write ‘x * sigmoid(x)’",
        "leaky_relu": "write ‘max(x, 0.01*x)’", "elu": "write ‘if x > 0 then x else exp(x) - 1’",
        "logsumexp": "write ‘log(sum_k exp(x_k))’", "log_softmax": "write ‘log(softmax(x_k))’",
        "cross_entropy": "write ‘-sum_k (t_k * log(y_k))’", "mse": "write ‘mean_k (y_k - t_k)^2’",
        "dot": "write ‘a @ b’", "matmul": "write ‘A @ B’", "transpose": "write ‘X'’",
        "tr": diagonal, "trace": diagonal, "diag": diagonal,
    ]

    private static let conditions = "write ‘if x > 0 then x else 0’"
    private static let turns =
        "conditions that are tried in turn are written ‘if x > 1 then a else if x < 0 then a else b’"
    static let both = "both conditions hold where their product is 1: ‘[x > 0] * [x < 1]’"
    private static let condition = "write ‘[x > 0]’"
    private static let noInverse = "there is no inverse of sin, cos or tan"
    private static let between = "write ‘max(0, min(x, 1))’"
    private static let variance = "write ‘mean_k (x_k - m)^2’"
    /// Letters that are usual for functions.
    private static let letters = ["sigma": "write ‘sigmoid(x)’, or say under ‘functions’ what it is"]
    /// A sum of the values of an index for which something holds, as a layer has it.
    package static func sum(over index: String, where conditions: String) -> String {
        "some of them are taken by a condition: ‘sum_\(index) (\(conditions) * …)’"
    }

    private static let diagonal = "the diagonal of a matrix is ‘X_i_i’"

    static func function(_ name: String) -> String? { functions[name] }

    /// What is written with indices where there are no arrays without them.
    private static let withIndices = [
        "dot": "write ‘sum_k (a_k * b_k)’", "matmul": "write ‘sum_j (a_i_j * b_j_k)’",
        "transpose": "write ‘x_j_i’",
    ]

    /// Words that stand between formulas elsewhere, and are nobody's factor.
    static func isWord(_ name: String) -> Bool {
        ["and", "or", "if", "otherwise", "where", "for"].contains(name)
    }

    /// What is called as a function.
    static func call(_ name: String, hasArrays: Bool) -> String? {
        (hasArrays ? nil : withIndices[name]) ?? functions[name] ?? letters[name]
    }

    /// A name that is defined nowhere.
    package static func name(_ reference: Syntax.Reference, at place: SourceSlice) -> String? {
        if reference.name == "delta", reference.indices.count == 2 {
            return
                "whether indices are equal is written ‘[\(reference.indices[0].text) = \(reference.indices[1].text)]’"
        }
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
        ";": "write one equation a line", "$": plain, "`": plain,
    ]

    private static let plain = "a formula is plain text, without signs round it"

    /// What a formula has that it can't.
    ///
    /// - Parameter before: what stands before it.
    static func character(_ rest: String, after before: String) -> String? {
        if rest.hasPrefix(":=") || rest.hasPrefix("←") { return "an equation has ‘=’ between its sides" }
        if rest.hasPrefix("..") { return "the bounds of a sum are written ‘sum_{k=1}^n’" }
        guard let first = rest.first, first == "." else {
            if rest.first == ":", before.contains(/\bif\b/) { return conditions }
            return rest.first.flatMap { characters[$0] ?? fraction($0) }
        }
        if let digit = before.last, digit.isNumber {
            return "a decimal has digits on both sides of its point, as in \(digit).0"
        }
        // X .* M of programs for matrices; np.exp(x), X.sum().
        if let sign = rest.dropFirst().first, "*/^".contains(sign) {
            return "of each value it is written ‘\(sign)’"
        }
        if rest.dropFirst().first.map({ $0.isNumber || $0.isWhitespace }) ?? true {
            return "a decimal has digits on both sides of its point, as in 0.5"
        }
        let word = String(rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        return function(word)
            ?? (isFunction(word) ? "a function is written without what stands before: ‘\(word)(…)’" : nil)
    }

    /// ½ and the like.
    private static func fraction(_ character: Character) -> String? {
        guard let value = character.unicodeScalars.first?.properties.numericValue, value > 0, value < 1,
            let parts = (2...10).first(where: { value * Double($0) == (value * Double($0)).rounded() })
        else { return nil }
        return "write ‘\(Int(value * Double(parts)))/\(parts)’"
    }

    static func isFunction(_ word: String) -> Bool {
        Operation(function: word) != nil || Series(rawValue: word) != nil || Functions().contains(word)
    }
}
