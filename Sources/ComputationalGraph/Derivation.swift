import Diagnostics
import Symbolic

/// The forward and backward values of a graph as polynomials; reverse-mode differentiation, symbolically.
struct Derivation {
    let builder: GraphBuilder
    var drafts: [GraphBuilder.Draft] { builder.drafts }
    private let finalOutputs: Set<Symbol>
    var algebra = Algebra()
    /// The value of each node.
    var polynomials: [Polynomial] = []
    /// What the gradients are taken from, if they are derived already.
    let whole: Unrolling?
    /// Gradients that come back along several edges together, each told by a node and the position of an operand.
    var bundles: [(edges: [(draft: Int, position: Int)], gradient: Polynomial)] = []
    let names: GradientNames
    private(set) var symmetry: LaneSymmetry?
    /// The length of all gradients so far, see `Algebra.length`.
    var totalLength = 0
    /// The gradients that have been named, each after those that it is written with.
    var namedGradients: [NamedGradient] = []
    let missingGradientReason: String?

    struct NamedGradient {
        let symbol: Symbol
        let value: Symbol
        let node: Int
        /// Where the value is taken by its name; nil if it is taken by no other.
        let uses: [GraphBuilder.Use]?
        let polynomial: Polynomial
    }

    /// - Throws: `Diagnostic` where a number is too large for exact arithmetic.
    ///
    /// - Parameter whole: what is derived for any number of values, of which the graph has some.
    init(
        _ builder: GraphBuilder, _ assumptions: [Scope.Assumption], instanceOf whole: Unrolling? = nil
    ) throws {
        self.builder = builder
        self.whole = whole
        finalOutputs = Set(builder.scope.finalOutputs)
        names = try GradientNames(builder)
        missingGradientReason =
            if builder.scope.inputs.allSatisfy(builder.scope.isConstant) {
                "all inputs are constants; a gradient needs an input to differentiate by"
            } else {
                nil
            }
        builder.network.noteNamedConstants(in: &algebra)
        for symbol in names.symbolsInOrder(of: builder.scope) { _ = algebra.symbol(symbol) }
        // What is to be proven stays as it is.
        if !builder.scope.isGeneral, whole == nil { try deriveForward(assumptions) }
    }

    /// Derives the value of each node, with what is known of them.
    private mutating func deriveForward(_ assumptions: [Scope.Assumption]) throws {
        // What is stated of the inputs is known of all that is computed from them.
        let inputs = Dictionary(uniqueKeysWithValues: builder.scope.inputs.map { ($0, algebra.symbol($0)) })
        func isOfInputs(_ assumption: Scope.Assumption) -> Bool {
            (assumption.left.symbols + assumption.right.symbols).allSatisfy { inputs[$0] != nil }
        }
        let inequalities = assumptions.filter { $0.relation != .equal }
        for assumption in inequalities where isOfInputs(assumption) {
            try located(at: assumption.place) { _ = try condition(assumption) { inputs[$0]! } }
        }
        let certainty = Certainty(
            of: drafts.map { draft in
                if case .operation(let operation) = draft.kind {
                    (operation, draft.operands)
                } else {
                    (nil, draft.operands)
                }
            })
        for index in drafts.indices {
            algebra.isInBranch = !certainty.isCertain[index]
            try append(index)
        }
        algebra.isInBranch = zip(certainty.isCertain, polynomials).contains { !$0 && algebra.isPartial($1) }
        var conditions: Set<Condition> = []
        let values = builder.nodeOfSymbol.mapValues { polynomials[$0] }
        for assumption in assumptions {
            try located(at: assumption.place) {
                let known = try condition(assumption) { values[$0]! }
                conditions.formUnion(known)
            }
        }
        algebra.combineRelations()
        if builder.network.axes.axisOfIndex.count == builder.scope.ranges.count { return }
        var scratch = algebra
        symmetry = try? LaneSymmetry(builder, names) { image throws(ArithmeticError) in
            var renaming = Algebra.Renaming(image)
            for condition in conditions {
                let renamed = Condition(
                    relation: condition.relation, rest: try scratch.renamed(condition.rest, by: &renaming))
                if !conditions.contains(renamed) { return false }
            }
            return true
        }
    }

    /// What an assumption says of the difference of its sides: that it is 0, or not, or greater, or not less.
    private struct Condition: Hashable {
        let relation: Relation
        let rest: Polynomial
    }

    /// Takes note of an assumption.
    ///
    /// - Returns: what it says, in each way to say it.
    private mutating func condition(
        _ assumption: Scope.Assumption, where value: (Symbol) -> Polynomial
    ) throws -> [Condition] {
        let sides = try [assumption.left, assumption.right].map { side in
            try algebra.know(isDefined: side, where: value)
            return try algebra.polynomial(side, where: value)
        }
        try algebra.know(assumption.relation, sides[0], sides[1])
        let isUpward = assumption.relation == .greater || assumption.relation == .greaterOrEqual
        let (greater, less) = isUpward ? (sides[0], sides[1]) : (sides[1], sides[0])
        let rest = try algebra.difference(greater, less)
        switch assumption.relation {
        case .equal, .notEqual:
            let opposite = try algebra.difference(less, greater)
            return [rest, opposite].map { Condition(relation: assumption.relation, rest: $0) }
        case .less, .greater: return [Condition(relation: .greater, rest: rest)]
        case .lessOrEqual, .greaterOrEqual: return [Condition(relation: .greaterOrEqual, rest: rest)]
        }
    }

    // MARK: Forward

    private mutating func append(_ index: Int) throws {
        let draft = drafts[index]
        switch draft.kind {
        case .input(let symbol): polynomials.append(algebra.symbol(symbol))
        case .constant(let number):
            try located(at: draft.place!) { polynomials.append(try algebra.constant(number)) }
        case .output: polynomials.append(polynomials[draft.operands[0]])
        case .operation(let operation):
            try located(at: draft.place!) {
                let operands = draft.operands.map { polynomials[$0] }
                let value = try value(of: operation, on: operands, named: draft.definition)
                polynomials.append(value)
                // Functions print in the order of the values whose derivatives they are.
                if !builder.isReduction(index) {
                    _ = try algebra.derivatives(of: operation, on: operands, value: value)
                }
            }
        }
    }

    private mutating func value(
        of operation: Operation, on operands: [Polynomial], named name: Symbol?
    ) throws -> Polynomial {
        if !algebra.isInBranch { try algebra.know(isDefined: operation, on: operands) }
        let value = try algebra.value(of: operation, on: operands)
        // What is always 0 is never a name to divide by.
        if let name, !value.terms.isEmpty {
            // In a gradient the loss may stand as a factor, as in y (1 − y), but not as short for a sum: 2 u² + 3 u is
            // not to become u² + L.
            if value.terms.count == 1 || !finalOutputs.contains(name) {
                try algebra.define(name, as: value)
            } else if operation == .product || operation == .quotient {
                try algebra.define(name, asProduct: value)
            }
            return algebra.symbol(name)
        }
        return value
    }
}

/// Runs exact arithmetic; a number too large for it becomes an error of the formula at `place`.
func located<Result>(at place: SourceSlice, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch ArithmeticError.overflow {
        throw place.error("the exact numbers of this formula or of its derivatives grow too large")
    } catch ArithmeticError.divisionByZero {
        throw place.error("this divides by zero")
    }
}
