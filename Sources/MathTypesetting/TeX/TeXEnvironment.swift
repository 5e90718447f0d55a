/// What stands between `\begin{…}` and `\end{…}`.
struct TeXEnvironment: Sendable {
    let name: String
    /// What it is, for the documentation.
    let meaning: String
    let layout: ArrayLayout
    /// The delimiters that grow with it, if it has any; nil on one side is an empty one.
    let delimiters: (left: Unicode.Scalar?, right: Unicode.Scalar?)?

    private init(
        _ name: String, _ meaning: String, _ layout: ArrayLayout,
        _ delimiters: (left: Unicode.Scalar?, right: Unicode.Scalar?)? = nil
    ) {
        self.name = name
        self.meaning = meaning
        self.layout = layout
        self.delimiters = delimiters
    }

    static let all = [
        TeXEnvironment("matrix", "a matrix without delimiters", .matrix),
        TeXEnvironment("pmatrix", "a matrix in parentheses", .matrix, ("(", ")")),
        TeXEnvironment("bmatrix", "a matrix in brackets", .matrix, ("[", "]")),
        TeXEnvironment("Bmatrix", "a matrix in braces", .matrix, ("{", "}")),
        TeXEnvironment("vmatrix", "a determinant", .matrix, ("|", "|")),
        TeXEnvironment("Vmatrix", "a matrix in double bars", .matrix, ("‖", "‖")),
        TeXEnvironment("cases", "values with their conditions, behind a brace", .cases, ("{", nil)),
        TeXEnvironment("aligned", "equations, aligned where `&` stands", .aligned),
    ]
}
