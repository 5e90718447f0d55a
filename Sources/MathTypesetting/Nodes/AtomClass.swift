/// What an atom is to its neighbours; the space between two atoms follows from it (The TeXbook, chapter 17).
public enum AtomClass: Int, CaseIterable, Hashable, Sendable {
    /// A variable, a number, a fraction.
    case ordinary
    /// ∑, ∫, log.
    case `operator`
    /// +, −, ×.
    case binary
    /// =, <, →.
    case relation
    /// An opening delimiter.
    case opening
    /// A closing delimiter.
    case closing
    /// A comma.
    case punctuation
    /// A subformula in growing delimiters, ⋯.
    case inner
}
