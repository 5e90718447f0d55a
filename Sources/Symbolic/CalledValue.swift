/// A value that is called by the function that gives it: σ(w x_k).
package struct CalledValue: Sendable {
    package let function: String
    package let arguments: [Syntax]
    /// Those of the value.
    package let indices: [String]

    package init(function: String, arguments: [Syntax], indices: [String]) {
        (self.function, self.arguments, self.indices) = (function, arguments, indices)
    }

    /// As it is typed.
    package var plain: String { notation(indices.map(Syntax.Index.name), in: .linear).plain }

    /// How it is written with other indices.
    func notation(_ indices: [Syntax.Index], in style: Notation.Style) -> Notation {
        let images = Dictionary(uniqueKeysWithValues: zip(self.indices, indices))
        let call = Notation.call(
            function, arguments.map { Notation($0.replacingOpenIndices(images), in: style) })
        // Of arrays, which are called without indices, those of a value.
        return indices.dropFirst(self.indices.count).reduce(call) { .arrays(.row($1.text), [$0]) }
    }
}

extension Syntax {
    /// The same with others for the indices that are open in it.
    package func replacingOpenIndices(_ images: [String: Index]) -> Syntax {
        let taken = Set(images.values.flatMap(\.names))
        let bound = Set(boundIndices.map(\.index))
        // What a sum runs over is no index outside of it.
        var inner: [String: String] = [:]
        for index in bound.sorted() where taken.contains(index) {
            inner[index] = Self.letters.first {
                !taken.contains($0) && !bound.contains($0) && !inner.values.contains($0)
            }
        }
        let all = images.filter { !bound.contains($0.key) }.merging(inner.mapValues(Index.name)) { $1 }
        let replaced = replacingReferences(
            { reference in
                Reference(
                    name: reference.name,
                    indices: reference.indices.map { index in
                        switch index {
                        case .name(let name): all[name] ?? index
                        case .sum(let sum): sum.replacing { all[$0] }
                        case .value: index
                        }
                    })
            }, indices: { [inner[$0] ?? $0] })
        return replaced.replacingParts { part in
            guard case .index(let name) = part.kind else { return part }
            return switch images[name] {
            case .value(let value): part.with(.number(Rational(value)))
            case .name(let name): part.with(.index(name))
            case .sum, nil: part
            }
        }
    }

    private static let letters = "ijklmpqrs".map(String.init)
}

extension Notation {
    /// The notation with the calls that names stand for.
    ///
    /// - Parameter values: what the names are.
    package func calling(_ values: [String: CalledValue], in style: Style) -> Notation {
        if values.isEmpty { return self }
        func called(_ part: Notation) -> Notation { part.calling(values, in: style) }
        switch self {
        case .symbol(let name, let indices):
            return values[name].map { called($0.notation(indices, in: style)) } ?? self
        case .numeral, .dots: return self
        case .operation(let operation, let operands): return .operation(operation, operands.map(called))
        case .arrays(let operation, let operands): return .arrays(operation, operands.map(called))
        case .call(let name, let arguments): return .call(name, arguments.map(called))
        case .cases(let cases):
            return .cases(cases.map { Case(value: called($0.value), condition: called($0.condition)) })
        case .derivative(let value, let variable): return .derivative(called(value), by: called(variable))
        case .series(let series, let indices, let bounds, let operand):
            let shown: Bounds? = bounds.map { bounds in
                switch bounds {
                case .values(let from, let to): .values(from: called(from), to: called(to))
                case .others(let other): .others(than: called(other))
                }
            }
            return .series(series, indices: indices, bounds: shown, called(operand))
        }
    }
}
