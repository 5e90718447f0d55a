import Diagnostics
import Symbolic

/// Says with indices what formulas of whole arrays say without: `Y = X @ W + b` is Y_{n,m} = ∑_d X_{n,d} W_{d,m} + b_m.
///
/// Shapes fit as they do for arrays of numbers elsewhere: from the last axis on, where the shorter one is repeated over the
/// axes that it lacks; a matrix product takes the last axis of the left side and the first of the right one together.
struct ArrayNotation {
    /// The model, with an index for each axis that is needed.
    private(set) var model: Model
    /// The equations of each layer, with indices.
    private(set) var equations: [[Equation]] = []

    /// The lengths of arrays along their axes, as the model declares them and as equations say.
    private var shapes: [String: [String]] = [:]
    /// The equations whose left sides have no shape yet, by their names.
    private var open: [String: Formula] = [:]
    /// The names that no index is to have.
    private let taken: Set<String>

    /// - Throws: `Diagnostic` for shapes that do not fit.
    init(_ model: Model, _ subscripts: Subscripts) throws {
        self.model = model
        taken = Self.words(of: model.layers)
        if model.shapes.isEmpty { return }
        for shape in model.shapes {
            let name = shape.name.trimmed
            guard shapes.updateValue(shape.lengths.map(\.trimmed.text), forKey: name.text) == nil else {
                throw name.error("‘\(name.text)’ has two shapes")
            }
            guard taken.contains(name.text) else {
                let inputs = model.layers.flatMap(\.inputs).map(\.trimmed.text)
                throw name.error(
                    "there is no ‘\(name.text)’ that could have a shape",
                    suggestion: didYouMean(name.text, among: inputs))
            }
            guard shape.lengths.count <= 2 else {
                throw name.error("‘\(name.text)’ has more than two axes", suggestion: "write it with indices")
            }
        }
        let written = try model.layers.map { try $0.equations.lines.map { subscripts.meant(try Equation($0)) } }
        for equation in written.joined() {
            guard case .symbol(let left) = equation.left.root.kind else { continue }
            if left.indices.isEmpty {
                open[left.name] = equation.right
            } else {
                let lengths = left.indices.compactMap { $0.name.flatMap(length) }
                // Values that are defined one by one are no array.
                if lengths.count == left.indices.count { shapes[left.name] = lengths }
            }
        }
        equations = try written.map { try $0.map { try indexed($0) } }
    }

    private static func words(of layers: [Layer]) -> Set<String> {
        let texts = layers.flatMap { $0.inputs + [$0.equations] }.map(\.text)
        return Set(texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.map(String.init))
    }

    /// The length of the axis that an index runs over.
    private func length(of index: String) -> String? {
        model.indices.first { $0.name.trimmed.text == index }?.length
    }

    /// The shapes of all arrays that some layers have, also of those that other layers compute.
    func shapes(in layers: [Layer]) -> [Model.Shape] {
        let words = Self.words(of: layers)
        let inferred = shapes.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { Model.Shape(SourceSlice($0), $1.map { SourceSlice($0) }) }
        let declared = Set(model.shapes.map(\.name.trimmed.text))
        return (model.shapes + inferred.filter { !declared.contains($0.name.text) })
            .filter { words.contains($0.name.trimmed.text) }
    }

    // MARK: Shapes

    /// The lengths of a formula's value along its axes; none for a single value.
    mutating func shape(of syntax: Syntax) throws -> [String] {
        switch syntax.kind {
        case .number, .boundedSeries, .derivative: return []
        case .symbol(let reference): return reference.indices.isEmpty ? try shape(of: reference.name) : []
        case .operation(_, let operands):
            var shape: [String] = []
            var widest: Syntax?
            for operand in operands {
                let other = try self.shape(of: operand)
                guard zip(shape.reversed(), other.reversed()).allSatisfy(==) else {
                    throw mismatch(syntax, widest!, shape, operand, other)
                }
                if other.count > shape.count { (shape, widest) = (other, operand) }
            }
            return shape
        case .arrays(.transpose, let operands):
            let shape = try shape(of: operands[0])
            guard shape.count == 2 else {
                throw syntax.place.error(
                    "‘\(operands[0].place.text)’ is \(described(shape)): only a matrix has a transpose")
            }
            return shape.reversed()
        case .arrays(_, let operands):
            let (left, right) = (try shape(of: operands[0]), try shape(of: operands[1]))
            guard let shared = left.last, shared == right.first else {
                throw mismatch(syntax, operands[0], left, operands[1], right)
            }
            return left.dropLast() + right.dropFirst()
        case .series(_, let index, let head, let operand):
            let shape = try shape(of: operand)
            // Which of the values the index stands at is not said.
            guard !shape.contains(where: { $0 == length(of: index) }) else {
                throw head.error(
                    "‘\(operand.place.text)’ is \(described(shape)), without an index ‘\(index)’",
                    suggestion:
                        "write it with its indices, or name it first and write the name with its indices")
            }
            return shape
        }
    }

    private mutating func shape(of name: String) throws -> [String] {
        if let known = shapes[name] { return known }
        // Until it is known, which a formula that takes itself never gets to.
        guard let formula = open.removeValue(forKey: name) else { return [] }
        let shape = try shape(of: formula.root)
        shapes[name] = shape
        return shape
    }

    private func mismatch(
        _ whole: Syntax, _ first: Syntax, _ firstShape: [String], _ second: Syntax, _ secondShape: [String]
    ) -> Diagnostic {
        let place = SourceSlice(
            whole.place.source, first.place.range.lowerBound..<second.place.range.upperBound)
        return place.error(
            "these shapes do not fit: ‘\(first.place.text)’ is \(described(firstShape)), "
                + "‘\(second.place.text)’ is \(described(secondShape))",
            suggestion: transposed(whole, first, firstShape, second, secondShape).map { "write \($0)" })
    }

    /// That of two operands which would fit, if it were transposed.
    private func transposed(
        _ whole: Syntax, _ first: Syntax, _ firstShape: [String], _ second: Syntax, _ secondShape: [String]
    ) -> String? {
        func turned(_ part: Syntax) -> String {
            switch part.kind {
            case .arrays(.transpose, let x): x[0].place.text
            case .symbol: part.place.text + "'"
            default: "(\(part.place.text))'"
            }
        }
        guard case .arrays = whole.kind else {
            return firstShape.count == 2 && firstShape.reversed() == secondShape ? turned(second) : nil
        }
        if secondShape.count == 2, firstShape.last == secondShape.last { return turned(second) }
        return firstShape.count == 2 && firstShape.first == secondShape.first ? turned(first) : nil
    }

    private func described(_ shape: [String]) -> String {
        shape.isEmpty ? "a single value" : shape.joined(separator: " × ")
    }

    // MARK: Indices

    private mutating func indexed(_ equation: Equation) throws -> Equation {
        guard case .symbol(let left) = equation.left.root.kind else { return equation }
        let shape = try shape(of: equation.right.root)
        if !left.indices.isEmpty {
            guard shape.isEmpty else {
                throw equation.right.place.error(
                    "this is \(described(shape)), but ‘\(left.text)’ is a single value",
                    suggestion: "leave its indices out, or write those of the right side")
            }
            return Equation(
                left: equation.left,
                right: Formula(try indexed(equation.right.root, at: [], Set(left.indices.compactMap(\.name)))))
        }
        if let declared = shapes[left.name], declared != shape {
            throw equation.left.place.error(
                "‘\(left.name)’ is declared as \(described(declared)), but is \(described(shape)) here")
        }
        shapes[left.name] = shape
        let pattern = indexed(left, at: equation.left.place)
        let indices = pattern.freeIndices
        var right = try indexed(equation.right.root, at: indices, Set(indices))
        // A transpose is no node: the one below it computes the value.
        right.array?.indices = indices
        return Equation(left: Formula(pattern), right: Formula(right))
    }

    /// A name with the indices of its axes.
    private mutating func indexed(_ reference: Syntax.Reference, at place: SourceSlice) -> Syntax {
        let indices = indices(of: shapes[reference.name] ?? [])
        return Syntax(
            .symbol(Syntax.Reference(name: reference.name, indices: indices.map { .name($0) })), at: place)
    }

    /// A formula whose value is taken at some indices, in the order of its shape.
    ///
    /// - Parameter used: the indices that mean something around it.
    private mutating func indexed(
        _ syntax: Syntax, at indices: [String], _ used: Set<String>
    ) throws -> Syntax {
        let own = Array(indices.suffix(try shape(of: syntax).count))
        var isMatrixProduct = false
        let kind: Syntax.Kind
        switch syntax.kind {
        case .number, .boundedSeries, .derivative: return syntax
        case .symbol(let reference):
            if own.isEmpty { return syntax }
            kind = .symbol(Syntax.Reference(name: reference.name, indices: own.map { .name($0) }))
        case .operation(let operation, let operands):
            kind = .operation(operation, try operands.map { try indexed($0, at: own, used) })
        case .arrays(.transpose, let operands): return try indexed(operands[0], at: own.reversed(), used)
        case .arrays(_, let operands):
            let left = try shape(of: operands[0])
            let summed = index(of: left.last!, besides: used)
            let rows = Array(own.prefix(left.count - 1))
            let columns = Array(own.dropFirst(left.count - 1))
            let factors = [
                try indexed(operands[0], at: rows + [summed], used.union([summed])),
                try indexed(operands[1], at: [summed] + columns, used.union([summed])),
            ]
            isMatrixProduct = true
            kind = .series(
                .sum, index: summed, head: syntax.place, Syntax(.operation(.product, factors), at: syntax.place)
            )
        case .series(let series, let index, let head, let operand):
            kind = .series(
                series, index: index, head: head, try indexed(operand, at: own, used.union([index])))
        }
        var result = Syntax(kind, at: syntax.place)
        result.array = Syntax.ArrayPart(indices: own, isMatrixProduct: isMatrixProduct)
        return result
    }

    /// For each axis of a shape an index, each another.
    private mutating func indices(of shape: [String]) -> [String] {
        var indices: [String] = []
        for length in shape { indices.append(index(of: length, besides: Set(indices))) }
        return indices
    }

    /// An index that runs over an axis of a length, another than some.
    private mutating func index(of length: String, besides used: Set<String>) -> String {
        let known = model.indices.filter { $0.length == length }
        let free = known.map(\.name.trimmed.text).first { !used.contains($0) }
        if let free { return free }
        let names = Set(model.indices.map(\.name.trimmed.text)).union(taken).union(used)
        let name = ["i", "j", "k", "l", "p", "q", "r", "s", "u", "v"].first { !names.contains($0) }
        var index = known[0]
        index.origin = index.place
        index.name = SourceSlice(name ?? "i\(model.indices.count)")
        model.indices.append(index)
        return index.name.text
    }

    // MARK: Names and selectors

    /// What a name of an array means where a symbol with indices is expected.
    func indexed(pattern reference: Syntax.Reference, at place: SourceSlice) -> Syntax.Reference {
        var copy = self
        guard reference.indices.isEmpty, case .symbol(let indexed) = copy.indexed(reference, at: place).kind
        else {
            return reference
        }
        return indexed
    }

    /// A formula of arrays with indices.
    func indexed(_ formula: Formula) throws -> Formula {
        model.shapes.isEmpty ? formula : try indexed([formula])[0]
    }

    /// An assumption on arrays, for each of their values.
    func indexed(_ assumption: Symbolic.Assumption) throws -> Symbolic.Assumption {
        var result = assumption
        result.formulas = try indexed(assumption.formulas)
        return result
    }

    /// Formulas that are compared, with the same indices.
    private func indexed(_ formulas: [Formula]) throws -> [Formula] {
        var copy = self
        var shape: [String] = []
        for formula in formulas {
            let other = try copy.shape(of: formula.root)
            guard zip(shape.reversed(), other.reversed()).allSatisfy(==) else {
                throw formula.place.error(
                    "‘\(formula.place.text)’ is \(described(other)), which does not fit \(described(shape)) before it"
                )
            }
            if other.count > shape.count { shape = other }
        }
        let indices = copy.indices(of: shape)
        return try formulas.map { Formula(try copy.indexed($0.root, at: indices, Set(indices))) }
    }
}
