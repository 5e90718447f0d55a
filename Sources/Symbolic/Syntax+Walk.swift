import Diagnostics

extension Syntax {
    /// Visits every symbol, those in the bounds of sums too, with its place and the indices that the sums and products around it run over.
    package func forEachReference(
        _ body: (Reference, SourceSlice, _ bound: Set<String>) throws -> Void
    ) rethrows {
        try walk(bound: []) { part, bound in
            if case .symbol(let reference) = part.kind { try body(reference, part.place, bound) }
        }
    }

    /// Visits every product, with the names of its factors in their order; a power is one of its base, and what is divided by is
    /// none.
    package func forEachProduct(_ body: (_ factors: [String]) -> Void) {
        walk(bound: []) { part, _ in
            guard case .operation(.product, _) = part.kind else { return }
            let factors = part.factors
            if factors.count > 1 { body(factors) }
        }
    }

    private var factors: [String] {
        switch kind {
        case .symbol(let reference): [reference.name]
        case .operation(.product, let operands): operands.flatMap(\.factors)
        case .operation(.power, let operands), .operation(.quotient, let operands): operands[0].factors
        case .operation(.negation, let operands): operands[0].factors
        default: []
        }
    }

    /// Visits every index that stands for its number, with its place and the indices that the sums and products around it run over.
    package func forEachIndex(
        _ body: (_ index: String, SourceSlice, _ bound: Set<String>) throws -> Void
    ) rethrows {
        try walk(bound: []) { part, bound in
            if case .index(let index) = part.kind { try body(index, part.place, bound) }
        }
    }

    /// Visits every sum and product over an index, with the place of the `sum_k` and the indices of those around it.
    package func forEachSeries(
        _ body: (_ series: Series, _ index: String, _ head: SourceSlice, _ bound: Set<String>) throws -> Void
    ) rethrows {
        try walk(bound: []) { part, bound in
            if case .series(let series, let index, let head, _) = part.kind {
                try body(series, index, head, bound)
            }
        }
    }

    /// Visits every series over all values of an index but one, with that one and what the series takes.
    package func forEachOthers(
        _ body: (_ index: String, _ other: Syntax, _ operand: Syntax) throws -> Void
    ) rethrows {
        try walk(bound: []) { part, _ in
            if case .boundedSeries(_, let index, _, .others(let other), let operand) = part.kind {
                try body(index, other, operand)
            }
        }
    }

    /// The same with other symbols.
    ///
    /// - Parameter indices: what a series runs over: of several indices it is one series in the other.
    package func replacingReferences(
        _ image: (Reference) -> Reference, indices: (String) -> [String] = { [$0] }
    ) -> Syntax {
        func replaced(_ part: Syntax) -> Syntax { part.replacingReferences(image, indices: indices) }
        let kind: Kind =
            switch self.kind {
            case .number: self.kind
            case .index(let index): .index(indices(index)[0])
            case .symbol(let reference): .symbol(image(reference))
            case .operation(let operation, let operands): .operation(operation, operands.map(replaced))
            case .arrays(let operation, let operands): .arrays(operation, operands.map(replaced))
            case .derivative(let value, let variable): .derivative(replaced(value), by: replaced(variable))
            case .series(let series, let index, let head, let part):
                Syntax.series(series, over: indices(index), head: head, replaced(part), at: place).kind
            case .boundedSeries(let series, let index, let head, let bounds, let part):
                .boundedSeries(series, index: index, head: head, bounds.map(replaced), replaced(part))
            }
        return with(kind)
    }

    /// Another formula in place of this one.
    package func with(_ kind: Kind, at other: SourceSlice? = nil) -> Syntax {
        var result = Syntax(kind, at: other ?? place)
        result.array = array
        result.isInner = isInner
        result.call = call
        result.frames = frames
        return result
    }

    /// The same with all its parts at one place, but for what its sums run over.
    func placed(at place: SourceSlice) -> Syntax {
        func placed(_ part: Syntax) -> Syntax { part.placed(at: place) }
        let kind: Kind =
            switch self.kind {
            case .number, .symbol, .index: self.kind
            case .operation(let operation, let operands): .operation(operation, operands.map(placed))
            case .arrays(let operation, let operands): .arrays(operation, operands.map(placed))
            case .derivative(let value, let variable): .derivative(placed(value), by: placed(variable))
            case .series(let series, let index, let head, let part):
                .series(series, index: index, head: head, placed(part))
            case .boundedSeries(let series, let index, let head, let bounds, let part):
                .boundedSeries(series, index: index, head: head, bounds.map(placed), placed(part))
            }
        return with(kind, at: place)
    }

    /// The same with other parts, from the innermost ones on.
    package func replacingParts(_ image: (Syntax) throws -> Syntax) rethrows -> Syntax {
        func replaced(_ part: Syntax) throws -> Syntax { try part.replacingParts(image) }
        let kind: Kind =
            switch self.kind {
            case .number, .symbol, .index: self.kind
            case .operation(let operation, let operands): .operation(operation, try operands.map(replaced))
            case .arrays(let operation, let operands): .arrays(operation, try operands.map(replaced))
            case .derivative(let value, let variable):
                .derivative(try replaced(value), by: try replaced(variable))
            case .series(let series, let index, let head, let part):
                .series(series, index: index, head: head, try replaced(part))
            case .boundedSeries(let series, let index, let head, let bounds, let part):
                .boundedSeries(series, index: index, head: head, try bounds.map(replaced), try replaced(part))
            }
        return try image(with(kind))
    }

    /// What takes a single value at a place, though it is of several: the `max` of max(x_k).
    package func series(around place: SourceSlice) -> Series? {
        var found: Series?
        walk(bound: []) { part, _ in
            guard case .operation(let operation, let operands) = part.kind, operands.count == 1,
                let series = operation.series, part.place.range.contains(place.range.lowerBound)
            else { return }
            found = series
        }
        return found
    }

    /// What a function that stands here is given, first.
    package var firstGiven: Syntax? {
        var found: Syntax?
        walk(bound: []) { part, _ in
            let isGiven = part.frames.contains { if case .leaves = $0 { true } else { false } }
            if isGiven { found = found ?? part }
        }
        return found
    }

    /// The branches of an `if`, each as if it stood there alone; none of anything else.
    package var branches: [(condition: Syntax, value: Syntax)] {
        guard case .choice? = call, case .operation(.sum, let terms) = kind else { return [] }
        return terms.compactMap { term in
            guard case .operation(.product, let parts) = term.kind else { return nil }
            var value = parts[1]
            value.frames = frames.dropLast() + value.frames.dropFirst()
            return (parts[0], value)
        }
    }

    /// What its sums and products run over, those with bounds too, each with the place of the `sum_k`.
    package var boundIndices: [(index: String, head: SourceSlice)] {
        var indices: [(String, SourceSlice)] = []
        walk(bound: []) { part, _ in
            switch part.kind {
            case .series(_, let index, let head, _), .boundedSeries(_, let index, let head, _, _):
                indices.append((index, head))
            default: break
            }
        }
        return indices
    }

    /// - Parameter kind: whether it is a sum, a mean, …; nil for any.
    package func hasSeries(over index: String, of kind: Series? = nil) -> Bool {
        var found = false
        forEachSeries { series, name, _, _ in
            found = found || name == index && (kind == nil || series == kind)
        }
        return found
    }

    /// Checks that no series stands in another one over the same index; a function's own has nothing to do with one around the
    /// call.
    ///
    /// - Parameter place: in the line in which the formula is written; the functions that it calls are in others.
    package func checkSeriesDiffer(inLineOf place: SourceSlice) throws {
        try forEachSeries { series, index, head, outer in
            guard outer.contains(index), head.isInLine(of: place) else { return }
            throw head.error(
                "‘\(index)’ runs over its values already around this ‘\(series.rawValue)_\(index)’",
                suggestion: "give it another index, or leave it out")
        }
    }

    /// The series over an index behind which there are factors that have it, too, and are not taken: the sum_k of
    /// sum_k t_k * log(y_k).
    package func seriesBeforeFactors(over index: String) -> (series: Series, head: SourceSlice)? {
        var found: (Series, SourceSlice)?
        walk(bound: []) { part, _ in
            guard found == nil, case .operation(.product, let factors) = part.kind,
                let position = factors.firstIndex(where: {
                    if case .series(_, index, _, _) = $0.kind { true } else { false }
                }), case .series(let series, _, let head, _) = factors[position].kind,
                factors[(position + 1)...].contains(where: { $0.freeIndices.contains(index) })
            else { return }
            found = (series, head)
        }
        return found
    }

    /// How many parts the formula has for all values of its indices, each part for those that are open in it and a series for
    /// all that it takes; `Int.max` if that is too many to count.
    package func size(_ ranges: [String: ClosedRange<Int>]) -> Int { counted(ranges).size }

    private func counted(_ ranges: [String: ClosedRange<Int>]) -> (open: Set<String>, size: Int) {
        var open: Set<String> = []
        var size = 0
        var bound: String?
        let parts: [Syntax]
        switch kind {
        case .number: parts = []
        case .index(let index):
            open = [index]
            parts = []
        case .symbol(let reference):
            open = Set(reference.indices.flatMap(\.names))
            parts = []
        case .operation(_, let operands), .arrays(_, let operands): parts = operands
        case .derivative(let value, let variable): parts = [value, variable]
        case .boundedSeries(_, let index, _, _, let part), .series(_, let index, _, let part):
            parts = [part]
            bound = index
        }
        for part in parts {
            let counted = part.counted(ranges)
            open.formUnion(counted.open)
            size = saturated(size.addingReportingOverflow(counted.size))
        }
        // A series takes a value for each of its index.
        let taken = bound.map { open.union([$0]) } ?? open
        let own = taken.reduce(1) { saturated($0.multipliedReportingOverflow(by: ranges[$1]?.length ?? 1)) }
        if let bound { open.remove(bound) }
        return (open, saturated(size.addingReportingOverflow(own)))
    }

    private func saturated(_ result: (partialValue: Int, overflow: Bool)) -> Int {
        result.overflow ? .max : result.partialValue
    }

    private func walk(bound: Set<String>, _ body: (Syntax, Set<String>) throws -> Void) rethrows {
        try body(self, bound)
        switch kind {
        case .number, .symbol, .index: break
        case .operation(_, let operands), .arrays(_, let operands):
            for operand in operands { try operand.walk(bound: bound, body) }
        case .derivative(let value, let variable):
            try value.walk(bound: bound, body)
            try variable.walk(bound: bound, body)
        case .series(_, let index, _, let part):
            try part.walk(bound: bound.union([index]), body)
        case .boundedSeries(_, let index, _, let bounds, let part):
            for formula in bounds.formulas { try formula.walk(bound: bound, body) }
            try part.walk(bound: bound.union([index]), body)
        }
    }
}

extension ClosedRange<Int> {
    /// How many values the range has, or the greatest number there is.
    package var length: Int {
        let (steps, overflow) = upperBound.subtractingReportingOverflow(lowerBound)
        return overflow || steps == .max ? .max : steps + 1
    }
}
