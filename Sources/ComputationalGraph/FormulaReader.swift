import Diagnostics
import Symbolic

/// Reads the formulas of a model, with what its names and functions mean: the n of 1...n is the last value; and what is no
/// index is a part of the name, as in h_prev and n_a, if an input or an equation is called so. With the names it is known,
/// too, what ‘e^x’ and ‘pi’ are.
struct FormulaReader: Sendable {
    private var indices: Set<String> = []
    private var lastValues: [String: Int] = [:]
    private var ranges: [String: ClosedRange<Int>] = [:]
    private let hasArrays: Bool
    private let written: WrittenFormulas
    /// The values of functions that are drawn as one node each.
    private(set) var called: CalledValues?
    /// The names of values, without what stands below them.
    private var values: Set<String> = []
    /// Names with the words below them.
    private var names: Set<String> = []
    /// Names whose numbers are values of an index: y_1, where there is y_k, too.
    private var indexed: Set<String> = []
    /// The names that have a shape: of A and A_1, each may have one.
    private var shaped: Set<String> = []

    /// The same for a model whose indices have other numbers of values.
    init(_ model: Model, like other: FormulaReader) {
        self = other
        setIndices(of: model)
    }

    private mutating func setIndices(of model: Model) {
        indices = Set(model.indices.map(\.name.trimmed.text))
        lastValues = Dictionary(
            model.indices.compactMap { index in index.last.map { ($0, index.range.upperBound) } },
            uniquingKeysWith: { first, _ in first })
        ranges = Dictionary(
            model.indices.map { ($0.name.trimmed.text, $0.range) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Throws: `Diagnostic` for a function that does not fit.
    init(_ model: Model) throws {
        hasArrays = !model.shapes.isEmpty
        written = try WrittenFormulas(model)
        setIndices(of: model)
        findIndexed(model)
        names = Set(model.indices.compactMap(\.last))
        for layer in model.layers {
            let gradients = layer.gradients + layer.upstream
            for pattern in layer.inputs + layer.leftSides + gradients.compactMap(\.name) {
                guard case .symbol(let reference)? = (try? written.formula(pattern))?.root.kind else {
                    continue
                }
                values.insert(reference.name)
                if let name = words(below: reference) { names.insert(name) }
            }
            for output in layer.outputs {
                guard case .symbol(let reference)? = (try? written.formula(output))?.root.kind else { continue }
                names.insert(GradientNames.upstreamPrefix + (words(below: reference) ?? reference.name))
            }
        }
        called = CalledValues(model, written) { meant($0) }
    }

    /// The indices that sums have of their own, though they are declared nowhere.
    func ownIndices(of model: Model) -> [Model.Index] { model.ownIndices(written) }

    /// Finds the names whose numbers are values of an index, and no part of the name as in W_1: those that have an index
    /// somewhere, and those that are defined one by one for the values of one.
    private mutating func findIndexed(_ model: Model) {
        shaped = Set(model.shapes.map(\.name.trimmed.text))
        indexed = shaped
        func note(_ formula: Formula, isLeft: Bool = false) {
            formula.root.forEachReference { reference, _, _ in
                let isIndex = reference.indices.contains { index in
                    switch index {
                    case .name(let name): !isWord(name)
                    case .sum: true
                    case .value(let value):
                        isLeft && !hasArrays && ranges.values.contains { $0.contains(value) }
                    }
                }
                if isIndex { indexed.insert(reference.name) }
            }
        }
        for layer in model.layers {
            for pattern in layer.inputs + layer.constants { (try? written.formula(pattern)).map { note($0) } }
            for line in layer.equationLines {
                guard let equation = try? written.equation(line) else { continue }
                note(equation.left, isLeft: true)
                note(equation.right)
            }
        }
    }

    /// The name with its first subscripts, if these are words.
    private func words(below reference: Syntax.Reference) -> String? {
        var name = reference.name
        for index in reference.indices {
            let longer = "\(name)_\(index.text)"
            let isWord =
                switch index {
                case .name(let name): isWord(name)
                case .value: !indexed.contains(reference.name)
                case .sum: false
                }
            func begins(_ name: String) -> Bool { name == longer || name.hasPrefix(longer + "_") }
            guard isWord || shaped.contains(where: begins) || lastValues.keys.contains(where: begins) else {
                break
            }
            name = longer
        }
        return name == reference.name ? nil : name
    }

    private func isWord(_ text: String) -> Bool {
        !indices.contains(text) && lastValues[text] == nil
            && written.functions.split(.name(text)).count == 1
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
            switch index {
            case .name(let name) where !self.indices.contains(name):
                return lastValues[name].map { [.value($0)] } ?? written.functions.split(index)
            case .sum(let sum):
                return [
                    sum.replacing { self.indices.contains($0) ? nil : lastValues[$0].map(Syntax.Index.value) }
                ]
            case .name, .value: return [index]
            }
        }
        return Syntax.Reference(name: name, indices: meant)
    }

    /// - Parameter isStatement: whether sums with bounds, and letters, which may be names of its own, are as they are.
    func meant(_ formula: Formula, isStatement: Bool = false) -> Formula {
        let named = formula.root.replacingReferences(meant) { index in
            written.functions.split(.name(index)).compactMap(\.name)
        }
        return Formula(named.replacingParts { usual($0, isStatement: isStatement) })
    }

    /// What is usual elsewhere and means one thing, as far as no value is called so: e^x, π, Xᵀ, and a sum over all values of its
    /// index.
    private func usual(_ part: Syntax, isStatement: Bool) -> Syntax {
        func isFree(_ syntax: Syntax, _ name: String) -> Bool {
            isNoValue(syntax, name) && lastValues[name] == nil
        }
        var kind = part.kind
        switch part.kind {
        case .symbol where isFree(part, "pi"): kind = .operation(.pi, [])
        case .symbol where isFree(part, "e"): kind = .operation(.e, [])
        case .symbol(let reference) where !isStatement && isIndex(reference): kind = .index(reference.name)
        case .operation(.power, let x) where x[0].isE: kind = .operation(.exp, [x[1]])
        case .operation(.power, let x) where hasArrays && isTransposition(x): kind = .arrays(.transpose, [x[0]])
        case .boundedSeries(let series, let index, let head, .values(let from, let to), let operand):
            guard !isStatement, let range = ranges[index], number(from) == range.lowerBound,
                number(to) == range.upperBound
            else { return part }
            kind = .series(series, index: index, head: head, operand)
        default: return part
        }
        return part.with(kind)
    }

    /// Whether a formula is a name alone, which is none of a value or an index.
    private func isNoValue(_ syntax: Syntax, _ name: String) -> Bool {
        guard case .symbol(let reference) = syntax.kind, reference.indices.isEmpty else { return false }
        return reference.name == name && !values.contains(name) && !indices.contains(name)
    }

    /// Whether a power is Xᵀ. Where T is the length of an axis, too, it is so for matrices, which have capital letters, and what is in
    /// brackets.
    private func isTransposition(_ operands: [Syntax]) -> Bool {
        guard isNoValue(operands[1], "T") else { return false }
        if lastValues["T"] == nil { return true }
        return switch operands[0].kind {
        case .symbol(let base): base.name.first!.isUppercase
        case .number: false
        default: true
        }
    }

    /// Whether a name stands for the number of an index.
    private func isIndex(_ reference: Syntax.Reference) -> Bool {
        reference.indices.isEmpty && indices.contains(reference.name) && !values.contains(reference.name)
    }

    /// What a bound of a sum is.
    private func number(_ bound: Syntax) -> Int? {
        switch bound.kind {
        case .number(let number): number.integer
        case .symbol(let reference) where reference.indices.isEmpty: lastValues[reference.name]
        default: nil
        }
    }

    // MARK: Reading

    /// The functions of which each call is drawn as one node.
    var drawnFunctions: Functions.Selected { written.functions.drawn }

    /// Whether a function takes values without an index of its own.
    func isOfSingleValues(_ function: String) -> Bool { written.functions.isOfSingleValues(function) }

    /// Whether the template defines a function of a name.
    func isFunction(_ name: String) -> Bool { written.functions.isDefined(name) }

    func formula(_ slice: SourceSlice) throws -> Formula { meant(try written.formula(slice)) }

    /// A formula that selects a value: calls that are drawn as one node by what they are called.
    func selector(_ slice: SourceSlice) throws -> Formula {
        let formula = try written.formula(slice)
        return meant(called?.naming(formula) { meant($0) } ?? formula)
    }

    func equation(_ slice: SourceSlice) throws -> Equation { meant(try written.equation(slice)) }

    /// The equations of a layer, line by line: its own, each after those that name what functions in it give.
    func equations(of layer: Layer, at index: Int) -> [Result<[Equation], any Error>] {
        layer.equationLines.enumerated().map { line, text in
            Result {
                try (called?.equations(ofLine: line, in: index) ?? [written.equation(text)]).map(meant)
            }
        }
    }

    private func meant(_ equation: Equation) -> Equation {
        Equation(left: meant(equation.left), right: meant(equation.right))
    }

    func statement(_ slice: SourceSlice) throws -> Statement { meant(try Statement(slice, written.functions)) }

    func assumption(_ slice: SourceSlice) throws -> Symbolic.Assumption {
        var result = try Symbolic.Assumption(slice, written.functions)
        result.formulas = result.formulas.map { meant($0) }
        return result
    }

    func meant(_ statement: Statement) -> Statement {
        var result = statement
        result.parts = statement.parts.map { part in
            switch part {
            case .chain(let formulas): .chain(formulas.map { meant($0, isStatement: true) })
            case .tuple(let formulas): .tuple(formulas.map { meant($0, isStatement: true) })
            }
        }
        return result
    }
}

extension Model {
    /// The functions of the model, those of its layers too.
    package func functionTable() throws -> Functions {
        let lines = functions + layers.flatMap(\.equations.lines).filter(Functions.isDefinition)
        return try Functions(
            lines, indices: Set(indices.map(\.name.trimmed.text)),
            declared: Set(indices.filter { !$0.isOfSum }.map(\.name.trimmed.text)), hasArrays: !shapes.isEmpty,
            values: layers.flatMap { $0.inputs + $0.leftSides + $0.outputs }.map(\.trimmed.text),
            drawn: drawnFunctions)
    }
}

extension Layer {
    /// The equations that give values, one each.
    var equationLines: [SourceSlice] { equations.lines.filter { !Functions.isDefinition($0) } }

    /// What they give values to, as it is written.
    package var leftSides: [SourceSlice] { equationLines.compactMap(\.leftSide) }
}

extension SourceSlice {
    /// What stands before the ‘=’ of an equation.
    var leftSide: SourceSlice? {
        let end = source.utf8[range].firstIndex(of: UInt8(ascii: "="))
        return end.map { SourceSlice(source, range.lowerBound..<$0).trimmed }
    }
}

extension Syntax {
    fileprivate var isE: Bool { if case .operation(.e, _) = kind { true } else { false } }
}
