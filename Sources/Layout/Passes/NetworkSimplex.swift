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
        /// 0 for what heights only lean to.
        let weight: Int
        /// The two constraints that do it.
        let constraints: ClosedRange<Int>
    }

    private(set) var heights: [Double]
    private var constraints: [Constraint] = []
    private var alignments: [Alignment] = []
    /// The constraints that lead from each variable and to it.
    private var leaving = Incidence()
    private var arriving = Incidence()

    // The spanning tree of tight constraints, which hangs on variable 0.
    /// The variable and the constraint that each hangs by.
    private var parent: [Int] = []
    private var hangsBy: [Int] = []
    // The children of each, as a list.
    private var firstChild: [Int] = []
    private var nextChild: [Int] = []
    private var previousChild: [Int] = []
    /// The cut value of each constraint in the tree.
    private var cuts: [Int] = []
    /// Where the search for one that lowers the cost goes on.
    private var nextToLeave = 0
    /// The variables that a walk has come by, marked with its number.
    private var marks: [Int] = []
    private var walk = 0

    init(count: Int) {
        heights = [Double](repeating: 0, count: count)
    }

    mutating func addVariable() -> Int {
        heights.append(0)
        return heights.count - 1
    }

    /// Keeps `head` below `tail` by a distance at least.
    mutating func keep(_ head: Int, below tail: Int, by length: Double, weight: Int = 0) {
        guard tail != head else { return }
        constraints.append(Constraint(tail: tail, head: head, length: length, weight: Self.unit * weight))
    }

    /// Draws two variables towards y[second] = y[first] + offset: costs weight times the deviation.
    mutating func align(_ first: Int, _ second: Int, offset: Double, weight: Int) {
        guard weight > 0 else { return }
        align(first, second, offset: offset, weight: weight, cost: Self.unit * weight)
    }

    /// Of heights that are as good otherwise, takes those nearest to y[second] = y[first] + offset.
    mutating func lean(_ first: Int, _ second: Int, offset: Double) {
        align(first, second, offset: offset, weight: 0, cost: 1)
    }

    private mutating func align(_ first: Int, _ second: Int, offset: Double, weight: Int, cost: Int) {
        guard first != second else { return }
        let lower = addVariable()
        let start = constraints.count
        constraints.append(Constraint(tail: lower, head: first, length: 0, weight: cost))
        constraints.append(Constraint(tail: lower, head: second, length: offset, weight: cost))
        alignments.append(
            Alignment(
                first: first, second: second, offset: offset, weight: weight, constraints: start...start + 1))
    }

    /// How much more a weight counts than what heights only lean to.
    private static let unit = 4

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
        for alignment in alignments where alignment.weight > 0 {
            let weight = Int((64 * Double(alignment.weight) * scale / (scale + deviation(alignment))).rounded())
            for index in alignment.constraints { constraints[index].weight = Self.unit * max(weight, 1) }
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
        leaving = Incidence(constraints.map { ($0.tail, $0.head) }, count: heights.count)
        arriving = Incidence(constraints.map { ($0.head, $0.tail) }, count: heights.count)
        guard makeFeasible() else { return false }
        growTree()
        improve()
        return true
    }

    private mutating func improve() {
        cut()
        // Each exchange lowers the cost or is one of degenerate few; the bound is for what no one foresaw, and for graphs so
        // large that the best heights take too long: any that are reached keep all distances.
        var steps = 0
        while steps < Self.mostSteps, let leaving = leavingEdge(), let moved = exchange(leaving) {
            steps += moved
        }
    }

    /// How many variables may be looked at in all.
    private static let mostSteps = 20_000_000

    /// The least heights that keep all distances: by the longest way to each variable (Bellman, Ford and Moore).
    private mutating func makeFeasible() -> Bool {
        var pending = Array(heights.indices)
        var isPending = [Bool](repeating: true, count: heights.count)
        var raises = [Int](repeating: 0, count: heights.count)
        var next = 0
        while next < pending.count {
            let variable = pending[next]
            next += 1
            isPending[variable] = false
            for place in leaving.places(of: variable) {
                let (head, edge) = leaving.entries[place]
                let least = heights[variable] + constraints[edge].length
                guard heights[head] < least - Self.tolerance else { continue }
                heights[head] = least
                if isPending[head] { continue }
                raises[head] += 1
                // The way to it comes back to itself.
                if raises[head] > heights.count { return false }
                isPending[head] = true
                pending.append(head)
            }
        }
        return true
    }

    private static let tolerance = 1e-7

    private func slack(_ edge: Int) -> Double {
        let constraint = constraints[edge]
        return heights[constraint.head] - heights[constraint.tail] - constraint.length
    }

    // MARK: The tree

    private mutating func growTree() {
        let none = [Int](repeating: -1, count: heights.count)
        (parent, hangsBy, firstChild, nextChild, previousChild) = (none, none, none, none, none)
        var tree = GrowingTree(count: heights.count)
        for root in heights.indices where !tree.isReached[root] {
            if root > 0 {
                // Nothing holds the rest to what is reached: they keep their distance.
                keep(root, below: 0, by: heights[root] - heights[0] - tree.shift)
                hang(root, on: 0, by: constraints.count - 1)
            }
            reach(root, by: &tree)
            while let (edge, isTailReached) = tree.nearest(constraints) {
                let (tail, head) = (constraints[edge].tail, constraints[edge].head)
                let (known, new) = isTailReached ? (tail, head) : (head, tail)
                hang(new, on: known, by: edge)
                reach(new, by: &tree)
            }
        }
        for variable in heights.indices { heights[variable] += tree.shift }
    }

    /// Takes a variable, and all that tight constraints hold to it.
    private mutating func reach(_ start: Int, by tree: inout GrowingTree) {
        var pending = [start]
        tree.isReached[start] = true
        heights[start] -= tree.shift
        var next = 0
        while next < pending.count {
            let variable = pending[next]
            next += 1
            for isTail in [true, false] {
                let incidence = isTail ? leaving : arriving
                for place in incidence.places(of: variable) {
                    let (other, edge) = incidence.entries[place]
                    if tree.isReached[other] { continue }
                    let distance = heights[other] - heights[variable]
                    let slack = (isTail ? distance : -distance) - constraints[edge].length
                    guard (isTail ? slack - tree.shift : slack + tree.shift) < Self.tolerance else {
                        tree.add(edge, slack, isTailReached: isTail)
                        continue
                    }
                    hang(other, on: variable, by: edge)
                    tree.isReached[other] = true
                    heights[other] -= tree.shift
                    pending.append(other)
                }
            }
        }
    }

    private mutating func hang(_ child: Int, on variable: Int, by edge: Int) {
        parent[child] = variable
        hangsBy[child] = edge
        let next = firstChild[variable]
        if next >= 0 { previousChild[next] = child }
        nextChild[child] = next
        previousChild[child] = -1
        firstChild[variable] = child
    }

    private mutating func takeOff(_ child: Int) {
        let (previous, next) = (previousChild[child], nextChild[child])
        if previous >= 0 { nextChild[previous] = next } else { firstChild[parent[child]] = next }
        if next >= 0 { previousChild[next] = previous }
    }

    /// Finds the cut value of each edge of the tree: the weights of what leads from its tail's side to its head's, less
    /// those of what leads back.
    private mutating func cut() {
        marks = [Int](repeating: 0, count: heights.count)
        walk = 0
        nextToLeave = 0
        cuts = [Int](repeating: 0, count: constraints.count)
        var pull = [Int](repeating: 0, count: heights.count)
        for constraint in constraints where constraint.weight > 0 {
            pull[constraint.tail] += constraint.weight
            pull[constraint.head] -= constraint.weight
        }
        var order = heights.isEmpty ? [] : [0]
        var next = 0
        while next < order.count {
            var child = firstChild[order[next]]
            while child >= 0 {
                order.append(child)
                child = nextChild[child]
            }
            next += 1
        }
        for child in order.dropFirst().reversed() {
            let edge = hangsBy[child]
            cuts[edge] = constraints[edge].tail == child ? pull[child] : -pull[child]
            pull[parent[child]] += pull[child]
        }
    }

    // MARK: Exchanges

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
    /// - Returns: how many variables were looked at; nil where nothing holds the variable.
    private mutating func exchange(_ child: Int) -> Int? {
        let old = hangsBy[child]
        let side = smallerSide(of: child)
        walk += 1
        for variable in side { marks[variable] = walk }
        let isTailSide = marks[constraints[old].tail] == walk
        // From the head's side of the cut to the tail's.
        var entering: (edge: Int, slack: Double)?
        let incidence = isTailSide ? arriving : leaving
        for variable in side {
            for place in incidence.places(of: variable) {
                let (other, edge) = incidence.entries[place]
                if marks[other] == walk { continue }
                let slack = self.slack(edge)
                if slack < entering?.slack ?? .infinity { entering = (edge, slack) }
            }
        }
        guard let (edge, slack) = entering else { return nil }
        let shift = isTailSide ? -slack : slack
        for variable in side { heights[variable] += shift }
        let (tail, head) = (constraints[edge].tail, constraints[edge].head)
        let isTailBelow = (marks[tail] == walk) == (marks[child] == walk)
        let cut = cuts[old]
        let length = changeCuts(by: cut, around: edge)
        cuts[edge] = -cut
        cuts[old] = 0
        turn(isTailBelow ? tail : head, upTo: child, on: isTailBelow ? head : tail, by: edge)
        return side.count + length
    }

    /// The fewer of the variables below and not below the edge that one hangs by: both are walked through at once.
    private func smallerSide(of child: Int) -> [Int] {
        var (below, above) = ([child], [parent[child]])
        var from = [child]
        var next = 0
        while true {
            guard next < below.count else { return below }
            appendChildren(of: below[next], to: &below)
            guard next < above.count else { return above }
            let (variable, before) = (above[next], from[next])
            appendChildren(of: variable, but: before, to: &above)
            if parent[variable] >= 0, parent[variable] != before { above.append(parent[variable]) }
            while from.count < above.count { from.append(variable) }
            next += 1
        }
    }

    private func appendChildren(of variable: Int, but other: Int = -1, to list: inout [Int]) {
        var child = firstChild[variable]
        while child >= 0 {
            if child != other { list.append(child) }
            child = nextChild[child]
        }
    }

    /// The cut values change along the way through the tree that an edge closes.
    ///
    /// - Returns: how long that is.
    private mutating func changeCuts(by cut: Int, around edge: Int) -> Int {
        // Up from both ends in turn, until one comes to where the other was.
        walk += 1
        var (one, other) = (constraints[edge].tail, constraints[edge].head)
        while marks[one] != walk {
            marks[one] = walk
            if parent[one] >= 0 { one = parent[one] }
            // From variable 0 on only the other goes up.
            if marks[other] != walk || parent[other] >= 0 { swap(&one, &other) }
        }
        let top = one
        var length = 0
        for (end, sign) in [(constraints[edge].tail, cut), (constraints[edge].head, -cut)] {
            var variable = end
            while variable != top {
                let edge = hangsBy[variable]
                cuts[edge] += constraints[edge].tail == variable ? sign : -sign
                variable = parent[variable]
                length += 1
            }
        }
        return length
    }

    /// Hangs a variable on another; and those above it, up to a last one, each on the one that hung on it.
    private mutating func turn(_ variable: Int, upTo last: Int, on other: Int, by edge: Int) {
        var (variable, other, edge) = (variable, other, edge)
        while true {
            let (above, before) = (parent[variable], hangsBy[variable])
            takeOff(variable)
            hang(variable, on: other, by: edge)
            if variable == last { return }
            (variable, other, edge) = (above, variable, before)
        }
    }
}

/// The constraints at each variable.
private struct Incidence {
    /// With the variables at their other ends; one variable's after the other's.
    private(set) var entries: [(other: Int, constraint: Int)] = []
    private var starts: [Int] = []

    init() {}

    /// - Parameter ends: for each constraint, the variable that it is listed at, and the other one.
    init(_ ends: [(at: Int, other: Int)], count: Int) {
        starts = [Int](repeating: 0, count: count + 1)
        for (variable, _) in ends { starts[variable + 1] += 1 }
        for variable in 0..<count { starts[variable + 1] += starts[variable] }
        entries = [(other: Int, constraint: Int)](repeating: (0, 0), count: ends.count)
        var next = starts
        for (constraint, (variable, other)) in ends.enumerated() {
            entries[next[variable]] = (other, constraint)
            next[variable] += 1
        }
    }

    func places(of variable: Int) -> Range<Int> { starts[variable]..<starts[variable + 1] }
}

/// A tree that takes the nearest variables one after the other, and moves to each.
private struct GrowingTree {
    var isReached: [Bool]
    /// How far the tree has been moved in all.
    private(set) var shift = 0.0
    /// The constraints at its border that begin and that end in it, with their slack if it had not been moved.
    private var leaving = Heap()
    private var arriving = Heap()

    init(count: Int) { isReached = [Bool](repeating: false, count: count) }

    mutating func add(_ edge: Int, _ slack: Double, isTailReached: Bool) {
        if isTailReached { leaving.insert(edge, slack) } else { arriving.insert(edge, slack) }
    }

    /// Moves the tree to the variable that it is nearest to.
    mutating func nearest(_ constraints: [NetworkSimplex.Constraint]) -> (edge: Int, isTailReached: Bool)? {
        while let edge = leaving.first?.edge, isReached[constraints[edge].head] { leaving.removeFirst() }
        while let edge = arriving.first?.edge, isReached[constraints[edge].tail] { arriving.removeFirst() }
        let slacks = ((leaving.first?.key ?? .infinity) - shift, (arriving.first?.key ?? .infinity) + shift)
        let isTailReached = slacks.0 <= slacks.1
        guard let nearest = isTailReached ? leaving.removeFirst() : arriving.removeFirst() else { return nil }
        shift += isTailReached ? slacks.0 : -slacks.1
        return (nearest.edge, isTailReached)
    }
}

/// A binary heap: the least key first.
private struct Heap {
    private var entries: [(edge: Int, key: Double)] = []

    var first: (edge: Int, key: Double)? { entries.first }

    mutating func insert(_ edge: Int, _ key: Double) {
        entries.append((edge, key))
        var index = entries.count - 1
        while index > 0, entries[index].key < entries[(index - 1) / 2].key {
            entries.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    @discardableResult
    mutating func removeFirst() -> (edge: Int, key: Double)? {
        guard let first = entries.first else { return nil }
        let last = entries.removeLast()
        if entries.isEmpty { return first }
        entries[0] = last
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < entries.count && entries[child].key < entries[least].key {
                least = child
            }
            if least == index { return first }
            entries.swapAt(index, least)
            index = least
        }
    }
}
