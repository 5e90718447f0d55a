import Diagnostics
import Symbolic

/// Turns the formulas of a statement into instructions beside those of the model.
struct StatementCompiler {
    /// Of which the graph is large: formulas in formulas don't hold it on the stack.
    private let model: ModelProgram
    var graph: ComputationalGraph { model.graph }
    let names: StatementNames
    /// How many classes there are.
    let classCount: Int
    private let statement: Statement
    private(set) var program: Program
    /// The inputs of the model, if the statement mentions any of its values.
    private(set) var inputs: [(symbol: Symbol, register: Int)]
    /// The instructions of the statement's own definitions, with their places.
    private(set) var definitions: [(register: Int, place: SourceSlice)] = []
    /// Where conditions stand in the statement.
    private(set) var conditions: [Int: SourceSlice] = [:]
    /// The names of the statement's own that may be any number.
    private(set) var variables: [String] = []

    /// The defined names of the model, each after those that it is written with.
    private let namesInOrder: [Symbol]
    private var environments: [Environment]
    /// How many parts have been compiled, for other indices too, and how many wait for the one that is.
    private var partCount = 0
    private var depth = 0

    /// What names stand for: what they are in an outer environment, but one, which is moved.
    private struct Environment {
        var registers: [Name: Int] = [:]
        var moved: Name?
        var outer = 0
        var delta: Int?
        /// Inner environments by what is moved there.
        var inner: [Name: Int] = [:]
        /// Whether all names of the model have their registers.
        var hasNames = false
    }

    private enum Name: Hashable {
        case model(Symbol)
        case own(String)
        /// What comes back to an output from what follows the model.
        case upstream(Symbol)
        /// The gradient of a value, which has a name.
        case total(of: Symbol)
        /// The loss of the ∂L/∂y, where the model has none.
        case loss
    }

    /// A statement of more parts than this is a mistake: sums in sums, say.
    private static let maximumPartCount = 100_000
    private static let maximumDepth = 200

    /// - Parameters:
    ///   - program: what the model computes.
    ///   - inputs: its inputs.
    init(
        _ statement: Statement, _ names: StatementNames, in model: ModelProgram, classCount: Int,
        _ program: Program, inputs: [(symbol: Symbol, register: Int)]
    ) {
        self.statement = statement
        self.names = names
        self.model = model
        self.classCount = classCount
        self.program = program
        self.inputs = inputs
        namesInOrder = names.mentionsModel ? model.graph.namesInOrder : []
        environments = [Environment()]
        for (symbol, register) in inputs { environments[0].registers[.model(symbol)] = register }
    }

    // MARK: Formulas

    mutating func compile(
        _ syntax: Syntax, _ bindings: [String: Int], in environment: Int = 0, waiting: [String] = []
    ) throws -> Int {
        partCount += 1
        depth += 1
        defer { depth -= 1 }
        if partCount > Self.maximumPartCount || depth > Self.maximumDepth { throw tooMuch }
        switch syntax.kind {
        case .number(let number): return program.append(number)
        case .symbol(let reference):
            return try register(of: reference, bindings, at: syntax.place, in: environment, waiting)
        case .index(let index): return program.append(Rational(bindings[index]!))
        case .operation(.sum, let terms): return try chain(terms, bindings, environment, waiting)
        case .operation(let operation, let operands):
            var registers: [Int] = []
            for operand in operands {
                registers.append(try compile(operand, bindings, in: environment, waiting: waiting))
            }
            let result = program.append(operation, registers)
            if operation.isComparison { conditions[result] = conditions[result] ?? syntax.place }
            return result
        case .series(let series, let index, let head, let operand):
            let range = try self.range(of: index, at: head)
            return try compile(series, index, range, operand, bindings, environment, waiting)
        case .arrays: throw matricesAreNotChecked(at: syntax.place)
        case .boundedSeries(let series, let index, _, let bounds, let operand):
            let range = try self.range(of: index, bounds, bindings)
            return try compile(series, index, range, operand, bindings, environment, waiting)
        case .derivative(let top, let bottom):
            return try derivative(of: top, by: bottom, bindings, in: environment, waiting)
        }
    }

    private mutating func chain(
        _ terms: [Syntax], _ bindings: [String: Int], _ environment: Int, _ waiting: [String]
    ) throws -> Int {
        var result: Int?
        for term in terms {
            if let left = result, case .operation(.negation, let subtracted) = term.kind {
                let right = try compile(subtracted[0], bindings, in: environment, waiting: waiting)
                result = program.append(.operation(.difference, left, right))
            } else {
                let right = try compile(term, bindings, in: environment, waiting: waiting)
                result = result.map { program.append(.operation(.sum, $0, right)) } ?? right
            }
        }
        return result!
    }

    // Errors are made in functions of their own, which keeps the stack of formulas in formulas small.

    private var tooMuch: Diagnostic {
        statement.place.error("this is too much to be checked: sums in sums, or names for names")
    }

    private func matricesAreNotChecked(at place: SourceSlice) -> Diagnostic {
        place.error("an equation is not checked with matrices", suggestion: "write it with indices")
    }

    private mutating func compile(
        _ series: Series, _ index: String, _ range: [Int], _ operand: Syntax, _ bindings: [String: Int],
        _ environment: Int, _ waiting: [String]
    ) throws -> Int {
        var inner = bindings
        var parts: [Int] = []
        for value in range {
            inner[index] = value
            parts.append(try compile(operand, inner, in: environment, waiting: waiting))
        }
        return program.append(series.operation, parts)
    }

    // MARK: Names

    /// The number of classes, or of the values of an index, if that is what a name means.
    func count(_ reference: Syntax.Reference) -> Int? {
        if names.isClassCount(reference) { return classCount }
        return names.scope.indexOfLastValue(named: reference).map { names.scope.ranges[$0]!.upperBound }
    }

    private mutating func register(
        of reference: Syntax.Reference, _ bindings: [String: Int], at place: SourceSlice, in environment: Int,
        _ waiting: [String]
    ) throws -> Int {
        if reference.indices.isEmpty, let index = bindings[reference.name] {
            return program.append(Rational(index))
        }
        if let count = count(reference) { return program.append(Rational(count)) }
        switch try name(reference, bindings, at: place) {
        case .model(let symbol): return try register(of: symbol, in: environment)
        case .upstream(let symbol): return register(ofUpstream: symbol, in: environment)
        case .loss: return try loss(in: environment)
        case .total(let symbol):
            let place = try self.register(of: symbol, in: environment)
            let derivative = try derivative(by: .model(symbol), at: place, in: environment) {
                try $0.loss(in: $1)
            }
            return derivative ?? program.append(0)
        case .own(let name):
            if let register = environments[environment].registers[.own(name)] { return register }
            let register: Int
            if environments[environment].moved == .own(name) {
                let outer = try self.register(
                    of: reference, bindings, at: place, in: environments[environment].outer, waiting)
                register = program.append(.operation(.sum, outer, environments[environment].delta!))
            } else if let definition = names.definitions[name] {
                guard !waiting.contains(name) else {
                    throw place.error("‘\(reference.text)’ is defined by itself")
                }
                let value = try compile(definition, bindings, in: environment, waiting: waiting + [name])
                if environment == 0 { definitions.append((value, definition.place)) }
                // It may depend on an open index, and is another value then for each.
                return value
            } else if environment != 0 {
                register = try self.register(of: reference, bindings, at: place, in: 0, waiting)
            } else {
                register = program.input()
                variables.append(name)
                inputs.append((Symbol(name), register))
            }
            environments[environment].registers[.own(name)] = register
            return register
        }
    }

    private func name(_ reference: Syntax.Reference, _ bindings: [String: Int], at place: SourceSlice) throws
        -> Name
    {
        if names.isLoss(reference) { return .loss }
        if names.isOwn(reference) { return .own(reference.name) }
        guard graph.scope.declarations[reference.name] != nil else {
            let symbol = try reference.symbol(bindings, at: place)
            if let (gradient, value) = names.gradients.gradient(called: symbol) {
                let isUpstream = graph.upstream.contains { $0.gradient == gradient }
                return isUpstream ? .upstream(gradient) : .total(of: value)
            }
            throw place.error(
                "‘\(reference.text)’ is not defined",
                suggestion: didYouMean(
                    reference.text, among: graph.scope.declarations.values.map(\.pattern.text)))
        }
        return .model(try graph.scope.symbol(reference, bindings, at: place))
    }

    /// A value of the model as its equation says: two names of one value are two names.
    private mutating func register(of symbol: Symbol, in environment: Int) throws -> Int {
        if let register = environments[environment].registers[.model(symbol)] { return register }
        // In the order of the graph, so that no name waits for many others.
        if !environments[environment].hasNames {
            environments[environment].hasNames = true
            for other in namesInOrder { _ = try define(other, in: environment) }
        }
        return try define(symbol, in: environment)
    }

    private mutating func define(_ symbol: Symbol, in environment: Int) throws -> Int {
        if let register = environments[environment].registers[.model(symbol)] { return register }
        let register: Int
        if environments[environment].moved == .model(symbol) {
            let outer = try define(symbol, in: environments[environment].outer)
            register = program.append(.operation(.sum, outer, environments[environment].delta!))
        } else if case .definition(let index, let bindings)? = graph.scope.origins[symbol] {
            let formula = graph.scope.definitions[index].equation.right
            let expression = try graph.scope.instantiate(formula, bindings)
            for other in expression.symbols { _ = try define(other, in: environment) }
            let known = environments[environment].registers
            register = program.append(expression) { known[.model($0)]! }
        } else {
            register = try define(symbol, in: environments[environment].outer)
        }
        environments[environment].registers[.model(symbol)] = register
        return register
    }

    // MARK: Derivatives

    /// What the value becomes when a name is moved, wherever that name is used, as an instruction that derives it.
    private mutating func derivative(
        of top: Syntax, by bottom: Syntax, _ bindings: [String: Int], in environment: Int, _ waiting: [String]
    ) throws -> Int {
        guard case .symbol(let value) = top.kind, case .symbol(let variable) = bottom.kind else {
            preconditionFailure("the parser only takes symbols here")
        }
        // So that a name that is not defined is told as such.
        let place = try compile(bottom, bindings, in: environment, waiting: waiting)
        let name = try name(variable, bindings, at: bottom.place)
        let derivative = try derivative(by: name, at: place, in: environment) { compiler, environment in
            try compiler.compile(top, bindings, in: environment, waiting: waiting)
        }
        if let derivative { return derivative }
        if case .own = name {
            throw bottom.place.error("‘\(value.text)’ is no function of ‘\(variable.text)’")
        }
        return program.append(0)
    }

    /// The derivative of a value, nil if it doesn't depend on the name.
    private mutating func derivative(
        by name: Name, at place: Int, in environment: Int, of value: (inout Self, Int) throws -> Int
    ) rethrows -> Int? {
        let still = try value(&self, environment)
        let inner = self.inner(name, of: environment)
        let moved = try value(&self, inner)
        if moved == still { return nil }
        return program.append(.derivative(of: moved, by: environments[inner].delta!, at: place))
    }

    /// The loss; where the model's outputs are none, the sum of each times the gradient that comes back to it.
    private mutating func loss(in environment: Int) throws -> Int {
        let terms = try graph.upstream.map { upstream in
            let output = try register(of: upstream.output, in: environment)
            guard let gradient = upstream.gradient else { return output }
            return program.append(.product, [register(ofUpstream: gradient, in: environment), output])
        }
        return program.append(.sum, terms)
    }

    private mutating func register(ofUpstream gradient: Symbol, in environment: Int) -> Int {
        let name = Name.upstream(gradient)
        if let register = environments[environment].registers[name] { return register }
        let register: Int
        if environments[environment].moved == name {
            let outer = self.register(ofUpstream: gradient, in: environments[environment].outer)
            register = program.append(.operation(.sum, outer, environments[environment].delta!))
        } else if environment != 0 {
            register = self.register(ofUpstream: gradient, in: environments[environment].outer)
        } else {
            register = program.input()
            variables.append(gradient.plain)
            inputs.append((gradient, register))
        }
        environments[environment].registers[name] = register
        return register
    }

    private mutating func inner(_ name: Name, of environment: Int) -> Int {
        if let known = environments[environment].inner[name] { return known }
        environments.append(Environment(moved: name, outer: environment, delta: program.input()))
        environments[environment].inner[name] = environments.count - 1
        return environments.count - 1
    }
}

extension ComputationalGraph {
    /// The defined names, each after those that it is written with.
    fileprivate var namesInOrder: [Symbol] {
        scope.defined.enumerated()
            .sorted { (nodeOfSymbol[$0.element]!, $0.offset) < (nodeOfSymbol[$1.element]!, $1.offset) }
            .map(\.element)
    }
}
