import Diagnostics
import Symbolic

/// The inputs of a model by name, for those who give numbers.
extension ComputationalGraph {
    /// What can be given: inputs, and gradients that come back from outside.
    var givenSymbols: [Symbol] { inputSymbols + upstreamGradients }

    /// The input that a text names, such as `a_1`.
    ///
    /// - Throws: `Diagnostic` if there is no such input.
    public func input(_ slice: SourceSlice) throws -> Symbol {
        let name = try name(slice)
        guard name.indices.isEmpty, let symbol = try? name.symbol([:]), givenSymbols.contains(symbol) else {
            throw noInput(slice, called: name)
        }
        return symbol
    }

    /// The numbers that inputs are given.
    ///
    /// - Throws: `Diagnostic` at what is no input, and at lists of other lengths than those of the indices.
    public func inputs(_ given: InputNumbers) throws -> [Symbol: Number] {
        let known = Set(givenSymbols)
        return try given.entries.reduce(into: [:]) { inputs, entry in
            try assign(entry.value, to: name(entry.name), entry, known, &inputs)
        }
    }

    /// Whether an input has this name; where values are drawn as one, or any number of them, whether it is of such.
    public func hasInput(_ slice: SourceSlice) -> Bool {
        guard let name = try? name(slice), let symbol = try? name.symbol(first(name.indices)) else {
            return false
        }
        if isWrittenOut { return givenSymbols.contains(symbol) }
        return (scope.inputs + gradientNames.upstream.compactMap(\.gradient)).contains {
            ($0.name, $0.indices.count, $0.gradient) == (symbol.name, symbol.indices.count, symbol.gradient)
        }
    }

    private func assign(
        _ value: InputNumbers.Value, to name: InputName, _ entry: InputNumbers.Entry, _ known: Set<Symbol>,
        _ inputs: inout [Symbol: Number], _ bindings: [String: Int] = [:]
    ) throws {
        guard let index = name.indices.dropFirst(bindings.count).first else {
            guard let symbol = try? name.symbol(bindings), known.contains(symbol) else {
                throw noInput(entry.name, called: name)
            }
            guard case .number(let number, _) = value else {
                throw value.place.error("‘\(symbol.plain)’ is a single number")
            }
            guard inputs.updateValue(number, forKey: symbol) == nil else {
                throw entry.place.error("the input ‘\(symbol.plain)’ is set twice")
            }
            return
        }
        guard let range = scope.ranges[index] else { throw noInput(entry.name) }
        let numbers =
            "\(range.count) number\(range.count == 1 ? "" : "s"), for \(index) from \(range.lowerBound) to \(range.upperBound)"
        guard case .list(let values, let place) = value else {
            guard
                (try? name.symbol(bindings.merging(first(name.indices)) { old, _ in old })).map(known.contains)
                    ?? false
            else {
                throw noInput(entry.name, called: name)
            }
            let example = range.prefix(4).map(String.init).joined(separator: ", ")
            throw value.place.error(
                "‘\(entry.name.trimmed.text)’ takes a list of \(numbers)",
                suggestion: "write them as \(range.count > 4 ? "[\(example), …]" : "[\(example)]")")
        }
        guard values.count == range.count else {
            throw place.error("‘\(entry.name.trimmed.text)’ takes \(numbers); there are \(values.count) here")
        }
        for (number, value) in zip(range, values) {
            var bindings = bindings
            bindings[index] = number
            try assign(value, to: name, entry, known, &inputs, bindings)
        }
    }

    private func first(_ indices: [String]) -> [String: Int] {
        Dictionary(indices.compactMap { index in scope.ranges[index].map { (index, $0.lowerBound) } }) {
            old, _ in old
        }
    }

    private func noInput(_ slice: SourceSlice, called input: InputName? = nil) -> Diagnostic {
        let name = slice.trimmed
        if let reference = input?.reference, let declaration = scope.declarations[reference.name],
            scope.inputs.contains(where: { $0.name == reference.name })
        {
            do {
                try scope.checkCount(of: reference.indices.count, declaration.pattern, at: name)
                let symbol = try reference.symbol(first(reference.indices.compactMap(\.name)), at: name)
                try scope.checkExistence(of: symbol, declaration.pattern, at: name)
            } catch let error as Diagnostic {
                return error
            } catch {}
        }
        let patterns = Set(scope.inputs.map(\.name)).compactMap { scope.declarations[$0]?.pattern.text }
        return name.error(
            "‘\(name.text)’ is no input of the model",
            suggestion: didYouMean(name.text, among: givenSymbols.map(\.plain) + patterns))
    }

    private func isLoss(_ value: Syntax) -> Bool {
        guard case .symbol(let reference) = value.kind else { return false }
        return gradientNames.upstream.contains { $0.gradient == nil && $0.output.plain == reference.text }
    }

    /// What a text names: a symbol, an array, or the gradient of an output.
    func name(_ slice: SourceSlice) throws -> InputName {
        let statement = try scope.reader.statement(slice)
        guard statement.parts.count == 1, case .chain(let formulas) = statement.parts[0], formulas.count == 1
        else {
            throw noInput(slice)
        }
        switch formulas[0].root.kind {
        case .symbol(let reference):
            let declared =
                scope.declarations[reference.name]?.pattern.indices
                ?? gradientNames.patterns.first { $0.name.name == reference.name }?.name.indices
            return InputName(reference, declared: declared, place: slice) { name in
                gradientNames.gradient(called: name)?.gradient ?? name
            }
        case .derivative(_, let output) where isLoss(output):
            throw slice.trimmed.error(
                "‘\(output.place.text)’ is the only output, the loss: its gradient is 1",
                suggestion: "with ‘upstream: symbols’ in a figure it is a symbol, which takes a number")
        case .derivative(let value, let variable):
            guard case .symbol(let loss) = value.kind, loss.text == gradientNames.loss,
                case .symbol(let reference) = variable.kind
            else { throw noInput(slice) }
            return InputName(
                reference, declared: scope.declarations[reference.name]?.pattern.indices, place: slice
            ) { value in
                gradientNames.upstream.first { $0.output == value }?.gradient ?? gradientNames.name(of: value)
            }
        default: throw noInput(slice)
        }
    }
}

/// A name with indices that are open: the k of x_k; of an array that is written without indices all of its.
struct InputName {
    let reference: Syntax.Reference
    private let place: SourceSlice
    /// The input that is meant.
    private let meaning: (Symbol) -> Symbol

    init(
        _ reference: Syntax.Reference, declared: [Syntax.Index]?, place: SourceSlice,
        meaning: @escaping (Symbol) -> Symbol
    ) {
        self.reference =
            reference.indices.isEmpty
            ? Syntax.Reference(name: reference.name, indices: declared ?? []) : reference
        self.place = place
        self.meaning = meaning
    }

    /// The names of the open indices, in the order in which they are written.
    var indices: [String] {
        reference.indices.compactMap(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    func symbol(_ bindings: [String: Int]) throws -> Symbol {
        meaning(try reference.symbol(bindings, at: place))
    }
}
