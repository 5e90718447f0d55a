import Diagnostics
import Symbolic

/// What a formula may mention, and what it means there.
extension Scope {
    /// The inputs of a layer that are not used in it.
    func unused(_ inputs: [Pattern], in layer: Int) -> [Diagnostic] {
        var used: [String: [Syntax.Reference]] = [:]
        for definition in definitions where definition.layer == layer {
            definition.equation.right.root.forEachReference { reference, _, _ in
                used[reference.name, default: []].append(reference)
            }
        }
        return inputs.filter { input in
            !used[input.reference.name, default: []].contains { mayMean($0, input.reference) }
        }.map { input in
            input.place.error(
                "the input ‘\(input.place.text)’ is used nowhere in the layer ‘\(model.layers[layer].name)’",
                suggestion: shiftWithoutBraces(of: input.reference.name, in: layer))
        }
    }

    /// Whether a reference in a formula may be one to an input: of x_1 none that says x_2.
    private func mayMean(_ use: Syntax.Reference, _ input: Syntax.Reference) -> Bool {
        zip(use.indices, input.indices).allSatisfy { use, input in
            guard case .value(let value) = input else { return true }
            return switch use {
            case .value(let own): own == value
            case .name(let name): ranges[name]?.contains(value) ?? true
            case .sum: true
            }
        }
    }

    /// Checks that what an index runs over is what the inputs that have it run over, or that all of their values are used.
    func checkRanges() throws {
        for input in try model.layers.flatMap(\.inputs).map(pattern) {
            for (place, index) in input.reference.indices.enumerated() {
                if let name = index.name, ranges[name] != nil { try checkRange(of: input, name, at: place) }
            }
        }
    }

    private func checkRange(of input: Pattern, _ name: String, at place: Int) throws {
        var uses: [(index: Syntax.Index, place: SourceSlice)] = []
        for definition in definitions {
            definition.equation.right.root.forEachReference { reference, written, _ in
                if reference.name == input.reference.name { uses.append((reference.indices[place], written)) }
            }
        }
        let other = uses.first { use in
            guard case .name(let own) = use.index else { return false }
            return ranges[own] != ranges[name] || lastValues[own] != lastValues[name]
        }
        guard let other, let own = other.index.name else { return }
        var used: Set<Int> = []
        for use in uses {
            switch use.index {
            case .value(let value): used.insert(value)
            case .name(let own): used.formUnion(ranges[own]!)
            case .sum(let sum): used.formUnion(sum.values(ranges))
            }
        }
        let left = ranges[name]!.first { !used.contains($0) }
        guard left != nil || lastValues[own] != lastValues[name] else { return }
        throw other.place.error(
            "‘\(own)’ runs over \(described(own)) here, but ‘\(input.reference.text)’ has \(name) = \(described(name))",
            suggestion: left.map { "the value for \(name) = \($0) is used nowhere" })
    }

    /// The h_{t-1} for which h_t-1 stands.
    private func shiftWithoutBraces(of name: String, in layer: Int) -> String? {
        var found: String?
        for definition in definitions where definition.layer == layer {
            definition.equation.right.root.forEachReference { reference, place, _ in
                let behind = place.source.utf8[place.range.upperBound...].prefix { !" \n)".utf8.contains($0) }
                let shift = String(decoding: behind, as: UTF8.self)
                guard reference.name == name, let sign = shift.first, "+-".contains(sign),
                    let last = reference.indices.last,
                    case .name(let index) = last, let step = Int(shift)
                else { return }
                found =
                    "‘\(place.text)\(shift)’ is a difference; an index is shifted in braces: ‘\(name)_{\(index)\(sign)\(step.magnitude)}’"
            }
        }
        return found
    }

    /// The range of an index, as it is written.
    func described(_ index: String) -> String {
        let range = range(of: index)
        return "\(range.lowerBound)...\(lastValues[index] ?? "\(range.upperBound)")"
    }

    /// Checks that no value is called as a function.
    func checkFunctionsAreNoValues() throws {
        let values =
            try model.layers.flatMap(\.inputs).map(pattern)
            + definitions.map { Pattern(reference: $0.left, place: $0.equation.left.place) }
        for value in values where reader.isFunction(value.reference.name) {
            throw value.place.error(
                "‘\(value.reference.name)’ is a function; it can’t be a value as well",
                suggestion: "give one of them another name")
        }
    }

    /// Checks that no name ends with an index beside a letter that would be one: W_jk, where just k is an index.
    func checkPairsOfIndices() throws {
        let values =
            try model.layers.flatMap(\.inputs).map(pattern)
            + definitions.map { Pattern(reference: $0.left, place: $0.equation.left.place) }
        for value in values {
            let missing = lettersOfIndices(below: value.reference).filter { ranges[$0] == nil }
            guard let letter = missing.first, missing.count == 1 else { continue }
            throw value.place.error(
                "‘\(letter)’ is no index", suggestion: "declare it, \(Self.declaration(of: missing))")
        }
    }

    /// Checks that there is what is to be drawn with another name.
    func checkDisplayNames() throws {
        for (name, _) in model.names.entries {
            let known = name.trimmed.text.nameInFormulas
            if declarations[known] != nil || reader.isFunction(known) { continue }
            throw name.error(
                "there is no ‘\(name.trimmed.text)’ that could be drawn so",
                suggestion: didYouMean(name.trimmed.text, among: declarations.keys.sorted()))
        }
    }

    /// Checks that no value is called as an index that the model uses: k would be both in an equation that is checked.
    func checkIndicesAreNoValues() throws {
        var used: Set<String> = []
        for (pattern, _) in declarations.values { used.formUnion(pattern.indices.flatMap(\.names)) }
        for definition in definitions {
            definition.equation.right.root.forEachSeries { _, index, _, _ in used.insert(index) }
        }
        let inputs = try model.layers.flatMap(\.inputs).map(pattern)
        let lefts = definitions.map { Pattern(reference: $0.left, place: $0.equation.left.place) }
        for index in model.indices {
            let name = index.name.trimmed.text
            guard used.contains(name),
                let value = (inputs + lefts).first(where: {
                    $0.reference.name == name && $0.reference.indices.isEmpty
                })
            else { continue }
            throw value.place.error(
                "‘\(name)’ is an index, defined in line \(index.place.line); it can’t be a value as well",
                suggestion: "give one of them another name")
        }
    }

    /// Checks the names and indices of a formula.
    ///
    /// - Parameters:
    ///   - bound: the index names that the left side gives a value to.
    ///   - place: in the line in which the formula is written.
    func check(_ formula: Syntax, in layer: Int?, bound: Set<String>, inLineOf place: SourceSlice) throws {
        for (index, head) in formula.boundIndices where ranges[index] == nil {
            throw noIndex(index, of: formula, at: head)
        }
        try formula.checkSeriesDiffer(inLineOf: place)
        var told: Set<String> = []
        var errors: [any Error] = []
        formula.forEachReference { reference, place, inner in
            do {
                try check(reference, at: place, of: formula, in: layer, bound: bound.union(inner))
            } catch {
                if told.insert(reference.text).inserted { errors.append(error) }
            }
        }
        if let failure = Failures.any(errors) { throw failure }
        try formula.forEachIndex { index, place, inner in
            try checkIsNoShift(index, at: place)
            if inner.contains(index) || bound.contains(index) { return }
            throw place.error(
                "‘\(index)’ is an index, and stands for no number here: it is not on the left side",
                suggestion: formula.hasSeries(over: index, inLineOf: place)
                    ? "‘sum_\(index)’ takes only the factor right after it: put all it takes in brackets"
                    : "a value for each is an input with it, as in ‘x_\(index)’")
        }
        try checkSize(of: formula, bound: bound)
    }

    /// - Parameter bound: the indices that the left side, or a sum around it, gives a value to.
    private func check(
        _ reference: Syntax.Reference, at place: SourceSlice, of formula: Syntax, in layer: Int?,
        bound: Set<String>
    ) throws {
        if indexOfLastValue(named: reference) != nil { return }
        guard let declaration = declarations[reference.name],
            layer.map({ visible[$0].contains(reference.name) }) ?? true
        else { throw undefined(reference, in: layer, at: place) }
        for index in reference.indices.flatMap(\.names) where !bound.contains(index) {
            if ranges[index] == nil { throw undefinedIndex(index, ranges.keys, at: place) }
            let series = formula.seriesBeforeFactors(over: index)
            if let series, !series.head.isInLine(of: place) {
                throw series.head.error(
                    "‘\(series.series.rawValue)_\(index)’ takes only the factor right after it: others have the index ‘\(index)’, too",
                    suggestion: "put all it takes in brackets")
            }
            throw place.error(
                "the index ‘\(index)’ of ‘\(reference.text)’ is not on the left side",
                suggestion: formula.hasSeries(over: index, inLineOf: place)
                    ? "‘sum_\(index)’ takes only the factor right after it: put all it takes in brackets"
                    : formula.series(around: place).map {
                        "over an index it is written ‘\($0.rawValue)_\(index)’"
                    } ?? "sum over it with ‘sum_\(index)’, or write a number")
        }
        try checkCount(of: reference.indices.count, declaration.pattern, reference, at: place)
    }

    /// Checks that a formula can be written out for all values of its indices.
    func checkSize(of formula: Syntax, bound: Set<String>) throws {
        let isLarge = try instanceCount(of: bound.sorted(), at: formula.place) > Scope.maximumSize
        if isLarge || formula.size(ranges) > Scope.maximumSize { throw tooLarge(at: formula.place) }
    }

    /// The index whose last value a name is, the n of 1...n; nil for any other name.
    func indexOfLastValue(named reference: Syntax.Reference) -> String? {
        guard reference.indices.isEmpty, declarations[reference.name] == nil else { return nil }
        return indexOfLastValue[reference.name]
    }

    /// The symbol that a reference means for one choice of indices.
    ///
    /// - Throws: `Diagnostic` if there is no such symbol.
    func symbol(_ reference: Syntax.Reference, _ bindings: [String: Int], at place: SourceSlice) throws
        -> Symbol
    {
        let symbol = try reference.symbol(bindings, at: place)
        if origins[symbol] == nil, let declaration = declarations[symbol.name] {
            try checkExistence(of: symbol, declaration.pattern, as: reference, at: place)
        }
        return symbol
    }

    /// A formula for one choice of its indices.
    ///
    /// - Throws: `Diagnostic` if a symbol in it does not exist.
    func instantiate(_ formula: Formula, _ bindings: [String: Int]) throws -> Expression {
        try formula.root.expression(bindings, ranges) { reference, bindings, place in
            if let index = indexOfLastValue(named: reference) {
                return .number(Rational(range(of: index).upperBound))
            }
            return .symbol(try symbol(reference, bindings, at: place))
        }
    }

    /// The assumptions for all values of their open indices, chains link by link.
    func instantiatedAssumptions() throws -> [Assumption] {
        try assumptions.flatMap { _, assumption in
            var free: [String] = []
            for index in assumption.formulas.flatMap(\.freeIndices) where !free.contains(index) {
                free.append(index)
            }
            return try bindings(of: free, at: assumption.place).flatMap { bindings in
                let formulas = try assumption.formulas.map { try instantiate($0, bindings) }
                return assumption.relations.indices.map { link in
                    Assumption(
                        left: formulas[link], relation: assumption.relations[link], right: formulas[link + 1],
                        place: assumption.place)
                }
            }
        }
    }

    /// Every choice of values for some indices, the last index running fastest.
    ///
    /// - Throws: `Diagnostic` at an index that is not defined, and if there are too many choices.
    func bindings(of names: [String], at place: SourceSlice) throws -> [[String: Int]] {
        guard try instanceCount(of: names, at: place) <= Scope.maximumSize else { throw tooLarge(at: place) }
        return names.reduce([[:]]) { choices, name in
            choices.flatMap { choice in
                ranges[name]!.map { value in choice.merging([name: value]) { $1 } }
            }
        }
    }

    private func instanceCount(of names: [String], at place: SourceSlice) throws -> Int {
        try names.reduce(1) { count, name in
            guard let range = ranges[name] else { throw undefinedIndex(name, ranges.keys, at: place) }
            let (product, overflow) = count.multipliedReportingOverflow(by: range.length)
            return overflow ? .max : product
        }
    }

    /// A formula of more parts than this, counted for all values of its indices, is a mistake.
    static let maximumSize = 100_000

    private func tooLarge(at place: SourceSlice) -> Diagnostic {
        place.error(
            "this has more than \(Scope.maximumSize) parts, counted for all values of its indices",
            suggestion: model.indices.allSatisfy(\.isRolledUp)
                ? nil
                : "a figure with ‘lanes: none’ draws all values of an index as one, however many there are")
    }
}

extension Syntax {
    /// Whether there is a series over an index that is no function's own.
    fileprivate func hasSeries(over index: String, inLineOf place: SourceSlice) -> Bool {
        boundIndices.contains { $0.index == index && $0.head.isInLine(of: place) }
    }
}
