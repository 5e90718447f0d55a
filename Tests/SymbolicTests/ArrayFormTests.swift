import Testing

@testable import Symbolic

/// Formulas with indices as formulas of arrays.
struct ArrayFormTests {
    private let n = Symbol.Index.name("n")
    private let d = Symbol.Index.name("d")
    private let m = Symbol.Index.name("m")

    private func symbol(_ name: String, _ indices: Symbol.Index...) -> Expression {
        .symbol(Symbol(name, indices: indices))
    }

    @Test func `a sum over what two arrays share is a matrix product`() {
        let product = Expression.series(.sum, index: d, symbol("X", n, d) * symbol("W", d, m))
        #expect(product.ofArrays(over: [n, m])?.plain == "X@W")
        #expect(product.ofArrays(over: [m, n])?.plain == "W'@X'")
        let returned = Expression.series(.sum, index: m, symbol("G", n, m) * symbol("W", d, m))
        #expect(returned.ofArrays(over: [n, d])?.plain == "G@W'")
    }

    @Test func `value by value`() {
        let gate = symbol("G", n, m) * (1 - symbol("Y", n, m) * symbol("Y", n, m))
        #expect(gate.ofArrays(over: [n, m])?.plain == "G*(1-Y*Y)")
        #expect((2 * symbol("b", m)).ofArrays(over: [n, m])?.plain == "2*b")
        // What lacks the last axis is repeated over it just with indices.
        #expect((symbol("x", n) + symbol("X", n, m)).ofArrays(over: [n, m]) == nil)
        #expect(symbol("w", d, m).ofArrays(over: [n, m]) == nil)
    }

    @Test func `rows are added up`() {
        let sum = Expression.series(.sum, index: n, symbol("G", n, m))
        #expect(sum.ofArrays(over: [m])?.plain == "sum_n G_n")
    }

    /// The check finds what only looks like the formula.
    @Test func `another formula is found`() {
        let product = Expression.series(.sum, index: d, symbol("X", n, d) * symbol("W", d, m))
        let check = ArrayCheck(product, over: [n, m])
        let (x, w) = (symbol("X"), symbol("W"))
        #expect(check.holds(for: .arrays(.matrixProduct, [x, w])))
        let other = Expression.arrays(.matrixProduct, [.arrays(.transpose, [w]), .arrays(.transpose, [x])])
        #expect(check.holds(for: .arrays(.transpose, [other])))
        for wrong in [
            other, .arrays(.matrixProduct, [w, x]), .arrays(.elementwiseProduct, [x, w]), x * w,
            2 * .arrays(.matrixProduct, [x, w]), .arrays(.matrixProduct, [x, w, w]), x, symbol("V"),
        ] {
            #expect(!check.holds(for: wrong), "\(wrong)")
        }
    }
}
