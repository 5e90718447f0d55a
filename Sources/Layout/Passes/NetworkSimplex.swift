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
    /// The cut value of each constraint in the tree.
    private var cuts: [Int] = []
    /// Where the search for one that lowers the cost goes on.
    private var nextToLeave = 0
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

    /// Takes other heights, if they keep all distances.
    mutating func take(_ heights: [Double]) {
        var heights = heights
        for alignment in alignments {
            let lower = constraints[alignment.constraints.lowerBound].tail
            heights[lower] = min(heights[alignment.first], heights[alignment.second] - alignment.offset)
        }
        let isKept = constraints.allSatisfy {
            heights[$0.head] - heights[$0.tail] >= $0.length - NetworkSimplex.tolerance
        }
        if isKept { self.heights = heights }
    }

    /// - Returns: whether there is a solution; it is in `heights`.
    mutating func solve() -> Bool {
        guard makeFeasible() else { return false }
        growTree()
        improve()
        return true
    }

    private mutating func improve() {
        hang()
        cut()
        // Each exchange lowers the cost or is one of degenerate few; the bound is for what no one foresaw, and for graphs so
        // large that the best heights take too long: any that are reached keep all distances.
        var steps = 0
        while steps < Self.mostSteps, let leaving = leavingEdge(), let moved = exchange(leaving) {
            steps += moved
        }
    }

    /// How many variables may be moved and hung anew in all.
    private static let mostSteps = 20_000_000

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
        order = [Int](repeating: 0, count: heights.count)
        hangsBy = [Int](repeating: -1, count: heights.count)
        first = hangsBy
        last = hangsBy
        hang(0, at: 0)
    }

    /// Orders the part of the tree at a variable, from a place on.
    private mutating func hang(_ root: Int, at place: Int) {
        var place = place
        var pending = [(variable: root, next: 0)]
        func enter(_ variable: Int) {
            first[variable] = place
            order[place] = variable
            place += 1
        }
        enter(root)
        while let (variable, next) = pending.last {
            guard next < treeEdges[variable].count else {
                last[variable] = place - 1
                pending.removeLast()
                continue
            }
            pending[pending.count - 1].next += 1
            let edge = treeEdges[variable][next]
            if edge == hangsBy[variable] { continue }
            let child = otherEnd(of: edge, from: variable)
            hangsBy[child] = edge
            enter(child)
            pending.append((child, 0))
        }
    }

    private func otherEnd(of edge: Int, from variable: Int) -> Int {
        constraints[edge].tail == variable ? constraints[edge].head : constraints[edge].tail
    }

    /// Whether a variable is in the part of the tree that hangs on another.
    private func isIn(_ variable: Int, partOf root: Int) -> Bool {
        first[root] <= first[variable] && first[variable] <= last[root]
    }

    /// Finds the cut value of every edge of the tree: the weights of what leads from its tail's side to its head's, less
    /// those of what leads back.
    private mutating func cut() {
        cuts = [Int](repeating: 0, count: constraints.count)
        var pull = [Int](repeating: 0, count: heights.count)
        for constraint in constraints where constraint.weight > 0 {
            pull[constraint.tail] += constraint.weight
            pull[constraint.head] -= constraint.weight
        }
        for child in order.reversed() where hangsBy[child] >= 0 {
            let edge = hangsBy[child]
            cuts[edge] = constraints[edge].tail == child ? pull[child] : -pull[child]
            pull[otherEnd(of: edge, from: child)] += pull[child]
        }
        nextToLeave = 0
    }

    /// A tree edge whose lengthening lowers the cost, by the variable that hangs by it: the best of some.
    private mutating func leavingEdge() -> Int? {
        var found: (child: Int, cut: Int)?
        var candidates = 0
        for _ in heights.indices {
            let child = nextToLeave
            nextToLeave = nextToLeave + 1 == heights.count ? 0 : nextToLeave + 1
            guard hangsBy[child] >= 0, cuts[hangsBy[child]] < 0 else { continue }
            if cuts[hangsBy[child]] < found?.cut ?? 0 { found = (child, cuts[hangsBy[child]]) }
            candidates += 1
            if candidates == 30 { break }
        }
        return found?.child
    }

    /// Puts the tightest other edge into the place of the one that a variable hangs by.
    ///
    /// - Returns: how many variables were moved or hung anew; nil where nothing holds the variable.
    private mutating func exchange(_ child: Int) -> Int? {
        let leaving = hangsBy[child]
        let isChildTail = constraints[leaving].tail == child
        // From the head's side of the cut to the tail's.
        var entering: (edge: Int, slack: Double)?
        for variable in order[first[child]...last[child]] {
            for edge in incident[variable] where !isInTree[edge] {
                let isTail = constraints[edge].tail == variable
                guard isTail != isChildTail, !isIn(otherEnd(of: edge, from: variable), partOf: child) else {
                    continue
                }
                let slack = self.slack(edge)
                if slack < entering?.slack ?? .infinity { entering = (edge, slack) }
            }
        }
        guard let (edge, slack) = entering else { return nil }
        let moved = last[child] - first[child] + 1
        let shift = isChildTail ? -slack : slack
        for variable in order[first[child]...last[child]] { heights[variable] += shift }
        // The cut values change along the way that the entering edge closes.
        let (tail, head) = (constraints[edge].tail, constraints[edge].head)
        let cut = cuts[leaving]
        let root = addToCuts(cut, from: tail, to: head, isForward: true)
        _ = addToCuts(cut, from: head, to: tail, isForward: false)
        isInTree[leaving] = false
        isInTree[edge] = true
        for end in [constraints[leaving].tail, constraints[leaving].head] {
            treeEdges[end].removeAll { $0 == leaving }
        }
        treeEdges[tail].append(edge)
        treeEdges[head].append(edge)
        cuts[leaving] = 0
        cuts[edge] = -cut
        hang(root, at: first[root])
        return moved + last[root] - first[root] + 1
    }

    /// Adds to the cut values from a variable up to one that another hangs on, too.
    ///
    /// - Returns: that one.
    private mutating func addToCuts(_ cut: Int, from start: Int, to other: Int, isForward: Bool) -> Int {
        var variable = start
        while !isIn(other, partOf: variable) {
            let edge = hangsBy[variable]
            let isUpwards = constraints[edge].tail == variable
            cuts[edge] += isUpwards == isForward ? cut : -cut
            variable = otherEnd(of: edge, from: variable)
        }
        return variable
    }
}
