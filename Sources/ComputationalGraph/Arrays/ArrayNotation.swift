import Diagnostics
import Symbolic

/// Says with indices what formulas of whole arrays say without: `Y = X @ W + b` is Y_{n,m} = ∑_d X_{n,d} W_{d,m} + b_m.
///
/// Shapes fit as they do for arrays of numbers elsewhere: from the last axis on, where the shorter one is repeated over the
/// axes that it lacks; a matrix product takes the last axis of the left side and the first of the right one together.
struct ArrayNotation {
    /// The model, with an index for each axis that is needed.
    var model: Model
    /// The equations of each layer, with indices.
    private(set) var equations: [[Equation]] = []

    /// The lengths of arrays along their axes, as the model declares them and as equations say.
    var shapes: [String: [String]] = [:]
    /// The equations whose left sides have no shape yet, by their names.
    private var open: [String: Formula] = [:]
    /// The names whose shapes are looked for, each to know that of the one before it.
    private var waiting: [String] = []
    /// The names of all inputs and left sides.
    private var declared: Set<String> = []
    /// The names that no index is to have.
    var taken: Set<String>
    /// The indices of the left side, as far as no sum runs over them.
    var left: Set<String> = []
    /// Whether arrays can have fewer indices than axes: one index is that of a row.
    var hasRows = false
    /// Whether some formula has a vector on the left side of a matrix, as a row: x @ W.
    private(set) var hasRowVectors = false

    /// - Throws: `Diagnostic` for shapes that do not fit.
    init(_ model: Model, _ reader: FormulaReader) throws {
        self.model = model
        taken = model.layers.flatMap { $0.inputs + [$0.equations] }.words
        if model.shapes.isEmpty { return }
        let written = try Array(model.layers.enumerated()).mapCollectingFailures { index, layer in
            Array(try reader.equations(of: layer, at: index).mapCollectingFailures { try $0.get() }.joined())
        }
        for input in model.layers.flatMap(\.inputs) {
            guard case .symbol(let reference)? = (try? reader.formula(input))?.root.kind else {
                continue
            }
            declared.insert(reference.name)
        }
        let lefts = written.joined().compactMap { equation in
            if case .symbol(let left) = equation.left.root.kind { left.name } else { nil }
        }
        declared.formUnion(lefts)
        for shape in model.shapes {
            let name = shape.name.trimmed
            guard shapes.updateValue(shape.lengths.map(\.trimmed.text), forKey: name.text) == nil else {
                throw name.error("‘\(name.text)’ has two shapes")
            }
            guard declared.contains(name.text) else {
                let inputs = model.layers.flatMap(\.inputs).map(\.trimmed.text)
                throw name.error(
                    "there is no ‘\(name.text)’ that could have a shape",
                    suggestion: didYouMean(name.text, among: inputs))
            }
        }
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
        // Of an array of which only single values are taken there are the others, too.
        for shape in model.shapes { _ = indices(of: shapes[shape.name.trimmed.text] ?? []) }
    }

    /// The length of the axis that an index runs over.
    private func length(of index: String) -> String? {
        model.indices.first { $0.name.trimmed.text == index }?.length
    }

    /// The shapes of the arrays that are called so, also of those that have theirs from equations.
    func shapes(of names: Set<String>) -> [Model.Shape] {
        let inferred = shapes.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { Model.Shape(SourceSlice($0), $1.map { SourceSlice($0) }) }
        let declared = Set(model.shapes.map(\.name.trimmed.text))
        return (model.shapes + inferred.filter { !declared.contains($0.name.text) })
            .filter { names.contains($0.name.trimmed.text) }
    }

    // MARK: Shapes

    /// The lengths of a formula's value along its axes; none for a single value.
    mutating func shape(of syntax: Syntax) throws -> [String] {
        switch syntax.kind {
        case .number, .index, .boundedSeries: return []
        case .derivative(let value, let variable):
            let shape = try shape(of: value)
            guard shape.isEmpty else {
                throw value.place.error(
                    "‘\(value.place.text)’ is \(described(shape)): a derivative with respect to an array is that of a single value"
                )
            }
            return try self.shape(of: variable)
        case .symbol(let reference):
            if !reference.indices.isEmpty, !hasRows { return [] }
            return Array(
                try shape(of: reference.name, at: syntax.place).dropFirst(reference.indices.count))
        // All values together.
        case .operation(let operation, let operands) where operation.series != nil && operands.count == 1:
            return []
        case .operation(let operation, let operands):
            try checkInverse(operation, operands)
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
            guard shape.count > 1 else {
                throw syntax.place.error(
                    "‘\(operands[0].place.text)’ is \(described(shape)): only a matrix has a transpose",
                    suggestion: shape.isEmpty
                        ? nil : "a vector has one in products: ‘x' @ y’ is a number, ‘x @ y'’ a matrix")
            }
            return shape.transposed
        case .arrays(.row, let operands):
            let shape = try shape(of: operands[0])
            guard !shape.isEmpty else {
                throw syntax.place.error("‘\(operands[0].place.text)’ is a single value; it has no rows")
            }
            return Array(shape.dropFirst())
        case .arrays(.overLastAxis(_, let keepsAxis), let operands):
            let shape = try shape(of: operands[0])
            guard !shape.isEmpty else {
                // Said of what the function is given, not of its own formula.
                let place = operands[0].firstGiven?.place ?? operands[0].place
                throw place.error("‘\(place.text)’ is a single value; it has no axis")
            }
            return keepsAxis ? shape : shape.dropLast()
        case .arrays(_, let operands):
            let given = operands[0]
            let operands = try factors(operands)
            if let (left, right) = try outerProduct(operands) {
                return try shape(of: left) + shape(of: right)
            }
            let (left, right) = (try shape(of: operands[0]), try shape(of: operands[1]))
            guard let shape = Self.shape(ofProduct: left, right) else {
                throw mismatch(syntax, operands[0], left, operands[1], right)
            }
            if left.count == 1, right.count > 1, try row(given) == nil { hasRowVectors = true }
            return shape
        case .series(_, let index, let head, let operand):
            var shape = try shape(of: operand)
            if let place = try place(of: index, in: operand, shape, head) { shape.remove(at: place) }
            return shape
        }
    }

    /// A matrix to the power of −1 is its inverse, and not what each value has as such.
    private mutating func checkInverse(_ operation: Operation, _ operands: [Syntax]) throws {
        guard operation == .power, case .number(let exponent) = operands[1].kind, exponent.isNegative,
            case let shape = try shape(of: operands[0]), shape.count > 1
        else { return }
        let text = operands[0].place.text
        throw operands[0].place.error(
            "‘\(text)’ is \(described(shape)): a negative power of a matrix would be one of its inverse, which formulas do not have",
            suggestion: "the reciprocal of each value is ‘1 / \(text)’")
    }

    /// Which axis of an array an index runs over that it is written without: the n of mean_n X; nil where none does.
    mutating func place(
        of index: String, in operand: Syntax, _ shape: [String], _ head: SourceSlice
    ) throws -> Int? {
        let places = shape.indices.filter { shape[$0] == length(of: index) }
        // It may be said of which values, where arrays can have some of their indices.
        let isWritten = operand.freeIndices.contains(index)
        if places.isEmpty || isWritten && hasRows { return nil }
        guard places.count == 1, !isWritten else {
            throw head.error(
                "‘\(operand.place.text)’ is \(described(shape)): which of its values ‘\(index)’ stands at is not said",
                suggestion: "write it with its indices, or name it first and write the name with its indices")
        }
        return places[0]
    }

    /// The shape of a product of matrices, which stand along the last two axes; along those before them are as many
    /// products, as they are repeated along these. Nil where the shapes do not fit.
    private static func shape(ofProduct left: [String], _ right: [String]) -> [String]? {
        guard let shared = left.last, shared == (right.count > 1 ? right[right.count - 2] : right.first) else {
            return nil
        }
        let (first, second) = (left.dropLast(2), right.dropLast(2))
        guard zip(first.reversed(), second.reversed()).allSatisfy(==) else { return nil }
        return (first.count > second.count ? first : second) + left.dropLast().suffix(1)
            + (right.count > 1 ? right.suffix(1) : [])
    }

    /// The factors of a matrix product. A vector on its left side is a row all the same: x' @ y is x @ y.
    mutating func factors(_ operands: [Syntax]) throws -> [Syntax] {
        [try row(operands[0]) ?? operands[0], operands[1]]
    }

    /// A formula of transposed vectors without the transposes, as of ‘2 * x'’; nil where there are none.
    private mutating func row(_ syntax: Syntax) throws -> Syntax? {
        switch syntax.kind {
        case .arrays(.transpose, let vector): return try shape(of: vector[0]).count == 1 ? vector[0] : nil
        case .operation(let operation, let operands) where !operation.isFunction && !operation.isComparison:
            let rows = try operands.map { try row($0) }
            if rows.allSatisfy({ $0 == nil }) { return nil }
            return syntax.with(.operation(operation, zip(rows, operands).map { $0 ?? $1 }))
        default: return nil
        }
    }

    /// The vectors of which each value is multiplied with each: x and y of x @ y'.
    mutating func outerProduct(_ operands: [Syntax]) throws -> (Syntax, Syntax)? {
        guard case .arrays(.transpose, let right) = operands[1].kind, try shape(of: right[0]).count == 1,
            try shape(of: operands[0]).count == 1
        else { return nil }
        return (operands[0], right[0])
    }

    private mutating func shape(of name: String, at place: SourceSlice) throws -> [String] {
        if let known = shapes[name] { return known }
        guard let formula = open[name] else { return [] }
        if waiting.contains(name) {
            throw place.circle(waiting.drop { $0 != name } + [name])
        }
        waiting.append(name)
        defer { waiting.removeLast() }
        let shape = try shape(of: formula.root)
        shapes[name] = shape
        return shape
    }

    private func mismatch(
        _ whole: Syntax, _ first: Syntax, _ firstShape: [String], _ second: Syntax, _ secondShape: [String]
    ) -> Diagnostic {
        var (unknown, hasIndices): ((Syntax.Reference, SourceSlice)?, Bool) = (nil, false)
        for part in [first, second] {
            part.forEachReference { reference, place, _ in
                if !reference.indices.isEmpty { hasIndices = true }
                let isLength = model.indices.contains { $0.last == reference.name }
                if unknown == nil, !isLength, !declared.contains(reference.name) {
                    unknown = (reference, place)
                }
            }
        }
        if let (reference, place) = unknown {
            return place.error(
                "‘\(reference.text)’ is not defined",
                suggestion: FormulaHints.name(reference, at: place)
                    ?? didYouMean(reference.text, among: declared))
        }
        let place =
            areInOrder(first, second, in: whole)
            ? SourceSlice(whole.place.source, first.place.range.lowerBound..<second.place.range.upperBound)
            : whole.place
        return place.error(
            "these shapes do not fit: ‘\(first.place.text)’ is \(described(firstShape)), "
                + "‘\(second.place.text)’ is \(described(secondShape))",
            suggestion: transposed(whole, first, firstShape, second, secondShape).map { "write ‘\($0)’" }
                ?? matrixProduct(whole, first, firstShape, second, secondShape)
                ?? rows(firstShape, secondShape)
                ?? (hasIndices ? "what has some indices is written with all of them, and without ‘@’" : nil)
                ?? origins(of: [first, second]))
    }

    /// Whether two operands stand in the text one behind the other; what a call stands for is written where its function is.
    private func areInOrder(_ first: Syntax, _ second: Syntax, in whole: Syntax) -> Bool {
        first.place.isInLine(of: whole.place) && second.place.isInLine(of: whole.place)
            && first.place.range.upperBound <= second.place.range.lowerBound
    }

    /// Where the names in formulas get their shapes.
    private func origins(of parts: [Syntax]) -> String? {
        var origins: [String] = []
        for part in parts {
            part.forEachReference { reference, written, _ in
                let name = reference.name
                guard let place = placeOfShape(of: name) else { return }
                let isElsewhere = place.source.name != written.source.name
                let origin = "line \(place.line)\(isElsewhere ? " of \(place.source.name)" : "")"
                let told = origins.isEmpty ? "‘\(name)’ gets its shape in \(origin)" : "‘\(name)’ in \(origin)"
                if !origins.contains(where: { $0.hasPrefix("‘\(name)’") }) { origins.append(told) }
            }
        }
        return origins.isEmpty ? nil : origins.joined(separator: ", ")
    }

    /// Where an array is declared or defined.
    private func placeOfShape(of name: String) -> SourceSlice? {
        model.shapes.first { $0.name.trimmed.text == name }?.name
            ?? model.layers.lazy.flatMap(\.leftSides).first { $0.text == name }
    }

    /// Two operands with one of them transposed, so that they fit.
    private func transposed(
        _ whole: Syntax, _ first: Syntax, _ firstShape: [String], _ second: Syntax, _ secondShape: [String]
    ) -> String? {
        func bracketed(_ part: Syntax) -> String {
            switch part.kind {
            case .symbol, .number, .arrays(.transpose, _): part.place.text
            default: "(\(part.place.text))"
            }
        }
        func turned(_ part: Syntax) -> String {
            if case .arrays(.transpose, let x) = part.kind { bracketed(x[0]) } else { bracketed(part) + "'" }
        }
        guard areInOrder(first, second, in: whole) else { return nil }
        let between = first.place.range.upperBound..<second.place.range.lowerBound
        let sign = whole.place.source.string(between).filter { "+-*/@".contains($0) }
        func pair(_ left: String, _ right: String) -> String {
            sign.isEmpty ? right : "\(left) \(sign) \(right)"
        }
        guard case .arrays = whole.kind else {
            return firstShape.count == 2 && firstShape.reversed() == secondShape
                ? pair(bracketed(first), turned(second)) : nil
        }
        if secondShape.count == 2, firstShape.last == secondShape.last {
            return pair(bracketed(first), turned(second))
        }
        return firstShape.count == 2 && firstShape.first == secondShape.first
            ? pair(turned(first), bracketed(second)) : nil
    }

    /// What there is one of for each row, beside all values.
    private func rows(_ first: [String], _ second: [String]) -> String? {
        let (long, short) = first.count > second.count ? (first, second) : (second, first)
        guard short.count > 0, Array(long.dropLast()) == short else { return nil }
        var copy = self
        let names = copy.indices(of: long)
        func text(_ names: some Sequence<String>) -> String { names.map { "_\($0)" }.joined() }
        return
            "what is for each row is written with indices, as in ‘Y\(text(names)) = X\(text(names)) / s\(text(names.dropLast()))’"
    }

    /// `X @ W` in place of `X * W`.
    private func matrixProduct(
        _ whole: Syntax, _ first: Syntax, _ firstShape: [String], _ second: Syntax, _ secondShape: [String]
    ) -> String? {
        guard case .operation(.product, let factors) = whole.kind, factors.count == 2,
            Self.shape(ofProduct: firstShape, secondShape) != nil
        else { return nil }
        return "the product of matrices is ‘\(first.place.text) @ \(second.place.text)’"
    }

    func described(_ shape: [String]) -> String {
        shape.isEmpty ? "a single value" : shape.joined(separator: " × ")
    }
}

extension [String] {
    /// With the last two exchanged.
    var transposed: [String] { dropLast(2) + suffix(2).reversed() }
}

extension [SourceSlice] {
    /// The names, numbers and indices in formulas.
    package var words: Set<String> {
        Set(flatMap { $0.text.split { !$0.isLetter && !$0.isNumber } }.map(String.init))
    }
}
