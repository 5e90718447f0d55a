import Diagnostics
import Symbolic

/// Graphs in which all values of some indices are one node have numbers by way of those in which each has its own.
extension ComputationalGraph {
    /// Whether each value has a node of its own.
    public var isWrittenOut: Bool { !scope.isGeneral }

    /// Whether its values can be numbers: not where any number of values are drawn, 1, 2, …, n.
    public var canHaveNumbers: Bool { scope.lastValues.keys.allSatisfy(scope.rolledUp.contains) }

    /// The graph in which each value has its own node, as many as lists of numbers have; itself where that is so already.
    ///
    /// - Throws: a `Diagnostic` for lists that don't fit each other, and where none tells how many values there are.
    public func writtenOut(for given: [InputNumbers]) throws -> ComputationalGraph {
        guard scope.isGeneral else { return self }
        var lengths = Lengths(of: self)
        for entry in given.flatMap(\.entries) { try lengths.note(entry) }
        let counts = try lengths.known(at: given.last?.place ?? "").map { name, length in
            length - model.indices.first { $0.isAny && $0.last == name }!.range.lowerBound + 1
        }
        return try ComputationalGraph(
            modelWithUpstream().withCounts(counts.isEmpty ? [1] : counts), instanceOf: unrolling)
    }

    /// How many values lists of numbers have of what has any number, and is drawn one by one, by what the last is called.
    ///
    /// - Throws: as `writtenOut`.
    public func counts(by given: [InputNumbers]) throws -> [String: Int] {
        var lengths = Lengths(of: self) { !$0.isRolledUp }
        for entry in given.flatMap(\.entries) { try lengths.note(entry) }
        return try Dictionary(uniqueKeysWithValues: lengths.known(at: given.last?.place ?? ""))
    }

    /// The model, in which it is said of each output to which a gradient comes back that one does: one that is a single
    /// number would else be the loss.
    private func modelWithUpstream() throws -> Model {
        var model = model
        let names = Set(gradientNames.upstream.filter { $0.gradient != nil }.map(\.output.name))
        for index in model.layers.indices {
            let layer = model.layers[index]
            let mentioned = try Set(
                (layer.gradients + layer.upstream).map { try scope.pattern($0.value).reference.name })
            for output in layer.outputs {
                let name = try scope.pattern(output).reference.name
                guard names.contains(name), !mentioned.contains(name) else { continue }
                model.layers[index].upstream.append(Layer.NamedGradient(output))
            }
        }
        return model
    }

    /// The index names that are open in the name of an input, or of an array all its; none for what can't be read.
    fileprivate func openIndices(of name: SourceSlice) -> [String] { (try? self.name(name).indices) ?? [] }
}

/// How many values indices have of which there are any number, by what their last value is called.
private struct Lengths {
    private let graph: ComputationalGraph
    /// In the order in which the model counts them.
    private var names: [String] = []
    private var known: [String: (length: Int, entry: InputNumbers.Entry)] = [:]

    init(of graph: ComputationalGraph, where isIncluded: (Model.Index) -> Bool = { _ in true }) {
        self.graph = graph
        for index in graph.model.indices where index.isAny && isIncluded(index) {
            let name = index.last ?? ""
            if !names.contains(name) { names.append(name) }
        }
    }

    mutating func note(_ entry: InputNumbers.Entry) throws {
        var lists = [entry.value]
        for index in graph.openIndices(of: entry.name) {
            guard case .list(let values, let place)? = lists.first else { return }
            let model = graph.model.indices.first { $0.name.trimmed.text == index }
            if let model, model.isAny, let name = model.last {
                // From 0 to n are n + 1.
                let length = values.count - 1 + model.range.lowerBound
                guard length > 0 else { throw place.error("‘\(name)’ is the number of values, 1 at least") }
                if let other = known[name], other.length != length {
                    throw place.error(
                        "‘\(name)’ is \(length) here, but \(other.length) in ‘\(other.entry.name.trimmed.text)’"
                    )
                }
                known[name] = (length, entry)
            }
            lists = values
        }
    }

    /// The last values by their names, in the order of these.
    func known(at place: SourceSlice) throws -> [(name: String, last: Int)] {
        try names.map { name in
            guard let length = known[name]?.length else {
                throw place.error(
                    "how many ‘\(name)’ is can’t be told",
                    suggestion: "give a list of numbers that has so many" + (example(of: name) ?? ""))
            }
            return (name, length)
        }
    }

    /// How numbers are given to the first input that has so many values.
    private func example(of length: String) -> String? {
        let model = graph.model.indices
        for symbol in graph.scope.inputs {
            guard let pattern = graph.scope.declarations[symbol.name]?.pattern else { continue }
            let indices = pattern.indices.compactMap { index in
                model.first { $0.name.trimmed.text == index.name }
            }
            let lengths = indices.map { $0.isAny ? 2 : $0.range.count }
            guard indices.contains(where: { $0.isAny && $0.last == length }), lengths.reduce(1, *) <= 8 else {
                continue
            }
            var next = 0
            func numbers(_ lengths: ArraySlice<Int>) -> String {
                guard let length = lengths.first else {
                    next += 1
                    return "\(next)"
                }
                return "[\((0..<length).map { _ in numbers(lengths.dropFirst()) }.joined(separator: ", "))]"
            }
            let name =
                graph.model.shapes.contains { $0.name.trimmed.text == pattern.name }
                ? pattern.name : pattern.text
            return ", such as \(numbers(lengths[...])) for ‘\(name)’"
        }
        return nil
    }
}
