/// What stands above and below a name that is drawn as TeX.
extension String {
    /// The base and what is raised, of TeX that is one base with just that: `w^{(1)}`, below which there is room for indices.
    package var raisedTeX: (base: String, superscript: String)? {
        guard let base = TeXWords(self).base, base.count < count else { return nil }
        let script = dropFirst(base.count)
        guard script.first == "^" else { return nil }
        let raised = TeXWords(String(script.dropFirst()))
        guard let argument = raised.base, argument.count == script.count - 1 else { return nil }
        return (String(base), String(argument))
    }

    /// Whether a power of the name would be one of its end only, or a second one: Δx, w^{(1)}.
    var needsBracketsToBeRaised: Bool {
        guard let tex = texOfName, let base = TeXWords(tex).base else { return texOfName != nil }
        var script = tex.dropFirst(base.count)
        if script.first == "_" {
            script = script.dropFirst()
            script = script.dropFirst(TeXWords(String(script)).base?.count ?? 0)
        }
        return !script.allSatisfy { $0 == "'" || $0 == " " }
    }
}

/// TeX, as far as what it begins with is told.
private struct TeXWords {
    private let text: String

    init(_ text: String) { self.text = text }

    /// What scripts are set to: a letter, a group in braces or brackets, or a command with its arguments.
    var base: Substring? {
        guard let first = text.first, !"^_' }".contains(first) else { return nil }
        if first == "{" || first == "(" { return group(text[...]) }
        guard first == "\\" else { return text.prefix(1) }
        let name = text.dropFirst().prefix { $0.isASCII && $0.isLetter }
        guard !name.isEmpty else { return nil }
        var end = name.endIndex
        while text[end...].first == "{" {
            guard let group = group(text[end...]) else { return nil }
            end = group.endIndex
        }
        // An accent may have its argument without braces.
        let argument = text[end...].drop { $0 == " " }
        let isLetter = greekLetter(named: String(name)) != nil
        if end == name.endIndex, !isLetter, let first = argument.first, first.isLetter {
            end = argument.index(after: argument.startIndex)
        }
        return text[..<end]
    }

    private func group(_ rest: Substring) -> Substring? {
        let (open, close): (Character, Character) = rest.first == "(" ? ("(", ")") : ("{", "}")
        var level = 0
        for index in rest.indices {
            if rest[index] == open { level += 1 }
            if rest[index] == close { level -= 1 }
            if level == 0 { return rest[...index] }
        }
        return nil
    }
}
