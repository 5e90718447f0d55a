import Diagnostics
import Symbolic

/// Formulas of arrays, said with indices.
extension ArrayNotation {
    mutating func indexed(_ equation: Equation) throws -> Equation {
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
                right: Formula(try indexed(equation.right.root, at: [], Set(left.indices.flatMap(\.names)))))
        }
        if let declared = shapes[left.name], declared != shape {
            let other = model.shapes.first { $0.name.trimmed.text == left.name }?.name.line
            throw equation.left.place.error(
                "‘\(left.name)’ is declared as \(described(declared))\(other.map { " in line \($0)" } ?? ""), but is \(described(shape)) here"
            )
        }
        shapes[left.name] = shape
        let pattern = indexed(left, at: equation.left.place)
        let indices = pattern.freeIndices
        self.left = Set(indices)
        defer { self.left = [] }
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
        var result = try indexedKind(syntax.withoutFrames, at: indices, used)
        // A transpose, say, is no part of its own, but may be what stands for a call or is given to one.
        result.call = syntax.call ?? result.call
        result.frames = syntax.frames + result.frames
        return result
    }

    private mutating func indexedKind(
        _ syntax: Syntax, at indices: [String], _ used: Set<String>
    ) throws -> Syntax {
        let own = Array(indices.suffix(try shape(of: syntax).count))
        var isMatrixProduct = false
        let kind: Syntax.Kind
        switch syntax.kind {
        case .number, .index, .boundedSeries: return syntax
        case .derivative(let value, let variable):
            kind = .derivative(try indexed(value, at: [], used), by: try indexed(variable, at: own, used))
        case .symbol(let reference):
            if own.isEmpty { return syntax }
            kind = .symbol(
                Syntax.Reference(
                    name: reference.name, indices: reference.indices + own.map(Syntax.Index.init)))
        case .operation(let operation, let operands) where operation.series != nil && operands.count == 1:
            return try total(operation.series!, of: operands[0], at: syntax.place, used)
        case .operation(let operation, let operands):
            kind = .operation(operation, try operands.map { try indexed($0, at: own, used) })
        case .arrays(.transpose, let operands): return try indexed(operands[0], at: own.transposed, used)
        case .arrays(.row(let index), let operands):
            return try indexed(operands[0], at: [index] + own, used)
        case .arrays(.overLastAxis(let series, let keepsAxis), let operands):
            let rows = keepsAxis ? own.dropLast() : own
            let length = try shape(of: operands[0]).last!
            let last = index(of: length, besides: used.union(own), keepsAxis ? own.last : nil)
            let inner = try inside(last) { try $0.indexed(operands[0], at: rows + [last], used.union([last])) }
            var result = Syntax(.series(series, index: last, head: syntax.place, inner), at: syntax.place)
            result.array = Syntax.ArrayPart(indices: rows)
            return result
        case .arrays(_, let operands):
            let operands = try factors(operands)
            if let (left, right) = try outerProduct(operands) {
                let factors = [try indexed(left, at: [own[0]], used), try indexed(right, at: [own[1]], used)]
                kind = .operation(.product, factors)
                break
            }
            let (left, right) = (try shape(of: operands[0]), try shape(of: operands[1]))
            let summed = index(of: left.last!, besides: used)
            let columns = own.suffix(right.count > 1 ? 1 : 0)
            let rows = own.dropLast(columns.count).suffix(left.count > 1 ? 1 : 0)
            let others = own.dropLast(columns.count + rows.count)
            let factors = [
                try indexed(
                    operands[0], at: others.suffix(max(left.count - 2, 0)) + rows + [summed],
                    used.union([summed])),
                try indexed(
                    operands[1], at: others.suffix(max(right.count - 2, 0)) + [summed] + columns,
                    used.union([summed])),
            ]
            isMatrixProduct = true
            kind = .series(
                .sum, index: summed, head: syntax.place, Syntax(.operation(.product, factors), at: syntax.place)
            )
        case .series(let series, let index, let head, let operand):
            let shape = try shape(of: operand)
            if let place = try place(of: index, in: operand, shape, head) {
                let other = self.index(of: shape[place], besides: used, index)
                let inner = Array(own[..<place]) + [other] + own[place...]
                let value = try inside(other) { try $0.indexed(operand, at: inner, used.union([other])) }
                kind = .series(series, index: other, head: head, value)
            } else {
                kind = .series(
                    series, index: index, head: head, try indexed(operand, at: own, used.union([index])))
            }
        }
        var result = syntax.with(kind)
        result.array = Syntax.ArrayPart(indices: own, isMatrixProduct: isMatrixProduct)
        return result
    }

    /// A series over all axes of an array: of `sum(X)` one inside the other, which are one operation.
    private mutating func total(
        _ series: Series, of operand: Syntax, at place: SourceSlice, _ used: Set<String>
    ) throws -> Syntax {
        let indices = indices(of: try shape(of: operand), besides: used)
        let inner = try indexed(operand, at: indices, used.union(indices))
        return .series(series, over: indices, head: place, inner, at: place, isOfArrays: true)
    }

    /// For each axis of a shape an index, each another.
    ///
    /// - Parameter used: indices that mean something else.
    mutating func indices(of shape: [String], besides used: Set<String> = []) -> [String] {
        var indices: [String] = []
        for length in shape { indices.append(index(of: length, besides: used.union(indices))) }
        return indices
    }

    /// Does something within a sum over an index.
    private mutating func inside<Result>(
        _ index: String, _ body: (inout ArrayNotation) throws -> Result
    ) rethrows -> Result {
        let outer = left
        left.remove(index)
        defer { left = outer }
        return try body(&self)
    }

    /// An index that runs over an axis of a length, another than some.
    ///
    /// - Parameter written: that which is taken where it means nothing, or only on the left side.
    private mutating func index(
        of length: String, besides used: Set<String>, _ written: String? = nil
    ) -> String {
        if let written, !used.contains(written) || left.contains(written) { return written }
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

    /// A statement on arrays, each chain for each of their values, and the indices that it has besides those of the model.
    ///
    /// - Parameter gradients: names of gradients, each with the name of its value.
    func indexed(_ statement: Statement, gradients: [String: String]) throws -> (Statement, [Model.Index]) {
        if model.shapes.isEmpty { return (statement, []) }
        var copy = self
        copy.hasRows = true
        copy.taken.formUnion([statement.place].words)
        for (gradient, value) in gradients { copy.shapes[gradient] = shapes[value] }
        var result = statement
        result.parts = try statement.parts.map { part in
            switch part {
            case .chain(let formulas): .chain(try copy.indexed(formulas))
            case .tuple(let formulas): .tuple(try formulas.map { try copy.indexed([$0])[0] })
            }
        }
        return (result, Array(copy.model.indices.dropFirst(model.indices.count)))
    }

    /// A formula of arrays with indices.
    func indexed(_ formula: Formula) throws -> Formula {
        if model.shapes.isEmpty { return formula }
        var copy = self
        return try copy.indexed([formula])[0]
    }

    /// An assumption on arrays, for each of their values.
    func indexed(_ assumption: Symbolic.Assumption) throws -> Symbolic.Assumption {
        var result = assumption
        var copy = self
        result.formulas = try copy.indexed(assumption.formulas)
        return result
    }

    /// Formulas that are compared, with the same indices.
    private mutating func indexed(_ formulas: [Formula]) throws -> [Formula] {
        var shape: [String] = []
        for formula in formulas {
            let other = try self.shape(of: formula.root)
            guard zip(shape.reversed(), other.reversed()).allSatisfy(==) else {
                throw formula.place.error(
                    "‘\(formula.place.text)’ is \(described(other)), which does not fit \(described(shape)) before it"
                )
            }
            if other.count > shape.count { shape = other }
        }
        if hasRows { try checkIndices(formulas, shape) }
        let open = Set(formulas.flatMap(\.freeIndices))
        let indices = indices(of: shape, besides: open)
        return try formulas.map { Formula(try indexed($0.root, at: indices, open.union(indices))) }
    }

    /// Of formulas that are compared none is a whole array where another has its indices.
    private mutating func checkIndices(_ formulas: [Formula], _ shape: [String]) throws {
        guard let whole = try formulas.first(where: { try self.shape(of: $0.root) == shape }) else { return }
        for formula in formulas where try self.shape(of: formula.root).count < shape.count {
            let own = formula.freeIndices.filter { index in
                !whole.freeIndices.contains(index)
                    && model.indices.contains {
                        $0.name.trimmed.text == index && shape.contains($0.length ?? "")
                    }
            }
            if own.isEmpty { continue }
            var copy = self
            let indices = copy.indices(of: shape).reduce("") { "\($0)_\($1)" }
            throw formula.place.error(
                "‘\(formula.place.text)’ is a value for each \(own.joined(separator: " and ")), but ‘\(whole.place.text)’ is \(described(shape)) in all",
                suggestion: "write both with indices, as in ‘Y\(indices)’")
        }
    }
}
