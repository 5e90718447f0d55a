import Diagnostics
import Symbolic

/// What a statement says, with an index for each axis of its arrays, and a range for each index.
///
/// An index letter that the model doesn't have may stand below a sum, as in ∑_i x_i: it runs over what it is an index of.
struct StatementScope {
    private(set) var scope: Scope
    private let gradients: [String: (name: Syntax.Reference, value: String)]
    /// Whether a number is the length of an axis where it may be: the 64 of 1/64 beside X: [64, 784].
    private let readsLengths: Bool

    init(_ scope: Scope, _ gradients: GradientNames, readsLengths: Bool = false) {
        self.scope = scope
        self.readsLengths = readsLengths
        self.gradients = gradients.namesInStatements(scope)
    }

    /// - Throws: `Diagnostic` for shapes that do not fit, and for an index that stands for nothing.
    mutating func meaning(of statement: Statement) throws -> Statement {
        let meant = scope.reader.meant(statement)
        var (result, indices) = try scope.arrays.indexed(meant, gradients: gradients.mapValues(\.value))
        scope = scope.adding(
            Dictionary(
                indices.map { ($0.name.trimmed.text, $0.range) }, uniquingKeysWith: { first, _ in first }))
        for formula in result.parts.flatMap(\.formulas) { try checkOpenIndices(of: formula.root) }
        for part in result.parts.indices {
            result.parts[part] = try result.parts[part].map { Formula(try meaning(of: $0.root, [:])) }
        }
        return result
    }

    /// - Parameter names: for indices of the statement's own what they are called, each in what it runs over.
    private mutating func meaning(of syntax: Syntax, _ names: [String: String]) throws -> Syntax {
        let kind: Syntax.Kind
        switch syntax.kind {
        case .number(let number):
            guard readsLengths, let lengths = lengths(of: number) else { return syntax }
            let factors = lengths.map { length in
                Syntax(.symbol(Syntax.Reference(name: length, indices: [])), at: syntax.place)
            }
            kind = factors.count == 1 ? factors[0].kind : .operation(.product, factors)
        case .index: return syntax
        case .symbol(let reference): kind = .symbol(reference.renaming(names))
        case .operation(let operation, let operands):
            if operation == .quotient { try checkIsNoDerivative(operands, at: syntax.place) }
            kind = .operation(
                operation,
                try operands.enumerated().map { position, operand in
                    // The 100 of x^100 is none.
                    if operation == .power, position == 1, case .number = operand.kind { return operand }
                    return try meaning(of: operand, names)
                })
        case .arrays(let operation, let operands):
            kind = .arrays(operation, try operands.map { try meaning(of: $0, names) })
        case .derivative(let value, let variable):
            kind = .derivative(try meaning(of: value, names), by: try meaning(of: variable, names))
        case .series(let series, let index, let head, let operand):
            let (index, inner) = try bind(index, at: head, in: operand, names)
            kind = .series(series, index: index, head: head, try meaning(of: operand, inner))
        case .boundedSeries(let series, let index, let head, let bounds, let operand):
            let written = try bounds.map { try meaning(of: $0, names) }
            var (name, inner) = (index, names)
            inner[index] = nil
            if case .others(let other) = written {
                (name, inner) = try bind(index, at: syntax.place, in: operand, besides: other, names)
            }
            kind = .boundedSeries(series, index: name, head: head, written, try meaning(of: operand, inner))
        }
        return Syntax(kind, at: syntax.place)
    }

    /// The lengths of axes that a number is, or is the product of: 50,176 is 64 · 784.
    private func lengths(of number: Rational) -> [String]? {
        let longest = 3
        var products: [(value: Int, lengths: [String])] = [(1, [])]
        for length in scope.model.indices.compactMap(\.last) {
            guard let value = Int(length) else { continue }
            products += products.compactMap {
                let (product, overflow) = $0.value.multipliedReportingOverflow(by: value)
                return overflow || $0.lengths.count == longest ? nil : (product, $0.lengths + [length])
            }
        }
        return products.first { Rational($0.value) == number && !$0.lengths.isEmpty }?.lengths
    }

    /// `dy / dx` would be a quotient of two letters of the statement's own.
    private func checkIsNoDerivative(_ operands: [Syntax], at place: SourceSlice) throws {
        let values = operands.compactMap { operand -> String? in
            guard case .symbol(let reference) = operand.kind, reference.name.hasPrefix("d"),
                scope.declarations[reference.name] == nil
            else { return nil }
            let value = String(reference.name.dropFirst())
            return scope.declarations[value] == nil ? nil : "d " + reference.text.dropFirst()
        }
        guard values.count == 2 else { return }
        throw place.error(
            "a derivative is written d y / d x", suggestion: "write ‘\(values[0]) / \(values[1])’")
    }

    /// What the index of a series is called, and the names in what it takes.
    private mutating func bind(
        _ index: String, at place: SourceSlice, in operand: Syntax, besides other: Syntax? = nil,
        _ names: [String: String]
    ) throws -> (String, [String: String]) {
        var names = names
        names[index] = nil
        if scope.model.indices.contains(where: { $0.name.trimmed.text == index }) { return (index, names) }
        guard let range = try range(of: index, in: operand, besides: other) else {
            if scope.ranges[index] != nil { return (index, names) }
            throw undefinedIndex(index, scope.ranges.keys, at: place)
        }
        var name = index + "′"
        while let known = scope.ranges[name], known != range { name += "′" }
        scope = scope.adding([name: range])
        names[index] = name
        return (name, names)
    }

    private func checkOpenIndices(of syntax: Syntax) throws {
        try syntax.forEachReference { reference, place, bound in
            for index in reference.indices.flatMap(\.names)
            where !bound.contains(index) && scope.ranges[index] == nil {
                throw undefinedIndex(index, scope.ranges.keys, at: place)
            }
        }
    }

    /// What an index runs over, as the values say that have it.
    ///
    /// - Parameter other: an index that this one leaves out, and so runs over the same.
    private func range(of index: String, in operand: Syntax, besides other: Syntax? = nil) throws
        -> ClosedRange<Int>?
    {
        var found: (range: ClosedRange<Int>, text: String)?
        try operand.forEachReference { reference, place, bound in
            if bound.contains(index) { return }
            let declared = scope.declarations[reference.name]?.pattern ?? gradients[reference.name]?.name
            guard let pattern = declared else { return }
            for (written, own) in zip(reference.indices, pattern.indices) where written == .name(index) {
                guard let range = own.name.flatMap({ scope.ranges[$0] }) else { continue }
                if let found, found.range != range {
                    throw place.error(
                        "‘\(index)’ would run over \(range.text) here, and over \(found.range.text) in ‘\(found.text)’"
                    )
                }
                found = (range, reference.text)
            }
        }
        if let found { return found.range }
        if case .symbol(let reference)? = other?.kind, reference.indices.isEmpty {
            return scope.ranges[reference.name]
        }
        // In ∏_i≠j x_i, j is what i is.
        var range: ClosedRange<Int>?
        try operand.forEachOthers { inner, other, part in
            guard range == nil, case .symbol(let reference) = other.kind, reference.indices.isEmpty,
                reference.name == index
            else { return }
            range = try scope.ranges[inner] ?? self.range(of: inner, in: part)
        }
        return range
    }
}

extension Syntax.Reference {
    fileprivate func renaming(_ names: [String: String]) -> Syntax.Reference {
        if indices.isEmpty { return Syntax.Reference(name: names[name] ?? name, indices: []) }
        return Syntax.Reference(
            name: name,
            indices: indices.map { index in
                switch index {
                case .value: index
                case .name(let name): .name(names[name] ?? name)
                case .sum(let sum): sum.replacing { names[$0].map(Syntax.Index.name) }
                }
            })
    }
}

extension ClosedRange<Int> {
    fileprivate var text: String { "\(lowerBound)...\(upperBound)" }
}

extension Statement.Part {
    fileprivate func map(_ image: (Formula) throws -> Formula) rethrows -> Self {
        switch self {
        case .chain(let formulas): .chain(try formulas.map(image))
        case .tuple(let formulas): .tuple(try formulas.map(image))
        }
    }
}
