import Diagnostics
import Symbolic

/// The names of a model: which symbols there are, where each comes from, and what each layer may use.
struct Scope: Sendable {
    /// An `input`, `output` or left side as written: `a_k`.
    struct Pattern {
        let reference: Syntax.Reference
        let place: SourceSlice
    }

    /// One line of a layer's equations.
    struct Definition: Sendable {
        let layer: Int
        let left: Syntax.Reference
        let equation: Equation
    }

    /// Two formulas that are assumed to compare so, for one choice of their indices.
    struct Assumption: Sendable {
        let left: Expression
        let relation: Relation
        let right: Expression
        let place: SourceSlice
    }

    enum Origin: Sendable {
        case input(isConstant: Bool)
        /// An index into `definitions`, and the values of the left side's indices.
        case definition(Int, bindings: [String: Int])
    }

    var model: Model { arrays.model }
    private(set) var reader: FormulaReader
    /// What formulas without indices mean.
    private(set) var arrays: ArrayNotation
    /// The values of each index that are told apart.
    private(set) var ranges: [String: ClosedRange<Int>] = [:]
    /// All values of the indices that have more than are told apart.
    private var longRanges: [String: ClosedRange<Int>] = [:]
    /// Whether of many values that are drawn as one just the first are told apart.
    private let shortensRanges: Bool
    /// The names of the last values of indices that have any number of them.
    private(set) var lastValues: [String: String] = [:]
    /// The indices all of whose values are drawn as one.
    private(set) var rolledUp: Set<String> = []
    /// The indices whose last values have names that formulas can use.
    private(set) var indexOfLastValue: [String: String] = [:]
    private(set) var definitions: [Definition] = []
    private(set) var assumptions: [(layer: Int, assumption: Symbolic.Assumption)] = []
    /// Every symbol there is.
    private(set) var origins: [Symbol: Origin] = [:]
    /// All symbols that are inputs, and all that are defined, in the order they are declared.
    private(set) var inputs: [Symbol] = []
    private(set) var defined: [Symbol] = []
    /// The outputs that no later layer takes.
    private(set) var finalOutputs: [Symbol] = []
    /// The inputs as they are first declared, the constants, and the outputs that no later layer takes.
    private var patterns: (inputs: [Pattern], constants: [Pattern], outputs: [Pattern]) = ([], [], [])

    /// The pattern by which a name was first declared, and the layer.
    private(set) var declarations: [String: (pattern: Syntax.Reference, layer: Int)] = [:]
    /// The names that each layer may use.
    private(set) var visible: [Set<String>] = []

    /// - Throws: `Diagnostic` for a name that does not fit.
    init(_ model: Model) throws {
        // The derivation is the same for any number of values; what it can't be is told of all of them.
        if model.indices.contains(where: Scope.isLong), let scope = try? Scope(model, shortensRanges: true),
            try scope.longRangesAreAlike
        {
            self = scope
        } else {
            self = try Scope(model, shortensRanges: false)
        }
    }

    private init(_ model: Model, shortensRanges: Bool) throws {
        self.shortensRanges = shortensRanges
        var model = model
        reader = try FormulaReader(model)
        let ownIndices = reader.ownIndices(of: model)
        if !ownIndices.isEmpty {
            model.indices += ownIndices
            reader = try FormulaReader(model)
        }
        arrays = try ArrayNotation(model, reader)
        try declareIndices()
        try declareValues()
    }

    /// The scope of a model that differs from another's just in how many values its indices have, so that what has been read
    /// and checked there is so here.
    init(_ model: Model, like other: Scope) throws {
        self = other
        arrays.model = model
        reader = FormulaReader(model, like: other.reader)
        (ranges, longRanges, lastValues, rolledUp, indexOfLastValue) = ([:], [:], [:], [], [:])
        try declareIndices()
        (origins, inputs, defined) = ([:], [], [])
        for symbol in try patterns.inputs.flatMap(symbols) { declare(input: symbol) }
        for symbol in try patterns.constants.flatMap(symbols) { origins[symbol] = .input(isConstant: true) }
        for (index, definition) in definitions.enumerated() {
            let pattern = Pattern(reference: definition.left, place: definition.equation.left.place)
            for (bindings, symbol) in try instances(of: pattern) {
                declare(symbol, asDefinedBy: index, bindings)
            }
            let bound = Set(definition.equation.left.freeIndices)
            try checkSize(of: definition.equation.right.root, bound: bound)
        }
        finalOutputs = try patterns.outputs.flatMap(symbols)
        try addOutputsWithUpstreamGradients()
    }

    private mutating func declareIndices() throws {
        for index in model.indices {
            let name = index.name.trimmed
            guard case .symbol(let reference) = try Formula(name).root.kind, reference.indices.isEmpty else {
                throw name.error("an index is a name such as ‘k’")
            }
            let isShort = shortensRanges && Scope.isLong(index)
            if isShort { longRanges[reference.name] = index.range }
            let first = index.range.lowerBound
            let range = isShort ? first...first + 2 : index.range
            guard ranges.updateValue(range, forKey: reference.name) == nil else {
                throw name.error("the index ‘\(reference.name)’ is defined twice")
            }
            // A single value is drawn as itself, but for that along the axis of a matrix.
            if index.isRolledUp, index.range.count > 1 || !model.shapes.isEmpty {
                rolledUp.insert(reference.name)
            }
            if index.isAny { lastValues[reference.name] = index.last }
            if let last = index.last {
                guard
                    indexOfLastValue[last] == nil
                        || model.indices.allSatisfy({
                            $0.last != last || $0.range == index.range && $0.isAny == index.isAny
                        })
                else { throw name.error("‘\(last)’ is the last value of several indices that differ") }
                indexOfLastValue[last] = reference.name
            }
        }
    }

    private mutating func declareValues() throws {
        var findings = Findings()
        do {
            for index in model.layers.indices { try declare(layer: index, &findings) }
            if findings.lacksNames { throw Failures.any(findings.errors, most: Scope.mostErrors)! }
            try checkNames()
            finalOutputs = findings.pending.flatMap(\.symbols)
            patterns.outputs = findings.pending.map(\.pattern)
            try addOutputsWithUpstreamGradients()
        } catch {
            // Behind others it may be wrong because of them.
            throw Failures.any(findings.errors, most: Scope.mostErrors) ?? error
        }
        var errors = findings.errors
        for definition in definitions {
            let bound = Set(definition.equation.left.freeIndices)
            do {
                try check(
                    definition.equation.right.root, in: definition.layer, bound: bound,
                    inLineOf: definition.equation.left.place)
            } catch {
                errors.append(error)
            }
        }
        errors += findings.outputErrors
        if let failure = Failures.any(errors, most: Scope.mostErrors) { throw failure }
        // Only now: an input that seems unused may be hidden by a misspelt name.
        for layer in model.layers.indices {
            errors += unused(try model.layers[layer].inputs.map(pattern), in: layer)
        }
        if let failure = Failures.any(errors, most: Scope.mostErrors) { throw failure }
        try checkRanges()
        for (layer, assumption) in assumptions {
            let free = Set(assumption.formulas.flatMap(\.freeIndices))
            for formula in assumption.formulas {
                try check(formula.root, in: layer, bound: free, inLineOf: assumption.place)
            }
        }
    }

    private static func isLong(_ index: Model.Index) -> Bool { index.hasMore(than: mostCounted) }

    /// Whether no value of the indices that have many differs from the others.
    private var longRangesAreAlike: Bool {
        get throws {
            let axes = try Axes(self)
            let formulas = definitions.map(\.equation.right) + assumptions.flatMap(\.assumption.formulas)
            var counted: Set<String> = []
            for formula in formulas { formula.root.forEachIndex { index, _, _ in counted.insert(index) } }
            return longRanges.keys.allSatisfy { axes.axisOfIndex[$0] != nil && !counted.contains($0) }
        }
    }

    /// All values of an index; ``ranges`` has those that are told apart.
    func range(of index: String) -> ClosedRange<Int> { longRanges[index] ?? ranges[index]! }

    /// Checks that no name is one of something else, too.
    private func checkNames() throws {
        for (index, value) in lengthsWithNamesOfValues {
            let name = index.name.trimmed.text
            let isTaken = definitions.contains { $0.equation.right.root.hasSeries(over: name, of: .mean) }
            // Single values would cancel with it.
            if value.indices.isEmpty || isTaken { throw lengthIsValue(index) }
        }
        try checkIndicesAreNoValues()
        try checkPairsOfIndices()
        try checkDisplayNames()
        try checkFunctionsAreNoValues()
    }

    /// The lengths that are called as a value is, each with this.
    var lengthsWithNamesOfValues: [(index: Model.Index, value: Syntax.Reference)] {
        model.indices.filter(\.isAny).compactMap { index in
            index.last.flatMap { declarations[$0] }.map { (index, $0.pattern) }
        }
    }

    func lengthIsValue(_ index: Model.Index) -> Diagnostic {
        index.place.error(
            "‘\(index.last ?? "")’ is a value of the model already; it can’t be the number of values of ‘\(index.name.trimmed.text)’ as well",
            suggestion: "give one of them another name")
    }

    /// The same with further indices, in a statement.
    func adding(_ indices: [String: ClosedRange<Int>]) -> Scope {
        var scope = self
        scope.ranges.merge(indices) { known, _ in known }
        return scope
    }

    // MARK: Declarations

    /// How many errors are told at once.
    private static let mostErrors = 20

    /// What is found while values are declared. What is wrong in one equation doesn't keep others from being read.
    private struct Findings {
        /// The outputs that no layer has taken yet.
        var pending: [(pattern: Pattern, symbols: [Symbol])] = []
        var errors: [any Error] = []
        /// Those of outputs keep no formula from being checked.
        var outputErrors: [any Error] = []
        /// Whether it isn't known what an equation defines, so that formulas may be wrong because of it.
        var lacksNames = false
    }

    /// - Throws: what keeps other layers from being read.
    private mutating func declare(layer index: Int, _ findings: inout Findings) throws {
        let layer = model.layers[index]
        visible.append([])
        let inputs = try collected(layer.inputs.map(pattern), in: layer)
        let constants = try collected(layer.constants.map(pattern), in: layer)
        for constant in constants
        where !inputs.contains(where: { $0.reference.name == constant.reference.name }) {
            throw constant.place.error(
                "‘\(constant.reference.text)’ is not an input of the layer ‘\(layer.name)’",
                suggestion: didYouMean(constant.reference.text, among: inputs.map(\.reference.text)))
        }
        for input in inputs {
            try declare(input: input, in: index)
            let taken = Set(try symbols(input))
            findings.pending.removeAll { !taken.isDisjoint(with: $0.symbols) }
        }
        for constant in constants {
            for symbol in try symbols(constant) {
                try checkExistence(of: symbol, declarations[symbol.name]!.pattern, at: constant.place)
                guard case .input = origins[symbol] else {
                    throw constant.place.error(
                        "‘\(constant.reference.text)’ is computed by an earlier layer; it is no constant")
                }
                origins[symbol] = .input(isConstant: true)
            }
        }
        patterns.constants += constants
        if model.shapes.isEmpty {
            for (line, equations) in zip(layer.equationLines, reader.equations(of: layer, at: index)) {
                do {
                    for equation in try equations.get() { try declare(equation: equation, in: index) }
                } catch {
                    findings.errors.append(error)
                    if !declareLeftSide(of: line, in: index) { findings.lacksNames = true }
                }
            }
        } else {
            for equation in arrays.equations[index] { try declare(equation: equation, in: index) }
        }
        for assumption in layer.assumptions.flatMap(\.lines) {
            let assumption = try reader.assumption(assumption)
            assumptions.append((index, model.shapes.isEmpty ? assumption : try arrays.indexed(assumption)))
        }
        // An output may be what isn't known.
        if findings.lacksNames { return }
        var outputs: Set<Symbol> = []
        for output in try layer.outputs.map(pattern) {
            do {
                let symbols = try declare(output: output, in: index)
                guard outputs.isDisjoint(with: symbols) else {
                    throw output.place.error("the output ‘\(output.reference.text)’ is listed twice")
                }
                outputs.formUnion(symbols)
                findings.pending.append((output, symbols))
            } catch {
                findings.outputErrors.append(error)
            }
        }
    }

    /// Inputs that are listed one by one, x_1 and x_2, as x_k, where a k that is drawn as one runs over just these.
    private func collected(_ inputs: [Pattern], in layer: Layer) -> [Pattern] {
        if rolledUp.isEmpty { return inputs }
        var used: [String: Set<String>] = [:]
        for line in layer.equationLines {
            (try? reader.equation(line))?.right.root.forEachReference { reference, _, _ in
                guard reference.indices.count == 1, case .name(let index) = reference.indices[0] else { return }
                used[reference.name, default: []].insert(index)
            }
        }
        var result: [Pattern] = []
        for input in inputs {
            let name = input.reference.name
            let listed = inputs.filter { $0.reference.name == name }.map(\.reference.indices)
            let index = used[name]?.sorted().first { index in
                rolledUp.contains(index) && ranges[index]!.count == listed.count
                    && ranges[index]!.allSatisfy { listed.contains([.value($0)]) }
            }
            guard let index else {
                result.append(input)
                continue
            }
            if result.contains(where: { $0.reference.name == name }) { continue }
            result.append(
                Pattern(reference: Syntax.Reference(name: name, indices: [.name(index)]), place: input.place))
        }
        return result
    }

    private mutating func declare(input: Pattern, in layer: Int) throws {
        let name = input.reference.name
        for case .sum(let sum) in input.reference.indices where sum.shiftedIndex == nil {
            throw input.place.error(
                "‘\(input.reference.text)’ is no list of values: it has some of them several times",
                suggestion: "declare it with an index of its own, as ‘\(name)_k’ is")
        }
        let symbols = try self.symbols(input)
        if visible[layer].contains(name), symbols.contains(where: { origins[$0] != nil }) {
            throw input.place.error("the input ‘\(input.reference.text)’ is listed twice")
        }
        visible[layer].insert(name)
        if let earlier = declarations[name], try !isAnother(input, than: earlier.pattern, symbols) {
            for symbol in symbols { try checkExistence(of: symbol, earlier.pattern, at: input.place) }
            let isDefined = definitions.contains { $0.left.name == name }
            if isDefined,
                try !model.layers[earlier.layer].outputs.contains(where: {
                    try pattern($0).reference.name == name
                })
            {
                throw input.place.error(
                    "‘\(input.reference.text)’ is not an output of the layer ‘\(model.layers[earlier.layer].name)’",
                    suggestion: "add it to the outputs there")
            }
            return
        }
        let isList = input.reference.indices.contains { $0.name != nil }
        if declarations[name] == nil || isList { declarations[name] = (input.reference, layer) }
        patterns.inputs.append(input)
        for symbol in symbols { declare(input: symbol) }
    }

    /// Whether an input is listed beside others of its name, each with its own number: x_2 beside x_1, or x_0 beside x_k.
    private func isAnother(_ input: Pattern, than earlier: Syntax.Reference, _ symbols: [Symbol]) throws -> Bool
    {
        let (own, name) = (input.reference.indices, input.reference.name)
        try checkCount(of: own.count, earlier, at: input.place)
        return zip(own, earlier.indices).contains { ($0.name == nil || $1.name == nil) && $0 != $1 }
            && symbols.allSatisfy { origins[$0] == nil }
            && !definitions.contains { $0.left.name == name }
    }

    private mutating func declare(input symbol: Symbol) {
        origins[symbol] = .input(isConstant: false)
        inputs.append(symbol)
    }

    /// Whether an equation takes the value that it defines at another index.
    static func isRecursion(_ equation: Equation) -> Bool {
        guard case .symbol(let left) = equation.left.root.kind else { return false }
        var isRecursion = false
        equation.right.root.forEachReference { reference, _, _ in
            guard reference.name == left.name else { return }
            isRecursion =
                isRecursion || reference.indices.contains { if case .sum = $0 { true } else { false } }
        }
        return isRecursion
    }

    private mutating func declare(
        _ symbol: Symbol, asDefinedBy definition: Int, _ bindings: [String: Int]
    ) {
        origins[symbol] = .definition(definition, bindings: bindings)
        defined.append(symbol)
    }

    private mutating func declare(equation: Equation, in layer: Int) throws {
        let left = equation.left
        guard case .symbol(let reference) = left.root.kind else {
            throw left.place.error("the left side of an equation is one symbol, such as ‘y_k’")
        }
        let pattern = Pattern(reference: reference, place: left.place)
        // A recursion starts with an input: h_0.
        let own = Set(try symbols(pattern))
        if inputs.contains(where: own.contains) {
            throw left.place.error(
                "‘\(reference.text)’ is an input and cannot be defined as well",
                suggestion: Self.isRecursion(equation)
                    ? "of a recursion just the start is an input, such as ‘\(reference.name)_0’"
                    : "give the new value another name")
        }
        if let earlier = declarations[reference.name], earlier.layer != layer {
            throw left.place.error(
                "‘\(reference.text)’ is already defined in the layer ‘\(model.layers[earlier.layer].name)’")
        }
        if let earlier = declarations[reference.name] {
            try checkCount(of: reference.indices.count, earlier.pattern, at: left.place)
        } else {
            declarations[reference.name] = (reference, layer)
        }
        visible[layer].insert(reference.name)
        for (bindings, symbol) in try instances(of: pattern) {
            if case .definition(let other, _)? = origins[symbol] {
                throw twice(symbol, equation, definitions.dropFirst(other).first?.equation)
            }
            declare(symbol, asDefinedBy: definitions.count, bindings)
        }
        definitions.append(Definition(layer: layer, left: reference, equation: equation))
    }

    /// What an equation gives a value to is there, also where the rest of it can't be read.
    ///
    /// - Returns: whether it is.
    private mutating func declareLeftSide(of line: SourceSlice, in layer: Int) -> Bool {
        guard let side = line.leftSide, (try? reader.equation(line)) == nil else { return false }
        do {
            let nothing = Formula(Syntax(.number(.zero), at: side))
            try declare(equation: Equation(left: reader.formula(side), right: nothing), in: layer)
            return true
        } catch {
            return false
        }
    }

    private func declare(output: Pattern, in layer: Int) throws -> [Symbol] {
        let names = definitions.filter { $0.layer == layer }.map(\.left.text)
        guard definitions.contains(where: { $0.layer == layer && $0.left.name == output.reference.name }) else {
            throw output.place.error(
                "the layer ‘\(model.layers[layer].name)’ does not define its output ‘\(output.reference.text)’",
                suggestion: didYouMean(output.reference.text, among: names)
                    ?? (names.count == 1 ? "it defines ‘\(names[0])’" : nil))
        }
        let symbols = try self.symbols(output)
        for symbol in symbols {
            try checkExistence(of: symbol, declarations[symbol.name]!.pattern, at: output.place)
        }
        return symbols
    }

    /// What something comes back to from outside is an output of the model, even if a layer takes it.
    private mutating func addOutputsWithUpstreamGradients() throws {
        for layer in model.layers {
            let outputs = Set(try layer.outputs.map { try pattern($0).reference.name })
            for gradient in layer.upstream {
                let pattern = try pattern(gradient.value)
                guard outputs.contains(pattern.reference.name) else {
                    throw pattern.place.error(
                        "‘\(pattern.reference.text)’ is no output of the layer ‘\(layer.name)’, to which a gradient could come back"
                    )
                }
                for symbol in try symbols(pattern) {
                    try checkExistence(of: symbol, declarations[symbol.name]!.pattern, at: pattern.place)
                    if !finalOutputs.contains(symbol) { finalOutputs.append(symbol) }
                }
            }
        }
    }

    /// Whether values are shown for any value of an index, or any number of them.
    var isGeneral: Bool { !lastValues.isEmpty || !rolledUp.isEmpty }

    /// The most values of an index for which all is proven one by one, where they are drawn as one.
    static let mostCounted = 5

    /// Whether an index has any number of values, or so many that what is said of any number is proven instead.
    var hasAnyNumber: Bool { ranges.keys.contains(where: isOfAnyNumber) }

    func isOfAnyNumber(_ index: String) -> Bool {
        lastValues[index] != nil || rolledUp.contains(index) && range(of: index).length > Scope.mostCounted
    }

    /// Whether all values of an open index are drawn as one.
    func isRolledUp(_ index: Symbol.Index) -> Bool { index.axis.map(rolledUp.contains) ?? false }

    /// The values of an index that are drawn.
    func lanes(of index: String) -> ClosedRange<Int> {
        let range = ranges[index]!
        return rolledUp.contains(index) ? range.lowerBound...range.lowerBound : range
    }

    /// How long the axes are that some indices run over.
    func lengths(of axes: [Symbol.Index]) -> [String] {
        axes.map { axis in
            model.indices.first { $0.name.trimmed.text == axis.text }?.length ?? axis.text
        }
    }

    /// A symbol at the first values of its open indices.
    func first(_ symbol: Symbol) -> Symbol {
        symbol.replacingIndices { index in index.axis.map { .value(ranges[$0]!.lowerBound) } ?? index }
    }

    /// A value of an index, as it is shown.
    func shown(_ value: Int, of index: String) -> Symbol.Index {
        if rolledUp.contains(index) { return .name(index) }
        return if let last = lastValues[index], value == ranges[index]!.upperBound {
            .name(last)
        } else {
            .value(value)
        }
    }

    func isConstant(_ input: Symbol) -> Bool {
        if case .input(isConstant: true)? = origins[input] { true } else { false }
    }

    // MARK: Patterns

    func pattern(_ slice: SourceSlice) throws -> Pattern {
        let formula = try reader.formula(slice)
        guard case .symbol(let reference) = formula.root.kind else {
            throw formula.place.error("a symbol such as ‘a_k’ is expected here")
        }
        return Pattern(
            reference: arrays.indexed(pattern: reference, at: formula.place), place: formula.place)
    }

    /// The name of a gradient. That of an array is an array as well.
    func pattern(nameOf gradient: Layer.NamedGradient) throws -> Pattern? {
        guard let name = try gradient.name.map(pattern) else { return nil }
        guard name.reference.indices.isEmpty, !model.shapes.isEmpty else { return name }
        let reference = Syntax.Reference(
            name: name.reference.name, indices: try pattern(gradient.value).reference.indices)
        return Pattern(reference: reference, place: name.place)
    }

    private func symbols(_ pattern: Pattern) throws -> [Symbol] { try instances(of: pattern).map(\.symbol) }

    func instances(of pattern: Pattern) throws -> [(bindings: [String: Int], symbol: Symbol)] {
        var names: [String] = []
        for name in pattern.reference.indices.flatMap(\.names) where !names.contains(name) {
            names.append(name)
        }
        return try bindings(of: names, at: pattern.place).map {
            ($0, try pattern.reference.symbol($0, at: pattern.place))
        }
    }
}
