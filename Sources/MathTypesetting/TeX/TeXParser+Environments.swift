import Diagnostics

extension TeXParser {
    /// `\begin{…} … \end{…}`, from the name on.
    mutating func environment(_ opening: TeXToken) throws(Diagnostic) -> MathNode {
        let (environment, name) = try environmentName(of: opening)
        let rows = try rows(in: opening.through(name))
        let closing = token
        advance()
        let (other, otherName) = try environmentName(of: closing)
        guard other.name == environment.name else {
            throw error(
                "‘\\begin{\(environment.name)}’ is closed by ‘\\end{\(other.name)}’", at: otherName)
        }
        let array = MathNode.array(rows, environment.layout)
        return environment.delimiters.map { .delimited($0.left, array, $0.right) } ?? array
    }

    /// The cells up to `\end`.
    private mutating func rows(in environment: TeXToken) throws(Diagnostic) -> [[MathNode]] {
        var rows: [[MathNode]] = []
        var row: [MathNode] = []
        while true {
            let start = token
            let cell = try list()
            // TeX makes no row of what follows the last \\.
            let isNothing = row.isEmpty && start.range == token.range
            switch token.kind {
            case .character("&"):
                row.append(cell)
            case .command("\\"):
                try refuseDistance()
                rows.append(row + [cell])
                row = []
            case .command("end"):
                return isNothing ? rows : rows + [row + [cell]]
            default:
                throw unexpected(in: environment)
            }
            advance()
        }
    }

    /// TeX reads what is in brackets after a row's end as a distance.
    private func refuseDistance() throws(Diagnostic) {
        var ahead = scanner
        guard ahead.token().kind == .character("[") else { return }
        throw error(
            "‘\\\\’ takes no distance here", at: token,
            suggestion: "for a bracket at the start of a cell write ‘{[}’")
    }

    /// The environment that is named in braces, and where.
    private mutating func environmentName(
        of owner: TeXToken
    ) throws(Diagnostic) -> (TeXEnvironment, TeXToken) {
        guard token.kind == .character("{") else { throw missing("name", of: owner, hint: "in braces") }
        let start = token.range.upperBound
        var end = start
        while true {
            let next = scanner.rawToken()
            if next.kind == .end { throw error("‘{’ is not closed", at: token) }
            end = next.range.lowerBound
            if next.kind == .character("}") { break }
        }
        let place = TeXToken(kind: token.kind, range: start..<end)
        let name = text(of: place)
        advance()
        guard let environment = TeXEnvironment.all.first(where: { $0.name == name }) else {
            let names = TeXEnvironment.all.map(\.name)
            throw error(
                "the environment ‘\(name)’ is not known", at: place,
                suggestion: (name.count < 40 ? didYouMean(name, among: names) : nil)
                    ?? "known environments: " + names.joined(separator: ", "))
        }
        return (environment, place)
    }
}
