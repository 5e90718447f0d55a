import Symbolic

/// An exchange of values of an index, such as k = 1 and k = 2, wherever the index stands.
struct IndexExchange {
    /// A place of an index in a symbol: the second one of w_{i,k}.
    struct Position: Hashable {
        let name: String
        let position: Int
    }

    /// The names of the index.
    let names: Set<String>
    /// Where the index stands.
    let positions: Set<Position>
    /// What becomes of its values, if they change.
    let images: [Int: Int]

    func image(of symbol: Symbol) -> Symbol {
        var position = -1
        return symbol.replacingIndices { index in
            position += 1
            guard let value = index.value, let image = images[value],
                positions.contains(Position(name: symbol.name, position: position))
            else { return index }
            return .value(image)
        }
    }

    /// The exchanges by which a model may stay the same, for each set of values that are alike: a transposition and a
    /// cycle, from which all others follow. If these don't keep it, those may of the values that are not written out.
    static func candidates(in scope: Scope) -> [(all: [IndexExchange], unnamed: [IndexExchange])] {
        var axes = Axes()
        for declaration in scope.declarations.values { axes.add(declaration.pattern) }
        for definition in scope.definitions {
            axes.add(definition.left)
            definition.equation.right.root.forEachReference { reference, _, _ in axes.add(reference) }
        }
        for (_, assumption) in scope.assumptions {
            for formula in assumption.formulas {
                formula.root.forEachReference { reference, _, _ in axes.add(reference) }
            }
        }
        return axes.all.sorted { $0.names.min() ?? "" < $1.names.min() ?? "" }.flatMap { axis in
            // The same index names run over values that are alike.
            var alike: [[String]: [Int]] = [:]
            let ranges = axis.names.sorted().compactMap { name in scope.ranges[name].map { (name, $0) } }
            for value in Set(ranges.flatMap { Array($0.1) }).sorted() {
                alike[ranges.filter { $0.1.contains(value) }.map(\.0), default: []].append(value)
            }
            return alike.values.sorted { $0[0] < $1[0] }.map { values in
                (
                    exchanges(of: values, on: axis),
                    exchanges(of: values.filter { !axis.literals.contains($0) }, on: axis)
                )
            }
        }
    }

    private static func exchanges(of values: [Int], on axis: Axes.Axis) -> [IndexExchange] {
        guard values.count > 1 else { return [] }
        let swap = [values[0]: values[1], values[1]: values[0]]
        let cycle = Dictionary(uniqueKeysWithValues: zip(values, values.dropFirst() + values.prefix(1)))
        return (values.count == 2 ? [swap] : [swap, cycle]).map {
            IndexExchange(names: axis.names, positions: axis.positions, images: $0)
        }
    }

    /// Index names that stand at one place of one symbol have the same values.
    private struct Axes {
        struct Axis {
            var names: Set<String> = []
            var positions: Set<Position> = []
            var literals: Set<Int> = []
        }

        /// Joined ones are nil.
        private var axes: [Axis?] = []
        private var axisOfName: [String: Int] = [:]
        private var axisOfPosition: [Position: Int] = [:]

        var all: [Axis] { axes.compactMap(\.self) }

        mutating func add(_ reference: Syntax.Reference) {
            for (index, position) in zip(reference.indices, 0...) {
                let position = Position(name: reference.name, position: position)
                var axis = axisOfPosition[position] ?? new()
                if let name = index.name, let other = axisOfName[name], other != axis {
                    axis = join(axis, other)
                }
                axes[axis]!.positions.insert(position)
                axisOfPosition[position] = axis
                switch index {
                case .value(let value): axes[axis]!.literals.insert(value)
                case .name, .sum:
                    guard let name = index.name else { break }
                    axes[axis]!.names.insert(name)
                    axisOfName[name] = axis
                }
            }
        }

        private mutating func new() -> Int {
            axes.append(Axis())
            return axes.count - 1
        }

        private mutating func join(_ first: Int, _ second: Int) -> Int {
            guard let other = axes[second] else { return first }
            axes[first]!.names.formUnion(other.names)
            axes[first]!.positions.formUnion(other.positions)
            axes[first]!.literals.formUnion(other.literals)
            for name in other.names { axisOfName[name] = first }
            for position in other.positions { axisOfPosition[position] = first }
            axes[second] = nil
            return first
        }
    }
}
