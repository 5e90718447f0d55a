extension RangeReplaceableCollection where Self: MutableCollection, Index == Int {
    /// Makes a slip of the pen at random: an element left out, written twice, or swapped with the next.
    package mutating func slip(with generator: inout SeededGenerator) {
        guard count > 1 else { return }
        let index = Int.random(in: 0..<count - 1, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: remove(at: index)
        case 1: insert(self[index], at: index)
        default: swapAt(index, index + 1)
        }
    }
}
