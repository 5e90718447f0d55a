import Diagnostics
import MathTypesetting
import Symbolic

extension Expression {
    /// The expression as a formula to be typeset: italic variables, upright functions, built-up fractions.
    var mathNode: MathNode { Notation(self, in: .builtUp).written.mathNode }
}

extension Statement {
    private static let quad = Em(mu: 18)

    /// The statement as a formula to be typeset, in the order in which it is written.
    func mathNode(_ names: DisplayNames) -> MathNode {
        var nodes: [MathNode] = []
        for part in parts {
            if !nodes.isEmpty { nodes += [.space(Self.quad), .text("and"), .space(Self.quad)] }
            let formulas = part.formulas.map {
                Notation($0.root, in: .builtUp).displaying(names).written.mathNode
            }
            switch part {
            case .chain: nodes += formulas.map { [$0] }.joined(separator: [.symbol("=")])
            case .tuple:
                let members = Array(formulas.map { [$0] }.joined(separator: [.symbol(",")]))
                nodes.append(.delimited("(", .row(members), ")"))
            }
        }
        return .row(nodes)
    }
}

extension Written {
    /// The formula to be typeset.
    var mathNode: MathNode {
        switch self {
        case .numeral(let digits): .number(digits)
        case .name(let name): Self.letters(of: name)
        case .scripts(.brackets(let content), let indices, let exponent):
            // As brackets without an exponent stand to their neighbours; see `MathNode.parenthesized`.
            .row([
                .atom(.opening, .row([])),
                .scripts(
                    base: .atom(.closing, .delimited("(", content.mathNode, ")")),
                    sub: indices.isEmpty ? nil : Self.list(indices), sup: exponent?.mathNode),
            ])
        case .scripts(.name(let name), let indices, nil) where name.texOfName?.raisedTeX != nil:
            Self.letters(of: name).withIndices(Self.list(indices))
        case .scripts(let base, let indices, let exponent):
            .scripts(
                base: base.mathNode, sub: indices.isEmpty ? nil : Self.list(indices),
                sup: exponent?.mathNode)
        case .function(let name): .function(name)
        case .sign(let sign): .symbol(sign.scalar)
        case .series(let series, let below, let above):
            .scripts(
                base: series.bigOperator.map { .symbol($0) } ?? .operatorName(series.rawValue, limits: true),
                sub: below.mathNode, sup: above?.mathNode)
        case .fraction(let top, let bottom): .fraction(top.mathNode, bottom.mathNode)
        case .radical(let radicand): .radical(radicand.mathNode)
        case .brackets(let content): .parenthesized(content.mathNode)
        case .squareBrackets(let content): .delimited("[", content.mathNode, "]")
        case .bars(let content): .delimited("|", content.mathNode, "|")
        case .cases(let cases):
            .delimited("{", .array(cases.map { [$0.value.mathNode, $0.condition.mathNode] }, .cases), nil)
        // No space before it, whatever stands there: behind growing bars and brackets there would be some.
        case .comma: .row([.atom(.closing, .row([])), .symbol(",")])
        case .thinSpace: .space(Em(mu: 3))
        case .row(let parts): .row(parts.map(\.mathNode))
        }
    }

    /// An italic letter; a name of several letters upright, as words are.
    private static func letters(of name: String) -> MathNode {
        // Checked where the template was read.
        if let tex = name.texOfName { return (try? MathNode(tex: SourceSlice(tex))) ?? .text(tex) }
        let scalars = Array(name.unicodeScalars)
        return scalars.count == 1
            ? .symbol(scalars[0]) : greekLetter(named: name).map { .symbol($0) } ?? .text(name)
    }

    /// Indices: letters italic, numbers upright, commas between them.
    static func list(_ indices: [Written]) -> MathNode {
        let nodes = indices.map { index in
            if case .numeral(let digits) = index { MathNode.text(digits) } else { index.mathNode }
        }
        return .row(Array(nodes.map { [$0] }.joined(separator: [.symbol(",")])))
    }
}

extension MathNode {
    /// Indices below a name that has something above it.
    fileprivate func withIndices(_ indices: MathNode) -> MathNode {
        guard case .scripts(let base, nil, let above) = self else { return .scripts(base: self, sub: indices) }
        return .scripts(base: base, sub: indices, sup: above)
    }

    /// The name of a function, upright, with the digits below it.
    static func function(_ name: String) -> MathNode {
        let (word, digits) = Written.parts(ofFunction: name)
        return digits.isEmpty
            ? .operatorName(name) : .scripts(base: .operatorName(word), sub: .text(digits))
    }
}

extension Written.Sign {
    fileprivate var scalar: Unicode.Scalar {
        switch self {
        case .plus: "+"
        case .minus, .negative: "−"
        case .dot: "·"
        case .times: "×"
        case .relation(let relation): Unicode.Scalar(relation.sign)!
        case .dots: "⋯"
        case .partial: "∂"
        case .elementwise: "⊙"
        case .transposed: "⊤"
        }
    }
}
