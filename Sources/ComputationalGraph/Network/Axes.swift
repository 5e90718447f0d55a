import Diagnostics
import Symbolic

/// What the indices of a model run over, and which of these axes a derivation can leave rolled up: those all of whose values
/// are alike. An axis of which a value is written out (`y_1`) is unrolled first.
struct Axes {
    /// The place of an index in a symbol: the second one of w_{i,k}.
    private struct Position: Hashable {
        let name: String
        let place: Int
    }

    /// For each index that is left rolled up the name of its axis: that of the first index on it.
    private(set) var axisOfIndex: [String: String] = [:]
    /// The number of values of each axis.
    private(set) var sizes: [String: Int] = [:]
    private var axisOfPosition: [Position: String] = [:]
    /// Why the values of other indices are not all alike.
    private(set) var differences: [String: String] = [:]

    /// None: every index has single values.
    ///
    /// - Parameter reason: why some are not alike.
    init(unrolling indices: [String] = [], because reason: String = "") {
        for index in indices { differences[index] = reason }
    }

    /// - Throws: `Diagnostic` for a quotient by an index that is 0.
    init(_ scope: Scope) throws {
        var groups = Groups()
        var unrolled: [(element: Groups.Element, reason: String)] = []
        /// The indices that stand at the same place of a value.
        var sharing: [(position: Position, indices: [String])] = []
        func note(_ name: String, at position: Position) {
            let known = sharing.firstIndex { $0.position == position } ?? sharing.count
            if known == sharing.count { sharing.append((position, [])) }
            if !sharing[known].indices.contains(name) { sharing[known].indices.append(name) }
        }
        func add(_ reference: Syntax.Reference, at written: SourceSlice? = nil, isLeft: Bool = false) {
            let text = written?.text ?? reference.text
            var seen: Set<String> = []
            for (place, index) in reference.indices.enumerated() {
                let position = Groups.Element.position(reference.name, place)
                switch index {
                case .value: unrolled.append((position, "‘\(text)’ is a single one of them"))
                case .sum(let sum):
                    if let name = sum.shiftedIndex {
                        note(name, at: Position(name: reference.name, place: place))
                        groups.join(position, .index(name))
                        unrolled.append((position, "‘\(text)’ is another of them than ‘\(name)’"))
                    } else {
                        // Which one is said by numbers.
                        for element in [position] + sum.terms.map({ .index($0.index) }) {
                            unrolled.append((element, "‘\(text)’ counts with them"))
                        }
                    }
                case .name(let name):
                    note(name, at: Position(name: reference.name, place: place))
                    groups.join(position, .index(name))
                    // Of the rest of a matrix nothing is said.
                    if !seen.insert(name).inserted, isLeft {
                        let alone = "values with one index are called ‘\(reference.name)_\(name)’"
                        unrolled.append((position, "‘\(text)’ has ‘\(name)’ twice; \(alone)"))
                    }
                }
            }
        }
        for (_, (declaration, _)) in scope.declarations.sorted(by: { $0.key < $1.key }) {
            add(declaration, isLeft: true)
        }
        for definition in scope.definitions {
            add(definition.left, isLeft: true)
            definition.equation.right.root.forEachReference { reference, place, _ in add(reference, at: place) }
        }
        // Names of gradients have the indices of their values.
        let names = scope.model.layers.flatMap { $0.gradients + $0.upstream }
            .compactMap { try? scope.pattern(nameOf: $0)?.reference }
        for name in names { add(name) }
        for (_, assumption) in scope.assumptions {
            let open = assumption.formulas.map { Set($0.freeIndices) }
            for formula in assumption.formulas {
                formula.root.forEachReference { reference, _, _ in add(reference) }
            }
            // What all values of an index are alike equal to does not stand for any one of them.
            for index in Set(open.joined()) where !open.allSatisfy({ $0.contains(index) }) {
                let isNumber = assumption.formulas.contains {
                    if case .number = $0.root.kind { true } else { false }
                }
                if !isNumber {
                    unrolled.append(
                        (.index(index), "‘\(assumption.place.text)’ has ‘\(index)’ on one side only"))
                }
            }
        }
        for (index, reason) in try scope.indicesOfUntakenBranches() { unrolled.append((.index(index), reason)) }
        let indices = scope.model.indices.map(\.name.trimmed.text)
        for index in indices {
            let root = groups.root(of: .index(index))
            let members = indices.filter { groups.root(of: .index($0)) == root }
            let isAlike = members.allSatisfy {
                scope.range(of: $0) == scope.range(of: index) && scope.lastValues[$0] == scope.lastValues[index]
            }
            // Of a single value more is known than of any.
            let isSingle = scope.ranges[index]!.count == 1 && !scope.rolledUp.contains(index)
            let difference =
                unrolled.first { groups.root(of: $0.element) == root }?.reason
                ?? (isAlike
                    ? nil
                    : Self.difference(
                        scope,
                        sharing.filter { sharing in
                            groups.root(of: .index(sharing.indices[0])) == root
                        }.map { ($0.position.name, $0.indices) }))
            differences[index] = difference
            if isAlike, !isSingle, difference == nil {
                axisOfIndex[index] = members[0]
                sizes[members[0]] = scope.range(of: index).length
            }
        }
        for axis in sizes.keys {
            let number = Symbol.number(of: .name(axis), along: axis)
            axisOfPosition[Position(name: number.name, place: 0)] = axis
        }
        for reference in scope.declarations.values.map(\.pattern) + names {
            for (place, index) in reference.indices.enumerated() {
                guard case .name(let name) = index, let axis = axisOfIndex[name] else { continue }
                axisOfPosition[Position(name: reference.name, place: place)] = axis
            }
        }
    }

    /// The first two indices that stand at one place of a value but run over other numbers.
    private static func difference(
        _ scope: Scope, _ sharing: [(name: String, indices: [String])]
    ) -> String? {
        for (name, indices) in sharing {
            for index in indices.dropFirst() where scope.described(index) != scope.described(indices[0]) {
                let ranges = [indices[0], index].map { "‘\($0)’ runs over \(scope.described($0))" }
                return "\(ranges.joined(separator: ", ")); both stand at the same place of ‘\(name)’"
            }
        }
        return nil
    }

    /// The axis that an index of a symbol runs over, if it is rolled up.
    func axis(of name: String, at place: Int) -> String? { axisOfPosition[Position(name: name, place: place)] }

    /// Indices and places in symbols that run over one axis.
    struct Groups {
        enum Element: Hashable {
            case index(String)
            case position(String, Int)
        }

        private var parents: [Element: Element] = [:]

        func root(of element: Element) -> Element {
            var root = element
            while let parent = parents[root] { root = parent }
            return root
        }

        mutating func join(_ first: Element, _ second: Element) {
            let (first, second) = (root(of: first), root(of: second))
            if first != second { parents[first] = second }
        }
    }
}
