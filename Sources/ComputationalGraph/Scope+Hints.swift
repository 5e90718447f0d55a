import Diagnostics
import Symbolic

/// What there is in place of a name, or of an index, that there is not.
extension Scope {
    // MARK: Names

    func undefined(_ reference: Syntax.Reference, in layer: Int?, at place: SourceSlice) -> Diagnostic {
        guard let layer else {
            return place.error(
                "‘\(reference.text)’ is not defined",
                suggestion: FormulaHints.name(reference, at: place)
                    ?? didYouMean(reference.text, among: declarations.values.map(\.pattern.text)))
        }
        if let other = declarations[reference.name] {
            return place.error(
                "‘\(reference.text)’ is not an input of the layer ‘\(model.layers[layer].name)’",
                suggestion: "it belongs to the layer ‘\(model.layers[other.layer].name)’; add it to the inputs")
        }
        // What the equation defines is not meant in it.
        let own = definitions.first { definition in
            let right = definition.equation.right.place
            return right.source === place.source && right.range.contains(place.range.lowerBound)
        }
        let known = visible[layer].sorted().filter { $0 != own?.left.name }
            .compactMap { declarations[$0]?.pattern }
        return place.error(
            "‘\(reference.text)’ is not defined",
            suggestion: FormulaHints.name(reference, at: place) ?? letterThatIsNoIndex(
                below: reference, among: known) ?? withIndex(reference, among: known)
                ?? product(reference, at: place, among: known) ?? numberOfValues(reference) ?? didYouMean(
                    reference.text, among: known.map(\.text))
                ?? numbered(reference, among: known) ?? missingIndices(below: reference))
    }

    /// The j of x_i+j would be a number of its own.
    func checkIsNoShift(_ index: String, at place: SourceSlice) throws {
        let before = place.source.string(0..<place.range.lowerBound)
        guard "+-".contains(before.last ?? " "),
            before.dropLast().reversed().first(where: { !$0.isLetter && !$0.isNumber }) == "_"
        else { return }
        throw place.error(
            "‘\(index)’ could be counted with the index before it, or be a number of its own",
            suggestion:
                "what is counted stands in braces, as in ‘x_{\(index)+1}’; a sum has spaces, as in ‘x + \(index)’"
        )
    }

    /// Two names that stand together, wx where there are w and x, or a function and what it is of, lnx.
    private func product(
        _ reference: Syntax.Reference, at place: SourceSlice, among known: [Syntax.Reference]
    ) -> String? {
        let names = known.map(\.text) + ["e", "pi"]
        func rest(behind name: String) -> Substring? {
            guard reference.text.hasPrefix(name) else { return nil }
            let rest = reference.text.dropFirst(name.count)
            return names.contains { $0 == rest } ? rest : nil
        }
        for name in known where name.indices.isEmpty {
            if let rest = rest(behind: name.text), rest != name.text[...] {
                return "a product has a ‘*’: ‘\(name.text) * \(rest)’"
            }
        }
        for function in Operation.functions {
            if let rest = rest(behind: function.name) {
                return "a function has brackets: ‘\(function.name)(\(rest))’"
            }
        }
        return nil
    }

    /// An n, or the K of an index k, where it is said by a number how many values there are.
    private func numberOfValues(_ reference: Syntax.Reference) -> String? {
        let counted = model.indices.filter { $0.last == nil && $0.range.lowerBound == 1 }
        let named = counted.first { $0.name.trimmed.text.uppercased() == reference.name }
        guard reference.indices.isEmpty,
            let index = named ?? (counted.count == 1 && reference.name.lowercased() == "n" ? counted[0] : nil)
        else { return nil }
        let name = index.name.trimmed.text
        return
            "‘\(name)’ has \(index.range.count) values: write ‘\(index.range.count)’, or under ‘index’ that it has any number, ‘\(name): 1...\(reference.name)’"
    }

    /// Letters below a name that would be indices.
    private func missingIndices(below reference: Syntax.Reference) -> String? {
        let missing = lettersOfIndices(below: reference).filter { ranges[$0] == nil }
        if missing.isEmpty { return nil }
        let names = missing.map { "‘\($0)’" }.joined(separator: " and ")
        return missing.count == 1
            ? "\(names) is no index; declare it, \(Self.declaration(of: missing))"
            : "\(names) are no indices; declare them, \(Self.declaration(of: missing))"
    }

    /// Two letters that usual indices are called as, side by side below a name.
    func lettersOfIndices(below reference: Syntax.Reference) -> [String] {
        let word =
            reference.indices.last?.text
            ?? reference.name.split(separator: "_").dropFirst().last.map(String.init)
        let letters = (word ?? "").map(String.init)
        return letters.count == 2 && word != "in" && letters.allSatisfy(Self.usual) ? letters : []
    }

    /// Whether an index is usually called so.
    private static func usual(_ letter: String) -> Bool { letter.count == 1 && "ijklmnt".contains(letter) }

    static func declaration(of indices: [String], last: Int = 3) -> String {
        "as in ‘index: { \(indices.map { "\($0): 1...\(last)" }.joined(separator: ", ")) }’"
    }

    /// A letter that is an index below one of two names and would be one, if it were declared: the j of x_j, where there are
    /// x_1 and x_2, or the other way about.
    private func letterThatIsNoIndex(
        below reference: Syntax.Reference, among known: [Syntax.Reference]
    ) -> String? {
        let (base, below) = Self.parts(of: reference)
        func letter(_ text: Substring?) -> String? {
            text.map(String.init).flatMap { Self.usual($0) && ranges[$0] == nil ? $0 : nil }
        }
        let numbers = numbers(below: base, among: known)
        if let own = letter(below), let last = numbers.max(), last > 1 {
            return "‘\(own)’ is no index; declare it, \(Self.declaration(of: [own], last: last))"
        }
        guard let below, Int(below) != nil else { return nil }
        return known.lazy.compactMap { name in
            let other = Self.parts(of: name)
            guard other.base == base, let letter = letter(other.below) else { return nil }
            return
                "‘\(name.text)’ is a single value: ‘\(letter)’ is no index; declare it, \(Self.declaration(of: [letter]))"
        }.first
    }

    /// A name, and what stands below it.
    private static func parts(of reference: Syntax.Reference) -> (base: Substring, below: Substring?) {
        let parts = reference.text.split(separator: "_", maxSplits: 1)
        return (parts[0], parts.dropFirst().first)
    }

    /// The numbers that stand below a name.
    private func numbers(below base: Substring, among known: [Syntax.Reference]) -> [Int] {
        known.map(Self.parts).filter { $0.base == base }.compactMap { $0.below.flatMap { Int($0) } }
    }

    /// What has an index, though it is written without, x1 for x_1; or what is written without one, but is called with it.
    private func withIndex(_ reference: Syntax.Reference, among known: [Syntax.Reference]) -> String? {
        let base = reference.name.prefix { !$0.isNumber }
        let digits = reference.name.dropFirst(base.count)
        if reference.indices.isEmpty, Int(digits) != nil,
            known.contains(where: { $0.name == base && $0.indices.count == 1 })
        {
            return "did you mean ‘\(base)_\(digits)’?"
        }
        guard reference.indices.count == 1 else { return nil }
        let others = known.filter { name in
            name.indices.isEmpty && name.name.hasPrefix(reference.name)
                && Int(name.name.dropFirst(reference.name.count)) != nil
        }
        guard let first = others.first else { return nil }
        let apart = "\(reference.name)_\(first.name.dropFirst(reference.name.count))"
        return "\(Self.list(others.map(\.text))); with an index they are declared as ‘\(apart)’"
    }

    /// Values that are called as one with numbers.
    private func numbered(_ reference: Syntax.Reference, among known: [Syntax.Reference]) -> String? {
        let others = known.filter { name in
            let parts = Self.parts(of: name)
            return parts.base == reference.name && parts.below?.allSatisfy(\.isNumber) ?? false
        }
        return others.isEmpty ? nil : Self.list(others.map(\.text))
    }

    /// ‘there are ‘x_1’, ‘x_2’’
    private static func list(_ names: [String]) -> String {
        let most = 5
        return "there \(names.count == 1 ? "is" : "are") "
            + names.prefix(most).map { "‘\($0)’" }.joined(separator: ", ") + (names.count > most ? ", …" : "")
    }

    /// The error of a value that two equations define, or one does for several values of its indices.
    func twice(_ symbol: Symbol, _ equation: Equation, _ other: Equation?) -> Diagnostic {
        let recursion = [equation, other].compactMap(\.self).first(where: Self.isRecursion)
        let start = symbol.indices.compactMap(\.value).first.flatMap {
            $0 > 0 ? "\(symbol.name)_\($0 - 1)" : nil
        }
        return equation.left.place.error(
            "‘\(symbol.plain)’ is defined twice\(other.map { ", in line \($0.left.place.line), too" } ?? "")",
            suggestion: recursion.flatMap { _ in
                start.map {
                    "what a recursion starts with stands before its first value: an input ‘\($0)’, or ‘\($0) = 0’"
                }
            })
    }

    // MARK: Indices

    /// An index of a sum that is declared nowhere.
    func noIndex(_ index: String, of formula: Syntax, at head: SourceSlice) -> Diagnostic {
        let known = undefinedIndex(index, ranges.keys, at: head)
        if nearest(to: index, among: ranges.keys) != nil { return known }
        let others = known.suggestion.map { "\($0); another is declared, " } ?? "declare it, "
        var last: Int?
        formula.forEachReference { reference, _, _ in
            let parts = Self.parts(of: reference)
            guard parts.below == index[...] else { return }
            last = last ?? numbers(below: parts.base, among: declarations.values.map(\.pattern)).max()
        }
        return head.error(
            known.message, suggestion: others + Self.declaration(of: [index], last: max(2, last ?? 3)))
    }

    /// - Parameter use: how the value is called where it is used.
    func checkExistence(
        of symbol: Symbol, _ pattern: Syntax.Reference, as use: Syntax.Reference? = nil, at place: SourceSlice
    ) throws {
        guard origins[symbol] == nil else { return }
        try checkCount(of: symbol.indices.count, pattern, at: place)
        let isShifted = use?.indices.contains { if case .sum = $0 { $0.name != nil } else { false } } ?? false
        let isDefined = definitions.contains { $0.left.name == symbol.name }
        var start = ""
        if isShifted, let least = symbol.indices.compactMap(\.value).min(), least < 0 {
            start = "; values are counted from 0 on: let the index begin \(-least) later"
        } else if isShifted {
            start =
                "; \(isDefined ? "a recursion starts with an input: " : "")add ‘\(symbol.plain)’ to the inputs"
        }
        throw place.error("there is no ‘\(symbol.plain)’", suggestion: existing(pattern, use) + start)
    }

    /// What values there are of a name.
    private func existing(_ pattern: Syntax.Reference, _ use: Syntax.Reference?) -> String {
        func range(_ index: String) -> String { "\(index) = \(described(index))" }
        let isWhole = pattern.indices.allSatisfy { if case .name = $0 { true } else { false } }
        if isWhole {
            return
                "\(pattern.text) has \(pattern.indices.compactMap(\.name).map(range).joined(separator: ", "))"
        }
        let own = (inputs + defined).filter { $0.name == pattern.name }
        // Some may be defined further below.
        let lefts = definitions.map(\.left).filter { $0.name == pattern.name && !$0.freeIndices.isEmpty }
        if let left = lefts.first, lefts.count == 1 {
            return "\(left.text) has \(left.freeIndices.map(range).joined(separator: ", "))"
        }
        let indices = use?.freeIndices.filter { ranges[$0] != nil } ?? []
        return Self.list(own.map(\.plain)) + indices.map { ", and \(range($0))" }.joined()
    }

    /// - Parameter use: how the value is called where it is used.
    func checkCount(
        of count: Int, _ pattern: Syntax.Reference, _ use: Syntax.Reference? = nil, at place: SourceSlice
    ) throws {
        guard count != pattern.indices.count else { return }
        let expected = pattern.indices.count
        /// v_12 has one index.
        func apart(_ text: String, _ number: Int) -> String? {
            guard number > 1, text.count == number, text.allSatisfy(\.isNumber) else { return nil }
            return "; indices are written apart, as in ‘\(pattern.name)\(text.map { "_\($0)" }.joined())’"
        }
        var hint: String?
        if count == 1 {
            hint = apart(place.text.split(separator: "_").last.map(String.init) ?? "", expected)
        } else if expected == 1 {
            hint = apart(pattern.indices[0].text, count)
        }
        if expected == 0, let use, !use.freeIndices.isEmpty {
            hint =
                "; what has a value for each \(use.freeIndices.joined(separator: " and ")) is declared as ‘\(use.text)’"
        }
        throw place.error(
            "‘\(pattern.name)’ takes \(expected == 0 ? "no index" : expected == 1 ? "one index" : "\(expected) indices"), not \(count)",
            suggestion: "it is declared as ‘\(pattern.text)’" + (hint ?? ""))
    }
}

extension Syntax.Reference {
    fileprivate var freeIndices: [String] {
        indices.flatMap(\.names).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
