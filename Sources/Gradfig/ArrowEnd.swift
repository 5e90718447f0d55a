import FigureTemplate
import StepPage

/// What an arrow begins or ends at, for those who are told of it.
enum ArrowEnd: Sendable {
    case outside
    /// Where the wire of a value splits.
    case split
    /// An operation by its sign, or a layer by its name.
    case part(String)
}

extension Wording {
    /// What an arrow begins or ends at, with the names of parts in quotation marks or without.
    func name(_ end: ArrowEnd, isQuoted: Bool = false) -> String {
        switch end {
        case .outside: self(.outside)
        case .split: self(.split)
        case .part(let name): isQuoted ? quoted([name]) : name
        }
    }

    /// From where to where an arrow runs.
    func way(_ direction: Direction, _ tail: ArrowEnd, _ head: ArrowEnd) -> String {
        let isForward = direction == .forward
        let phrase: Phrase =
            switch (tail, head) {
            case (.outside, _): isForward ? .wayForwardIn : .wayBackIn
            case (_, .outside): isForward ? .wayForwardOut : .wayBackOut
            default: isForward ? .wayForward : .wayBack
            }
        return self(phrase, ["tail": name(tail, isQuoted: true), "head": name(head, isQuoted: true)])
    }

    /// What a value rests on.
    func uses(_ facts: [String]) -> String {
        self(.uses, ["facts": facts.joined(separator: self(.listSeparator))])
    }

    /// What the controls of a page say.
    var controls: StepWords {
        StepWords(
            back: self(.back), next: self(.next), step: self(.step), arrows: self(.arrows),
            position: self(.position), reasons: self(.reasons), hint: self(.hint))
    }
}

extension FigureLayout {
    func end(at node: Int) -> ArrowEnd {
        if visible.nodes[node].kind == .junction { return .split }
        if case .call(let call) = visible.nodes[node].kind { return .part(visible.calls[call].function) }
        return labels.nodes[node].map { .part($0.plain) } ?? .outside
    }
}
