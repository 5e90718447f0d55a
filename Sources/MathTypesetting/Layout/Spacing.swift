/// The space between neighbouring atoms (The TeXbook, chapter 18, the table on page 170).
enum Spacing {
    /// A thin space: 3 mu.
    static let thin = Em(mu: 3)
    /// A medium space: 4 mu.
    static let medium = Em(mu: 4)
    /// A thick space: 5 mu.
    static let thick = Em(mu: 5)
    /// The space between the words of a text of Latin Modern: a third of an em.
    static let blank = Em(1.0 / 3)

    /// Rows: the left atom's class; columns: the right one's; both in the order of `AtomClass`. 0 none, 1 thin, 2 medium,
    /// 3 thick; a minus sign: not in script styles. `no` stands for a pair that does not occur, as such a binary symbol has
    /// become ordinary.
    private static let table: [[Int]] = [
        [00, +1, -2, -3, 00, 00, 00, -1],
        [+1, +1, no, -3, 00, 00, 00, -1],
        [-2, -2, no, no, -2, no, no, -2],
        [-3, -3, no, 00, -3, 00, 00, -3],
        [00, 00, no, 00, 00, 00, 00, 00],
        [00, +1, -2, -3, 00, 00, 00, -1],
        [-1, -1, no, -1, -1, -1, -1, -1],
        [-1, +1, -2, -3, -1, 00, -1, -1],
    ]
    private static let no = 0

    static func between(_ left: AtomClass, _ right: AtomClass, isScript: Bool) -> Em {
        let entry = table[left.rawValue][right.rawValue]
        if isScript, entry < 0 { return Em(0) }
        return [Em(0), thin, medium, thick][abs(entry)]
    }
}
