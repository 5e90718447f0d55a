/// Finds the heights that keep every distance and make the weighted sum of lengths least: Σ weight (y[head] − y[tail])
/// under y[head] ≥ y[tail] + length.
///
/// The network simplex method of Gansner, Koutsofios, North and Vo, “A technique for drawing directed graphs”
/// (1993, §2.3 and §4.2), with real lengths.
struct NetworkSimplex {
    struct Constraint {
        let tail: Int
        let head: Int
        let length: Double
        var weight: Int
    }

    /// Two variables that are drawn together.
    private struct Alignment {
        let first: Int
        let second: Int
        let offset: Double
        let weight: Int
        /// The two constraints that do it.
        let constraints: ClosedRange<Int>
    }

    private(set) var heights: [Double]
    private var constraints: [Constraint] = []
    private var alignments: [Alignment] = []
    /// The constraints at each variable.
    private var incident: [[Int]]

    // The spanning tree of tight constraints.
    private var isInTree: [Bool] = []
    private var treeEdges: [[Int]] = []
    /// The tree's variables, each after the one it hangs on, and the constraint that it hangs by.
    private var order: [Int] = []
    private var hangsBy: [Int] = []
    /// A variable's part of the tree is a range of `order`.
    private var first: [Int] = []
    private var last: [Int] = []

    init(count: Int) {
        heights = [Double](repeating: 0, count: count)
        incident = [[Int]](repeating: [], count: count)
    }

    mutating func addVariable() -> Int {
        heights.append(0)
        incident.append([])
        return heights.count - 1
    }

    /// Keeps `head` below `tail` by a distance at least.
    mutating func keep(_ head: Int, below tail: Int, by length: Double, weight: Int = 0) {
        guard tail != head else { return }
        incident[tail].append(constraints.count)
        incident[head].append(constraints.count)
        constraints.append(Constraint(tail: tail, head: head, length: length, weight: weight))
    }

    /// Draws two variables towards y[second] = y[first] + offset: costs weight times the deviation.
    mutating func align(_ first: Int, _ second: Int, offset: Double, weight: Int) {
        guard first != second, weight > 0 else { return }
        let lower = addVariable()
        let start = constraints.count
        keep(first, below: lower, by: 0, weight: weight)
        keep(second, below: lower, by: offset, weight: weight)
        alignments.append(
            Alignment(
                first: first, second: second, offset: offset, weight: weight, constraints: start...start + 1))
    }

    /// The sum of the weights of all that is drawn together, by so much at least, and is not.
    func unaligned(atLeast weight: Int = 0) -> Int {
        alignments.reduce(0) {
            $0 + ($1.weight >= weight && deviation($1) > Self.visible ? $1.weight : 0)
        }
    }

    /// Less than this is not seen, in points.
    private static let visible = 0.01

    private func deviation(_ alignment: Alignment) -> Double {
        abs(heights[alignment.second] - heights[alignment.first] - alignment.offset)
    }

    /// Solves again with less weight on what deviates most: few large deviations instead of many small ones (Candès,
    /// Wakin and Boyd, “Enhancing sparsity by reweighted ℓ1 minimization”, 2008).
    mutating func sharpen() {
        let scale = 2.0
        for alignment in alignments {
            let weight = Int((64 * Double(alignment.weight) * scale / (scale + deviation(alignment))).rounded())
            for index in alignment.constraints { constraints[index].weight = max(weight, 1) }
        }
        improve()
    }

    /// - Returns: whether there is a solution; it is in `heights`.
    mutating func solve() -> Bool {
        guard makeFeasible() else { return false }
        growTree()
        improve()
        return true
    }

    private mutating func improve() {
        // Each exchange lowers the cost or is one of degenerate few; the bound is for what no one foresaw.
        for _ in 0..<(20 * heights.count + 100) {
            hang()
            guard let leaving = leavingEdge(), exchange(leaving) else { break }
        }
    }

    /// Bellman and Ford: the least heights that keep all distances.
    private mutating func makeFeasible() -> Bool {
        for _ in 0...heights.count {
            var isSettled = true
            for constraint in constraints {
                let least = heights[constraint.tail] + constraint.length
                if heights[constraint.head] < least - NetworkSimplex.tolerance {
                    heights[constraint.head] = least
                    isSettled = false
                }
            }
            if isSettled { return true }
        }
        return false
    }

    private static let tolerance = 1e-7

    private func slack(_ edge: Int) -> Double {
        let constraint = constraints[edge]
        return heights[constraint.head] - heights[constraint.tail] - constraint.length
    }

    // MARK: The tree

    private mutating func growTree() {
        isInTree = [Bool](repeating: false, count: constraints.count)
        treeEdges = [[Int]](repeating: [], count: heights.count)
        var reached = [Bool](repeating: false, count: heights.count)
        var members: [Int] = []
        func other(_ edge: Int, _ variable: Int) -> Int {
            constraints[edge].tail == variable ? constraints[edge].head : constraints[edge].tail
        }
        func take(_ variable: Int) {
            var pending = [variable]
            reached[variable] = true
            while let next = pending.popLast() {
                members.append(next)
                for edge in incident[next] where !reached[other(edge, next)] && slack(edge) < Self.tolerance {
                    hangEdge(edge)
                    reached[other(edge, next)] = true
                    pending.append(other(edge, next))
                }
            }
        }
        func hangEdge(_ edge: Int) {
            isInTree[edge] = true
            treeEdges[constraints[edge].tail].append(edge)
            treeEdges[constraints[edge].head].append(edge)
        }
        guard !heights.isEmpty else { return }
        take(0)
        while members.count < heights.count {
            var nearest: (edge: Int, slack: Double)?
            for (edge, constraint) in constraints.enumerated()
            where reached[constraint.tail] != reached[constraint.head] {
                let slack = self.slack(edge)
                if slack < nearest?.slack ?? .infinity { nearest = (edge, slack) }
            }
            guard let (edge, slack) = nearest else {
                // Nothing holds the rest to what is reached: they keep their distance.
                let rest = reached.firstIndex(of: false)!
                keep(rest, below: members[0], by: heights[rest] - heights[members[0]])
                isInTree.append(false)
                hangEdge(constraints.count - 1)
                take(rest)
                continue
            }
            let isTail = reached[constraints[edge].tail]
            for member in members { heights[member] += isTail ? slack : -slack }
            hangEdge(edge)
            take(isTail ? constraints[edge].head : constraints[edge].tail)
        }
    }

    /// Orders the tree from variable 0 down.
    private mutating func hang() {
        order.removeAll(keepingCapacity: true)
        hangsBy = [Int](repeating: -1, count: heights.count)
        first = hangsBy
        last = hangsBy
        var pending = [(variable: 0, next: 0)]
        first[0] = 0
        order.append(0)
        while let (variable, next) = pending.last {
            guard next < treeEdges[variable].count else {
                last[variable] = order.count - 1
                pending.removeLast()
                continue
            }
            pending[pending.count - 1].next += 1
            let edge = treeEdges[variable][next]
            if edge == hangsBy[variable] { continue }
            let constraint = constraints[edge]
            let child = constraint.tail == variable ? constraint.head : constraint.tail
            hangsBy[child] = edge
            first[child] = order.count
            order.append(child)
            pending.append((child, 0))
        }
    }

    /// Whether a variable is in the part of the tree that hangs on another.
    private func isIn(_ variable: Int, partOf root: Int) -> Bool {
        first[root] <= first[variable] && first[variable] <= last[root]
    }

    /// A tree edge whose shortening lowers the cost, with the variable that hangs by it.
    private func leavingEdge() -> (edge: Int, child: Int)? {
        // What pulls each part of the tree down less what pulls it up.
        var pull = [Int](repeating: 0, count: heights.count)
        for constraint in constraints where constraint.weight > 0 {
            pull[constraint.tail] += constraint.weight
            pull[constraint.head] -= constraint.weight
        }
        var found: (edge: Int, child: Int)?
        var best = 0
        for child in order.reversed() where hangsBy[child] >= 0 {
            let edge = hangsBy[child]
            let constraint = constraints[edge]
            let cut = constraint.tail == child ? pull[child] : -pull[child]
            if cut < best { (found, best) = ((edge, child), cut) }
            let parent = constraint.tail == child ? constraint.head : constraint.tail
            pull[parent] += pull[child]
        }
        return found
    }

    private mutating func exchange(_ leaving: (edge: Int, child: Int)) -> Bool {
        let isChildTail = constraints[leaving.edge].tail == leaving.child
        // From the head's side of the cut to the tail's.
        var entering: (edge: Int, slack: Double)?
        for (edge, constraint) in constraints.enumerated() where !isInTree[edge] {
            let isTailBelow = isIn(constraint.tail, partOf: leaving.child)
            let isHeadBelow = isIn(constraint.head, partOf: leaving.child)
            guard isTailBelow != isHeadBelow, isTailBelow != isChildTail else { continue }
            let slack = self.slack(edge)
            if slack < entering?.slack ?? .infinity { entering = (edge, slack) }
        }
        guard let (edge, slack) = entering else { return false }
        let shift = isIn(constraints[edge].tail, partOf: leaving.child) ? slack : -slack
        for variable in order[first[leaving.child]...last[leaving.child]] { heights[variable] += shift }
        isInTree[leaving.edge] = false
        isInTree[edge] = true
        for end in [constraints[leaving.edge].tail, constraints[leaving.edge].head] {
            treeEdges[end].removeAll { $0 == leaving.edge }
        }
        treeEdges[constraints[edge].tail].append(edge)
        treeEdges[constraints[edge].head].append(edge)
        return true
    }
}
