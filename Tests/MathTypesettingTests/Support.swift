import MathTypesetting
import Scene

/// One font for all tests: Latin Modern Math, 1000 units per em.
let math = Result { () throws(FontError) in try MathFont() }

/// The size of all test formulas, in points per em.
let size = 10.0

func set(_ node: MathNode, _ style: MathStyle = .text) throws -> MathBox {
    try math.get().layout(node, size: size, style: style)
}

/// The formula in the characters of a line: `row("y = x")` is three symbols.
func row(_ symbols: String) -> MathNode {
    .row(symbols.unicodeScalars.filter { $0 != " " }.map { .symbol($0) })
}

func sub(_ base: MathNode, _ sub: MathNode) -> MathNode { .scripts(base: base, sub: sub) }
func sup(_ base: MathNode, _ sup: MathNode) -> MathNode { .scripts(base: base, sup: sup) }

/// t with the index 1.
let t1 = sub(.symbol("t"), .number("1"))
/// y with the index 1.
let y1 = sub(.symbol("y"), .number("1"))

/// exp applied to a formula.
func exp(_ argument: MathNode) -> MathNode {
    .row([.operatorName("exp"), .symbol("("), argument, .symbol(")")])
}

extension MathBox {
    /// The origins of the glyphs, rounded to a thousandth of a point.
    var xs: [Double] { glyphs.map { rounded($0.origin.x) } }
    var ys: [Double] { glyphs.map { rounded($0.origin.y) } }
}

func rounded(_ value: Double) -> Double {
    let thousandths = (value * 1000).rounded() / 1000
    return thousandths == 0 ? 0 : thousandths
}
