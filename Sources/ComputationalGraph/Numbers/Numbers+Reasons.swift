import Diagnostics
import Symbolic

/// Why there is no number, for people.
extension Numbers {
    /// What is to be numbered.
    public enum Value: Hashable, Sendable {
        case node(Int)
        /// What comes back along edges with one source together.
        case gradient([Int])
    }

    /// The number of a value; nil where it has none, and where nothing comes back.
    public func number(_ value: Value) -> Number? {
        switch value {
        case .node(let node): try? self.value(of: node).get()
        case .gradient(let edges): try? gradient(along: edges)?.get()
        }
    }

    /// Why a value has no number.
    public struct Reason: Sendable {
        /// In one line.
        public let message: String
        /// Where it arises in the equations; nil where what is missing is an input.
        public let place: SourceSlice?
        /// The inputs that have no number.
        public let missing: [Symbol]
    }

    /// Why a value has no number; nil where it has one, and where nothing comes back.
    public func reason(_ value: Value) -> Reason? {
        let (result, edges): (Result?, [Int]) =
            switch value {
            case .node(let node): (self.value(of: node), [])
            case .gradient(let edges): (gradient(along: edges), edges.filter { self.edges[$0] != nil })
            }
        guard case .failure(let failure)? = result else { return nil }
        if isUnused(value), case .node(let node) = value {
            return Reason(
                message: "\(graph.nodes[node].value.plain) is in a branch that is not taken", place: nil,
                missing: [])
        }
        let registers: [Int] =
            if case .node(let node) = value { [nodes[node]] } else { edges.map { self.edges[$0]! } }
        let needed = program.needed(for: registers)
        if failure == .missing {
            let missing = needed.compactMap { inputRegisters[$0] }.filter { inputs[$0] == nil }
            let verb = missing.count == 1 ? "has" : "have"
            return Reason(
                message: "\(Self.list(missing.map(\.plain))) \(verb) no number", place: nil, missing: missing)
        }
        if let root = root(of: needed) { return reason(ofNode: root.node, root.failure) }
        let edge = graph.edges[edges[0]]
        let formula = graph.edges[edges[0]].backward!
        let values = described(formula.symbols.map { ($0.plain, number(ofSymbol: $0)) })
        return Reason(
            message:
                "the gradient \(formula.plain) of ‘\(edge.forward.plain)’ \(Self.words(for: failure))\(values)",
            place: graph.places[edge.target] ?? graph.places[edge.source], missing: [])
    }

    /// An error or a warning that says why a value has no number.
    ///
    /// - Parameter place: where the numbers are given.
    public func diagnostic(
        _ value: Value, at place: SourceSlice, severity: Diagnostic.Severity = .error
    ) -> Diagnostic? {
        guard let reason = reason(value) else { return nil }
        let name: String =
            switch value {
            case .node(let node): "‘\(graph.nodes[node].value.plain)’"
            case .gradient(let edges): "the gradient of ‘\(graph.edges[edges[0]].forward.plain)’"
            }
        return error(reason.missing, for: name, at: place)
            ?? Diagnostic(reason.message, at: reason.place ?? place, severity: severity)
    }

    /// The error of inputs that have no number, if there are any.
    ///
    /// - Parameters:
    ///   - user: what rests on them.
    ///   - place: where numbers are given.
    public func error(_ missing: [Symbol], for user: String, at place: SourceSlice) -> Diagnostic? {
        // In the order of the model.
        let missing = graph.givenSymbols.filter(Set(missing).contains)
        if missing.isEmpty { return nil }
        let isArgument = place.source.name.hasPrefix("--")
        let example = missing.prefix(Self.most).map { symbol in
            let argument = "\(symbol.plain)=0.5"
            return !isArgument ? "\(symbol.plain): 0.5" : argument.contains(" ") ? "'\(argument)'" : argument
        }.joined(separator: isArgument ? " " : ", ")
        let rest = missing.count > Self.most ? isArgument ? " …" : ", …" : ""
        return place.error(
            "\(user) needs numbers that are not given: \(Self.list(missing.map(\.plain)))",
            suggestion: isArgument
                ? "add --at \(example)\(rest)" : "add them, as in ‘at: { \(example)\(rest) }’")
    }

    /// The first of the nodes among some instructions that has no value of its own accord.
    private func root(of needed: [Int]) -> (node: Int, failure: NumberEvaluation.Failure)? {
        let needed = Set(needed)
        for node in nodes.indices where needed.contains(nodes[node]) {
            if case .failure(let failure) = value(of: node), failure != .missing { return (node, failure) }
        }
        return nil
    }

    private func reason(ofNode node: Int, _ failure: NumberEvaluation.Failure) -> Reason {
        let operands = graph.edges.filter { $0.target == node }.map {
            (graph.nodes[$0.source], number(.node($0.source)))
        }
        let formula = graph.formula(of: node) ?? graph.nodes[node].value
        let given = operands.filter { if case .constant = $0.0.kind { false } else { true } }
        var message = "\(formula.plain) \(Self.words(for: failure))"
        message += described(given.map { ($0.0.value.plain, $0.1) })
        let numbers = operands.compactMap(\.1)
        if failure == .undefined, numbers.count == operands.count,
            case .operation(let operation) = graph.nodes[node].kind
        {
            let notations = numbers.map { NumberFormat().numeral($0).notation(in: .linear) }
            let isReciprocal = operation == .reciprocal
            message +=
                ": it is "
                + Notation.operation(
                    isReciprocal ? .quotient : operation, (isReciprocal ? [.numeral("1")] : []) + notations
                )
                .plain
        }
        return Reason(message: message, place: graph.places[node], missing: [])
    }

    private static func words(for failure: NumberEvaluation.Failure) -> String {
        switch failure {
        case .undefined, .missing: "has no value"
        case .tooLarge: "is beyond the largest number there is in floating point, 1.8e308,"
        case .tooSmall: "is nearer to 0 than numbers can be written"
        case .unclear: "can’t be computed, too near to where it jumps or has no value,"
        }
    }

    private func number(ofSymbol symbol: Symbol) -> Number? {
        inputs[symbol] ?? graph.nodeOfSymbol[symbol].flatMap { number(.node($0)) }
    }

    /// “ where x = 3 and y = 0”
    func described(_ values: [(name: String, number: Number?)]) -> String {
        var told: [String] = []
        for (name, number) in values {
            guard let number else { continue }
            let value = NumberFormat().plain(number)
            // Of a number nothing is to be told.
            if name != value, !told.contains("\(name) = \(value)") { told.append("\(name) = \(value)") }
        }
        return told.isEmpty ? "" : " where \(Self.list(told))"
    }

    /// The given inputs that some instructions rest on.
    func whereInputs(of registers: [Int]) -> String {
        let symbols = program.needed(for: registers).compactMap { inputRegisters[$0] }
        return described(symbols.map { ($0.plain, inputs[$0]) })
    }

    private static let most = 4

    /// “a, b and c”; of more the first.
    private static func list(_ parts: [String]) -> String {
        if parts.count > most {
            return "\(parts.prefix(most).joined(separator: ", ")) and \(parts.count - most) more"
        }
        return parts.count < 2
            ? parts.joined() : "\(parts.dropLast().joined(separator: ", ")) and \(parts[parts.count - 1])"
    }
}
