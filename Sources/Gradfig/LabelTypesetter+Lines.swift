import MathTypesetting
import Scene
import Symbolic

/// Labels that are set narrower than on one line.
extension LabelTypesetter {
    /// A label has no more lines than this.
    private static let mostLines = 4
    /// What is not wider is not broken, in ems,
    private static let shortest = 5.0
    /// nor is what becomes hardly narrower: `1` above `+ exp(x)`.
    private static let worth = 0.8
    /// From baseline to baseline, in ems.
    private static let lineDistance = 1.2
    /// The least between what is on two lines, in ems.
    private static let lineGap = 0.25

    /// A value that is wider than asked: on two lines, with ∑ for its sums, or on more lines, whichever is the first that
    /// fits; if none does, the narrowest that is worth its lines.
    ///
    /// - Parameter whole: the value on one line.
    func value(_ whole: Label, of value: EdgeValue, in notation: ShortNotation, within width: Double)
        throws -> Label
    {
        guard whole.size.width > max(width, Self.shortest * Self.valueSize), let expression = value.expression
        else {
            return whole
        }
        let notations = [notation.notation(expression), notation.summed(expression)]
        let short = notations[0] == notations[1] ? [] : [notations[1]]
        var forms = [(notations[0], 2)] + short.map { ($0, 1) }
        forms += (3...Self.mostLines).map { (notations[0], $0) } + short.map { ($0, Self.mostLines) }
        var best = whole.box
        for (form, lines) in forms where best.width > width {
            best = Self.narrower(best, try box(form, lines: lines, number: value.number))
        }
        return self.value(whole.plain, box: best)
    }

    /// The name of a layer, broken between words if it is wider than asked.
    ///
    /// - Parameter whole: the name on one line.
    func name(_ whole: Label, language: String?, within width: Double) -> Label {
        guard whole.size.width > max(width, Self.shortest * Self.nameSize) else { return whole }
        let words = Self.words(of: whole.plain)
        func box(_ text: String) -> MathBox { textFont.layout(text, size: Self.nameSize, language: language) }
        let widths = words.map { box($0).width }
        var best = whole
        for count in 2...Self.mostLines where best.box.width > width {
            let lines = LineBreaking.lines(of: widths, atMost: count).map { range in
                box(words[range].joined().trimmingBlanks)
            }
            let stack = stacked(lines, share: 0.5, size: Self.nameSize)
            guard stack.width < best.box.width * Self.worth, let last = lines.last else { continue }
            // The first line and the last reach as far as the name does on one.
            let bounds = Rect(
                minX: 0, minY: whole.bounds.minY + lines[0].height - stack.height, maxX: stack.width,
                maxY: whole.bounds.maxY - last.depth + stack.depth)
            best = Label(plain: whole.plain, box: stack, bounds: bounds)
        }
        return best
    }

    /// The second form, if it is worth it.
    private static func narrower(_ first: MathBox, _ second: MathBox) -> MathBox {
        second.width < first.width * worth ? second : first
    }

    /// A formula on so many lines at most.
    ///
    /// - Parameter number: its number, which goes on with = behind it.
    private func box(_ notation: Notation, lines count: Int, number: NumberLabel?) throws -> MathBox {
        func box(_ node: MathNode) throws -> MathBox {
            try mathFont.layout(node, size: Self.valueSize, style: .display)
        }
        var parts = notation.lineParts.map { (inLine: $0.inLine.mathNode, atStart: $0.atStart.mathNode) }
        let end = number.map { MathNode.row([.symbol("="), $0.mathNode]) }
        if let end { parts.append((end, end)) }
        guard count > 1, parts.count > 1 else {
            return try box(.row([notation.written.mathNode] + (end.map { [$0] } ?? [])))
        }
        // What goes on after another line: an operator at the start keeps its space.
        func continued(_ nodes: [MathNode]) -> MathNode { .row([.atom(.ordinary, .row([]))] + nodes) }
        let widths = try parts.enumerated().map { index, part in
            try box(index == 0 ? part.inLine : continued([part.inLine])).width
        }
        let lines = try LineBreaking.lines(of: widths, atMost: count).map { range in
            let rest = parts[range].dropFirst().map(\.inLine)
            return try range.lowerBound == 0
                ? box(.row([parts[0].inLine] + rest))
                : box(continued([parts[range.lowerBound].atStart] + rest))
        }
        return stacked(lines, share: 0, size: Self.valueSize)
    }

    private func stacked(_ lines: [MathBox], share: Double, size: Double) -> MathBox {
        .lines(lines, share: share, distance: Self.lineDistance * size, gap: Self.lineGap * size)
    }

    /// The words of a name: each ends before a blank or behind a hyphen; Chinese characters, and katakana together, are words.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        for character in name {
            let isStart =
                words.last?.last.map { before in
                    character == " " || before == "-"
                        || before.isIdeograph && (character.isIdeograph || character.isKatakana)
                        || before.isKatakana && character.isIdeograph
                } ?? true
            if isStart { words.append("") }
            words[words.count - 1].append(character)
        }
        return words
    }
}

extension Character {
    fileprivate var isIdeograph: Bool { unicodeScalars.first?.properties.isIdeographic ?? false }

    /// Katakana, with the mark of a long sound.
    fileprivate var isKatakana: Bool {
        unicodeScalars.first.map { (0x30A1...0x30FA).contains($0.value) || $0.value == 0x30FC } ?? false
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
