import Symbolic

/// What the values of a graph run over.
extension ComputationalGraph {
    /// An index and the values that it takes.
    public struct Axis: Sendable {
        public let index: String
        public let first: Int
        public let last: Bound
    }

    /// A number; or where there may be any, what it is called: the n of 1...n.
    public enum Bound: Hashable, Sendable {
        case number(Int)
        case name(String)
    }

    /// A named value, with an axis for each of its indices.
    public struct Shape: Sendable {
        public let name: String
        /// The index that runs over an axis, nil where all values are written out, and how many values there are.
        public let axes: [(index: String?, length: Bound)]
    }

    /// The indices of the model; for axes of arrays that have none in the template, those that they are given.
    public var indices: [Axis] {
        scope.model.indices.map {
            Axis(
                index: $0.name.trimmed.text, first: $0.range.lowerBound,
                last: $0.name(ofLast: $0.range.upperBound))
        }
    }

    /// The shapes of inputs, then those of defined values, in the order of the model.
    public var shapes: [Shape] {
        let symbols = scope.inputs + scope.defined
        let values = Dictionary(grouping: symbols, by: \.name)
        var seen: Set<String> = []
        return symbols.map(\.name).filter { seen.insert($0).inserted }.map { name in
            let patterns =
                [scope.declarations[name]!.pattern]
                + scope.definitions.map(\.left).filter { $0.name == name }
            let axes = patterns[0].indices.indices.map { place in
                let written = patterns.map { $0.indices[place] }
                let index = written.lazy.compactMap(\.name).first
                let isWhole = written.allSatisfy { if case .name = $0 { true } else { false } }
                let axis = isWhole ? scope.model.indices.first { $0.name.trimmed.text == index } : nil
                let count =
                    isWhole
                    ? scope.range(of: index!).length : Set(values[name]!.map { $0.indices[place] }).count
                return (index: index, length: axis?.length(of: count) ?? .number(count))
            }
            return Shape(name: name, axes: axes)
        }
    }

    /// The assumptions in a line each; where values are shown for any value of an index, as they are written.
    public var assumptionLines: [String] {
        guard scope.isGeneral else {
            return assumptions.map { "\($0.left.plain) \($0.relation.rawValue) \($0.right.plain)" }
        }
        return scope.assumptions.flatMap { _, assumption in
            let sides = assumption.formulas.map { Notation($0.root, in: .linear).plain }
            return assumption.relations.indices.map {
                "\(sides[$0]) \(assumption.relations[$0].rawValue) \(sides[$0 + 1])"
            }
        }
    }
}

extension Model.Index {
    fileprivate func name(ofLast number: Int) -> ComputationalGraph.Bound {
        if isAny, let last { .name(last) } else { .number(number) }
    }

    /// How many values there are, where the model has so many of them.
    fileprivate func length(of count: Int) -> ComputationalGraph.Bound {
        guard isAny, let last else { return .number(count) }
        let others = 1 - range.lowerBound
        return .name(others == 0 ? last : others > 0 ? "\(last)+\(others)" : "\(last)\(others)")
    }
}
