import Layout
import Scene
import Testing

/// A diagram that is its own mirror image about a horizontal axis.
struct SymmetricDiagram: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let diagram: Diagram

    enum Values: String, CaseIterable {
        case none = "without values"
        case letters = "with values"
        case fractions = "with higher values below"
    }

    private init(_ name: String, _ layers: [Bool] = [true], values: Values, _ build: (inout Builder) -> Void) {
        var builder = Builder(layers: layers, values: values)
        build(&builder)
        testDescription = "\(name), \(values.rawValue)"
        diagram = builder.diagram
    }

    static let all = Values.allCases.flatMap { values in
        let trees = [[2, 2], [3, 2], [2, 3], [4], [2, 2, 2]].flatMap { arities in
            [true, false].map { isIn in
                SymmetricDiagram("tree of \(arities) \(isIn ? "in" : "out")", values: values) {
                    $0.tree(arities, isIn: isIn)
                }
            }
        }
        let diamonds = [(2, 1), (3, 1), (2, 3), (4, 2), (5, 1)].map { branches, length in
            SymmetricDiagram("\(branches) branches of \(length)", values: values) {
                let (from, to) = ($0.node(), $0.node())
                $0.edge($0.end(), from)
                for _ in 0..<branches { $0.chain(from, to, length: length) }
                $0.edge(to, $0.end())
            }
        }
        let twoDiamonds = SymmetricDiagram("two diamonds", values: values) {
            let nodes = [$0.node(), $0.node(), $0.node()]
            for (from, to) in zip(nodes, nodes.dropFirst()) {
                for _ in 0..<2 { $0.chain(from, to, length: 1) }
            }
            $0.edge($0.end(), nodes[0])
            $0.edge(nodes[2], $0.end())
        }
        let pair = SymmetricDiagram("two inputs", values: values) {
            let node = $0.node()
            $0.edge($0.end(), node)
            $0.edge($0.end(), node)
            $0.edge(node, $0.end())
        }
        let lanes = (1...5).map { count in
            SymmetricDiagram("a sum over \(count) lanes", values: values) {
                let sum = $0.node()
                for lane in (1...count).map({ Diagram.Lane($0) }) {
                    let node = $0.node(lane: lane)
                    $0.edge($0.end(lane: lane), node, lane: lane)
                    $0.edge(node, sum, lane: lane)
                }
                $0.edge(sum, $0.end())
            }
        }
        let junctions = [2, 3].map { count in
            SymmetricDiagram("a wire that splits in \(count)", values: values) {
                let (junction, to) = ($0.node(.junction), $0.node())
                $0.edge($0.end(), junction)
                for _ in 0..<count { $0.chain(junction, to, length: 1) }
                $0.edge(to, $0.end())
            }
        }
        let boxes = [1, 2, 3].map { count in
            SymmetricDiagram(
                "\(count) layers side by side", [Bool](repeating: false, count: count + 2), values: values
            ) {
                let (from, to) = ($0.box(0), $0.box(count + 1))
                $0.edge($0.end(), from)
                for layer in 0..<count {
                    let box = $0.box(layer + 1)
                    $0.edge(from, box)
                    $0.edge(box, to)
                }
                $0.edge(to, $0.end())
            }
        }
        return trees + diamonds + [twoDiamonds, pair] + lanes + junctions + boxes
    }

    private struct Builder {
        var diagram: Diagram
        let values: Values

        /// - Parameter layers: for each layer, whether it is open.
        init(layers: [Bool], values: Values) {
            diagram = Diagram(
                nodes: [], edges: [],
                layers: layers.map { Diagram.Layer(label: $0 ? Size(width: 70, height: 9) : nil) }, radius: 14)
            self.values = values
        }

        mutating func node(_ shape: Diagram.Shape = .circle, layer: Int? = 0, lane: Diagram.Lane? = nil) -> Int
        {
            diagram.nodes.append(Diagram.Node(shape: shape, layer: layer, lane: lane))
            return diagram.nodes.count - 1
        }

        mutating func box(_ layer: Int) -> Int { node(.box(Size(width: 40, height: 10)), layer: layer) }
        mutating func end(lane: Diagram.Lane? = nil) -> Int { node(.end, layer: nil, lane: lane) }

        mutating func edge(_ source: Int, _ target: Int, lane: Diagram.Lane? = nil) {
            let forward = values == .none ? nil : Diagram.Value(size: Size(width: 20, height: 10))
            let backward = values == .fractions ? Diagram.Value(size: Size(width: 20, height: 24)) : forward
            diagram.edges.append(
                Diagram.Edge(
                    source: source, target: target, lane: lane, forward: forward, backward: backward,
                    isPair: true,
                    isEntry: false))
        }

        /// A way over so many nodes.
        mutating func chain(_ source: Int, _ target: Int, length: Int) {
            var last = source
            for _ in 0..<length {
                let next = node()
                edge(last, next)
                last = next
            }
            edge(last, target)
        }

        /// All nodes at one distance from the root have equally many branches.
        mutating func tree(_ arities: [Int], isIn: Bool) {
            let (root, beyond) = (node(), end())
            isIn ? edge(root, beyond) : edge(beyond, root)
            var front = [root]
            for arity in arities {
                var next: [Int] = []
                for inner in front {
                    for _ in 0..<arity {
                        let outer = node()
                        isIn ? edge(outer, inner) : edge(inner, outer)
                        next.append(outer)
                    }
                }
                front = next
            }
            for leaf in front {
                let outer = end()
                isIn ? edge(outer, leaf) : edge(leaf, outer)
            }
        }
    }
}
