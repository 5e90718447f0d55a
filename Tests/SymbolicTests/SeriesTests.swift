import Symbolic
import Testing

/// Sums and products over an axis.
struct SeriesTests {
    private let k = Symbol.Index.free(axis: "k", 1)
    private var algebra: Algebra

    init() {
        algebra = Algebra()
        algebra.setSize(of: "k", to: algebra.symbol(Symbol("n")))
    }

    private func a(_ name: String) -> Symbol { Symbol(name, indices: [k]) }

    @Test func `what does not depend on the index stands outside`() throws {
        var algebra = algebra
        let (c, x, y) = (algebra.symbol(Symbol("c")), algebra.symbol(a("x")), algebra.symbol(a("y")))
        let sum = try algebra.series(
            .sum, over: k, axis: "k", of: algebra.product(c, .sum([algebra.product(x, y), x, c])))
        #expect(algebra.expression(sum).plain == "c*(n*c+sum_k′1 x_k′1+sum_k′1 (x_k′1*y_k′1))")
    }
}
