import Diagnostics
import Symbolic

extension ComputationalGraph {
    /// Holds a statement against numbers: at random points where the assumptions hold, for every value of its open
    /// indices, each formula of a chain must equal the one before it, and a derivative the difference quotient.
    ///
    /// Names that the model doesn't have belong to the statement: `y = log(x)` defines y, and x is any number.
    ///
    /// - Throws: `Diagnostic` at a formula that is false, with a point where it is, or that has no meaning.
    public func check(_ statement: Statement) throws {
        var generator = SplitMix64(seed: 0x6571_7561)
        let assumptions = Assumptions(try scope.instantiatedAssumptions(), of: self)
        var free: [String] = []
        for index in statement.parts.flatMap(\.formulas).flatMap(\.freeIndices) where !free.contains(index) {
            free.append(index)
        }
        let choices = try scope.bindings(of: free, at: statement.place)
        var partCount = 0
        for _ in 0..<StatementCheck.pointCount {
            let point = try Point(in: self, assumptions, &generator)
            for bindings in choices {
                var check = StatementCheck(statement, in: self, at: point, bindings, partCount: partCount)
                try check.run(&generator)
                partCount = check.partCount
            }
        }
    }
}

/// One statement at one point, for one choice of its indices.
struct StatementCheck {
    static let pointCount = 3

    private let statement: Statement
    let graph: ComputationalGraph
    let point: Point
    private let bindings: [String: Int]
    /// The formulas that define names of the statement's own.
    private let definitions: [String: Syntax]
    /// The numbers of the statement's own names without a definition.
    var variables: [String: Double] = [:]
    /// How many parts have been computed, for other points and indices too.
    private(set) var partCount: Int
    /// How many parts wait for the one that is computed.
    private var depth = 0

    /// A statement of more parts than this, counted for all points and indices, is a mistake: sums in sums, say.
    private static let maximumPartCount = 300_000
    private static let maximumDepth = 1_000

    init(
        _ statement: Statement, in graph: ComputationalGraph, at point: Point, _ bindings: [String: Int],
        partCount: Int
    ) {
        self.statement = statement
        self.graph = graph
        self.point = point
        self.bindings = bindings
        self.partCount = partCount
        var definitions: [String: Syntax] = [:]
        for case .chain(let formulas) in statement.parts where formulas.count > 1 {
            guard case .symbol(let left) = formulas[0].root.kind, graph.isForeign(left) else { continue }
            definitions[left.name] = definitions[left.name] ?? formulas[1].root
        }
        self.definitions = definitions
    }

    mutating func run(_ generator: inout SplitMix64) throws {
        for formula in statement.parts.flatMap(\.formulas) {
            formula.root.forEachReference { reference, _, bound in
                guard !bound.contains(reference.name), graph.isForeign(reference),
                    definitions[reference.name] == nil,
                    variables[reference.name] == nil
                else { return }
                variables[reference.name] = Double.random(in: 0.5...1.5, using: &generator)
            }
        }
        for part in statement.parts {
            var last: Double?
            for formula in part.formulas {
                let value = try value(of: formula.root, bindings)
                if case .chain = part, let last, !agree(last, value) { throw failure(formula, last, value) }
                last = value
            }
        }
    }

    /// A difference quotient is good to some ten digits.
    private func agree(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-8 * max(abs(left), abs(right), point.largest, 1)
    }

    private func failure(_ formula: Formula, _ left: Double, _ right: Double) -> Diagnostic {
        let inputs = point.inputs.filter { input in
            statement.parts.flatMap(\.formulas).contains { mentions($0.root, input.symbol) }
        }
        let places =
            (inputs.isEmpty ? point.inputs : inputs).prefix(3)
            .map { "\($0.symbol.plain) = \(rounded($0.value))" }
            + variables.sorted { $0.key < $1.key }.map { "\($0.key) = \(rounded($0.value))" }
        return formula.place.error(
            "this does not equal what stands before it: \(rounded(right)), not \(rounded(left)), at "
                + places.joined(separator: ", "))
    }

    private func mentions(_ syntax: Syntax, _ symbol: Symbol) -> Bool {
        var found = false
        syntax.forEachReference { reference, _, _ in found = found || reference.name == symbol.name }
        return found
    }

    // MARK: Values

    mutating func value(
        of syntax: Syntax, _ bindings: [String: Int], waiting: Set<String> = []
    ) throws -> Double {
        partCount += 1
        depth += 1
        defer { depth -= 1 }
        guard partCount <= Self.maximumPartCount, depth <= Self.maximumDepth else {
            throw statement.place.error("this is too much to be checked: sums in sums, or names for names")
        }
        func value(_ part: Syntax) throws -> Double { try self.value(of: part, bindings, waiting: waiting) }
        switch syntax.kind {
        case .number(let number): return number.doubleValue
        case .symbol(let reference): return try self.value(of: reference, bindings, at: syntax.place, waiting)
        case .sum(let parts): return try parts.reduce(0) { try $0 + value($1) }
        case .product(let parts): return try parts.reduce(1) { try $0 * value($1) }
        case .quotient(let top, let bottom): return try value(top) / value(bottom)
        case .power(let base, let exponent): return raise(try value(base), to: try value(exponent))
        case .negation(let part): return try -value(part)
        case .function(let function, let part): return function.value(try value(part))
        case .series(let series, let index, let head, let part):
            guard let range = graph.scope.ranges[index] else {
                throw undefinedIndex(index, graph.scope.ranges.keys, at: head)
            }
            return try self.value(series, index, range, part, bindings, waiting)
        case .boundedSeries(let series, let index, let from, let to, let part):
            let (first, last) = (try bound(from, bindings), try bound(to, bindings))
            guard first <= last, Double(last) - Double(first) < 100_000 else {
                throw to.place.error("this sum runs over nothing, or too much")
            }
            return try self.value(series, index, first...last, part, bindings, waiting)
        case .derivative(let top, let bottom): return try derivative(of: top, by: bottom, bindings)
        }
    }

    private mutating func value(
        _ series: Syntax.Series, _ index: String, _ range: ClosedRange<Int>, _ part: Syntax,
        _ bindings: [String: Int],
        _ waiting: Set<String>
    ) throws -> Double {
        let values = try range.map {
            try value(of: part, bindings.merging([index: $0]) { $1 }, waiting: waiting)
        }
        return series == .sum ? values.reduce(0, +) : values.reduce(1, *)
    }

    private mutating func value(
        of reference: Syntax.Reference, _ bindings: [String: Int], at place: SourceSlice, _ waiting: Set<String>
    ) throws -> Double {
        if reference.indices.isEmpty, let index = bindings[reference.name] { return Double(index) }
        if let node = try node(of: reference, bindings, at: place) { return point.numbers[node] }
        if let variable = variables[reference.name] { return variable }
        guard let definition = definitions[reference.name], !waiting.contains(reference.name) else {
            throw place.error("‘\(reference.text)’ is defined by itself")
        }
        return try value(of: definition, bindings, waiting: waiting.union([reference.name]))
    }

    /// The node of a name of the model; nil for a name of the statement's own.
    func node(of reference: Syntax.Reference, _ bindings: [String: Int], at place: SourceSlice) throws
        -> Int?
    {
        if graph.isForeign(reference) { return nil }
        let known = graph.scope.declarations.values.map(\.pattern.text)
        guard graph.scope.declarations[reference.name] != nil else {
            throw place.error(
                "‘\(reference.text)’ is not defined", suggestion: didYouMean(reference.text, among: known))
        }
        return graph.nodeOfSymbol[try graph.scope.symbol(reference, bindings, at: place)]
    }

    /// A bound of a sum: a whole number; a name of its own stands for the number of classes.
    private mutating func bound(_ syntax: Syntax, _ bindings: [String: Int]) throws -> Int {
        if case .symbol(let reference) = syntax.kind, graph.isForeign(reference),
            let index = graph.model.indices.first
        {
            return index.range.upperBound
        }
        guard let whole = Int(exactly: try value(of: syntax, bindings)) else {
            throw syntax.place.error("the bound of a sum is a whole number")
        }
        return whole
    }
}

extension ComputationalGraph {
    /// Whether a name without an index is none of the model's: `y` beside the model's `y_k`, too.
    fileprivate func isForeign(_ reference: Syntax.Reference) -> Bool {
        reference.indices.isEmpty && scope.declarations[reference.name]?.pattern.indices.isEmpty != true
    }
}
