/// The space between neighbouring atoms (The TeXbook, chapter 18, the table on page 170).
enum Spacing {
    /// A thin space: 3 mu.
    static let thin = Em(mu: 3)
    /// A medium space: 4 mu.
    static let medium = Em(mu: 4)
    /// A thick space: 5 mu.
    static let thick = Em(mu: 5)

    /// Rows: the left atom's class; columns: the right one's; both in the order of `AtomClass`. 0 none, 1 thin, 2 medium,
    /// 3 thick; a letter is the space that falls away in script styles: t thin, m medium, k thick. A point stands for a pair
    /// that does not occur, as such a binary symbol has become ordinary.
    private static let table: [[Character]] = [
        //   O o B R ( ) , I
        "    0 1 m k 0 0 0 t",
        "    1 1 . k 0 0 0 t",
        "    m m . . m . . m",
        "    k k . 0 k 0 0 k",
        "    0 0 . 0 0 0 0 0",
        "    0 1 m k 0 0 0 t",
        "    t t . t t t t t",
        "    t 1 m k t 0 t t",
    ].map { row in row.filter { $0 != " " } }

    static func between(_ left: AtomClass, _ right: AtomClass, isScript: Bool) -> Em {
        switch table[left.rawValue][right.rawValue] {
        case "1": thin
        case "t" where !isScript: thin
        case "m" where !isScript: medium
        case "k" where !isScript: thick
        default: Em(0)
        }
    }
}
