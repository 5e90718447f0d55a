import Diagnostics

/// How names are drawn: `x_hat` as \hat{x}, `x1` as x_1.
package struct DisplayNames: Sendable {
    /// What is drawn in place of a name.
    struct Display: Hashable {
        /// A letter, the name of a Greek one, a word, or TeX.
        let name: String
        /// What stands below it, before the indices.
        let indices: [Syntax.Index]
    }

    /// The names, each with the TeX that it is drawn as, in the order of the template.
    package let entries: [(name: SourceSlice, tex: SourceSlice)]
    private let displays: [String: Display]
    /// The most words that a name has.
    private let mostWords: Int

    package init() { self.init([]) }

    package init(_ entries: [(name: SourceSlice, tex: SourceSlice)]) {
        self.entries = entries
        displays = Dictionary(
            entries.map { ($0.name.trimmed.text.nameInFormulas, Display(tex: $0.tex.text)) },
            uniquingKeysWith: { $1 })
        mostWords = displays.keys.map { $0.split(separator: "_").count }.max() ?? 0
    }

    /// A function as it is drawn.
    package func function(_ name: String) -> String {
        displays[name].map { ([$0.name] + $0.indices.map(\.text)).joined(separator: "_") } ?? name
    }

    /// A symbol as it is drawn: the longest name that it begins with.
    func image(of name: String, _ indices: [Syntax.Index]) -> (name: String, indices: [Syntax.Index])? {
        for count in stride(from: min(mostWords - 1, indices.count), through: 0, by: -1) {
            let words = indices[..<count].reduce(name) { "\($0)_\($1.text)" }
            guard let display = displays[words] else { continue }
            return (display.name, display.indices + indices.dropFirst(count).map(nested))
        }
        return indices.contains(where: isNested) ? (name, indices.map(nested)) : nil
    }

    /// Whether an index is a name with words below it, as that in the name of a gradient is: x_hat in g_{x_hat}.
    private func isNested(_ index: Syntax.Index) -> Bool {
        if case .name(let name) = index { name.contains("_") && displays[name] != nil } else { false }
    }

    private func nested(_ index: Syntax.Index) -> Syntax.Index {
        isNested(index) ? .name(function(index.text)) : index
    }
}

extension DisplayNames.Display {
    /// - Parameter tex: a letter with what stands below it, or any TeX.
    init(tex: String) {
        let text = tex.trimmingSuffix(" ")
        let parts = text.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let base = Self.letter(parts[0]) ?? Self.command(parts[0]),
            let below = Self.plain(parts[1])
        else {
            self.init(name: Self.letter(text) ?? Self.texMark + text, indices: [])
            return
        }
        self.init(
            name: base,
            indices: below.split(separator: ",").map { Syntax.Index(String($0.trimmingPrefix(" "))) })
    }

    /// What TeX begins with where a name stands.
    static let texMark = "\\"

    /// A letter, or a Greek one by its name.
    private static func letter(_ tex: String) -> String? {
        if tex.hasPrefix("\\") {
            return greekLetter(named: String(tex.dropFirst())).map { _ in String(tex.dropFirst()) }
        }
        guard tex.count == 1, let letter = tex.first, letter.isLetter else { return nil }
        return nameOfGreekLetter(letter) ?? tex
    }

    /// An accent over something, whole: \hat{x}.
    private static func command(_ tex: String) -> String? {
        guard tex.hasPrefix("\\"), tex.hasSuffix("}") else { return nil }
        var level = 0
        for (offset, character) in tex.enumerated() {
            if character == "{" { level += 1 }
            if character == "}" { level -= 1 }
            if level == 0, character == "}", offset < tex.count - 1 { return nil }
        }
        return level == 0 ? texMark + tex : nil
    }

    /// What stands below, where it is plain: `1`, `{prev}`.
    private static func plain(_ tex: String) -> String? {
        let isBraced = tex.hasPrefix("{") && tex.hasSuffix("}")
        let text = isBraced ? String(tex.dropFirst().dropLast()) : tex
        guard !text.isEmpty, isBraced || text.count == 1,
            text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "," || $0 == " " })
        else { return nil }
        return text
    }
}

extension String {
    /// The TeX that is drawn in place of a name, where this is such.
    package var texOfName: String? {
        hasPrefix(DisplayNames.Display.texMark) ? String(dropFirst(DisplayNames.Display.texMark.count)) : nil
    }

    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self[...]
        while text.last == character { text = text.dropLast() }
        return String(text)
    }
}

extension Notation {
    /// The notation with names as they are drawn.
    package func displaying(_ names: DisplayNames) -> Notation {
        if names.entries.isEmpty { return self }
        func displayed(_ part: Notation) -> Notation { part.displaying(names) }
        switch self {
        case .symbol(let name, let indices):
            return names.image(of: name, indices).map { .symbol(name: $0.name, indices: $0.indices) } ?? self
        case .numeral, .dots: return self
        case .operation(let operation, let operands): return .operation(operation, operands.map(displayed))
        case .arrays(let operation, let operands): return .arrays(operation, operands.map(displayed))
        case .call(let name, let arguments): return .call(names.function(name), arguments.map(displayed))
        case .cases(let cases):
            return .cases(
                cases.map { Case(value: displayed($0.value), condition: displayed($0.condition)) })
        case .derivative(let value, let variable): return .derivative(displayed(value), by: displayed(variable))
        case .series(let series, let indices, let bounds, let operand):
            let shown: Bounds? = bounds.map { bounds in
                switch bounds {
                case .values(let from, let to): .values(from: displayed(from), to: displayed(to))
                case .others(let other): .others(than: displayed(other))
                }
            }
            return .series(series, indices: indices, bounds: shown, displayed(operand))
        }
    }
}
