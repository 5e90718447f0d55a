import Diagnostics
import Symbolic

/// What the subscripts of a model's names mean: w_ij is w_{i,j} and sum_ij is sum_i sum_j where i and j are indices and ij is none; the n of 1...n is
/// the last value; and what is no index is a part of the name, as in h_prev and n_a, if an input or an equation is called so.
struct Subscripts: Sendable {
    private let indices: Set<String>
    private let lastValues: [String: Int]
    /// Names with the words below them.
    private var names: Set<String> = []

    init(_ model: Model) {
        indices = Set(model.indices.map(\.name.trimmed.text))
        lastValues = Dictionary(
            model.indices.compactMap { index in index.last.map { ($0, index.range.upperBound) } },
            uniquingKeysWith: { first, _ in first })
        for layer in model.layers {
            let gradients = layer.gradients + layer.upstream
            let lefts = layer.equations.lines.compactMap(Self.left)
            for pattern in layer.inputs + lefts + gradients.compactMap(\.name) {
                guard case .symbol(let reference)? = (try? Formula(pattern))?.root.kind else { continue }
                if let name = words(below: reference) { names.insert(name) }
            }
            for output in layer.outputs {
                guard case .symbol(let reference)? = (try? Formula(output))?.root.kind else { continue }
                names.insert(GradientNames.upstreamPrefix + (words(below: reference) ?? reference.name))
            }
        }
    }

    private static func left(of line: SourceSlice) -> SourceSlice? {
        let end = line.source.utf8[line.range].firstIndex(of: UInt8(ascii: "="))
        return end.map { SourceSlice(line.source, line.range.lowerBound..<$0) }
    }

    /// The name with its first subscripts, if these are words.
    private func words(below reference: Syntax.Reference) -> String? {
        let words = reference.indices.prefix { index in
            if case .name(let name) = index { isWord(name) } else { false }
        }
        return words.isEmpty ? nil : words.reduce(reference.name) { "\($0)_\($1.text)" }
    }

    private func isWord(_ text: String) -> Bool {
        !indices.contains(text) && lastValues[text] == nil && split(text) == nil
    }

    /// Indices of one letter each, side by side.
    private func split(_ text: String) -> [Syntax.Index]? {
        let letters = text.map(String.init)
        return letters.allSatisfy(indices.contains) ? letters.map { .name($0) } : nil
    }

    // MARK: Meaning

    private func meant(_ reference: Syntax.Reference) -> Syntax.Reference {
        if reference.indices.isEmpty { return reference }
        var (name, indices) = (reference.name, reference.indices[...])
        // The longest of the names that it begins with.
        if let words = words(below: reference) {
            var known = Substring(words)
            while known.count > name.count, !names.contains(String(known)) {
                known = known[..<known.lastIndex(of: "_")!]
            }
            indices = indices.dropFirst(known.count { $0 == "_" } - name.count { $0 == "_" })
            name = String(known)
        }
        let meant = indices.flatMap { index -> [Syntax.Index] in
            guard case .name(let name) = index, !self.indices.contains(name) else { return [index] }
            return split(name) ?? lastValues[name].map { [.value($0)] } ?? [index]
        }
        return Syntax.Reference(name: name, indices: meant)
    }

    func meant(_ formula: Formula) -> Formula {
        Formula(
            formula.root.replacingReferences(meant) { name in
                indices.contains(name) ? [name] : split(name)?.compactMap(\.name) ?? [name]
            })
    }

    func meant(_ equation: Equation) -> Equation {
        Equation(left: meant(equation.left), right: meant(equation.right))
    }

    func meant(_ assumption: Symbolic.Assumption) -> Symbolic.Assumption {
        var result = assumption
        result.formulas = assumption.formulas.map(meant)
        return result
    }

    func meant(_ statement: Statement) -> Statement {
        var result = statement
        result.parts = statement.parts.map { part in
            switch part {
            case .chain(let formulas): .chain(formulas.map(meant))
            case .tuple(let formulas): .tuple(formulas.map(meant))
            }
        }
        return result
    }
}
