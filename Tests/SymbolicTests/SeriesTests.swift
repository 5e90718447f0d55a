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

    /// ∑ x y z − ∑ x z ∑ y z is ∑ x z (y − ∑ y z), as what comes back to a softmax is; but ∑ x y + c ∑ x z stays.
    @Test func `sums that share factors print as one`() throws {
        var algebra = algebra
        let (c, x, y) = (algebra.symbol(Symbol("c")), algebra.symbol(a("x")), algebra.symbol(a("y")))
        let z = algebra.symbol(a("z"))
        func sum(_ factors: Polynomial...) throws -> Polynomial {
            try algebra.series(.sum, over: k, axis: "k", of: algebra.product(factors))
        }
        let weighted = try algebra.difference(sum(x, y, z), algebra.product(sum(x, z), sum(y, z)))
        #expect(
            algebra.expression(weighted).plain
                == "sum_k′2 (x_k′2*z_k′2*(y_k′2-sum_k′1 (y_k′1*z_k′1)))")
        let two = try Polynomial.sum([sum(x, y), algebra.product(c, sum(x, z))])
        #expect(algebra.expression(two).plain == "c*sum_k′1 (x_k′1*z_k′1)+sum_k′1 (x_k′1*y_k′1)")
    }

    @Test func `sums that differ by the name of their index are one`() throws {
        var algebra = algebra
        let j = Symbol.Index.free(axis: "k", 2)
        let first = try algebra.series(.sum, over: k, axis: "k", of: algebra.symbol(a("x")))
        let second = try algebra.series(
            .sum, over: j, axis: "k", of: algebra.symbol(Symbol("x", indices: [j])))
        #expect(first == second)
    }

    @Test func `a sum in a sum keeps its own index`() throws {
        var algebra = algebra
        let (x, y) = (algebra.symbol(a("x")), algebra.symbol(a("y")))
        let inner = try algebra.series(.sum, over: k, axis: "k", of: y)
        let squared = try algebra.product(x, algebra.apply(.exp, to: [algebra.product(x, inner)]))
        let outer = try algebra.series(.sum, over: k, axis: "k", of: squared)
        #expect(
            algebra.expression(outer).plain == "sum_k′2 (x_k′2*exp(x_k′2*sum_k′1 y_k′1))")
    }

    @Test func `a product of powers is a power of products`() throws {
        var algebra = algebra
        let (c, x) = (algebra.symbol(Symbol("c")), algebra.symbol(a("x")))
        let product = try algebra.series(
            .product, over: k, axis: "k", of: algebra.product(c, algebra.power(x, 2)))
        #expect(algebra.expression(product).plain == "c^n*(prod_k′1 x_k′1)^2")
        let exponential = try algebra.series(.product, over: k, axis: "k", of: algebra.apply(.exp, to: [x]))
        #expect(algebra.expression(exponential).plain == "exp(sum_k′1 x_k′1)")
    }

    /// ∑ e_k/S is 1 for S = ∑ e_k, and ∑ (g_k e_k)/S is ∑ g_k y_k for y_k = e_k/S.
    @Test func `definitions are found within a sum`() throws {
        var algebra = algebra
        let bound = Symbol.Index.bound(axis: "k", level: 1)
        let (e, g) = (algebra.symbol(a("e")), algebra.symbol(a("g")))
        let sum = try algebra.series(.sum, over: k, axis: "k", of: e)
        try algebra.define(Symbol("S"), as: sum)
        algebra.know(.nonzero, of: algebra.symbol(Symbol("S")))
        let inverse = try algebra.power(algebra.symbol(Symbol("S")), -1)
        for index in [k, bound] {
            let y = Symbol("y", indices: [index])
            try algebra.define(y, as: algebra.product(algebra.replacing([k: index], in: e), inverse))
        }
        #expect(try algebra.shortest(algebra.product(sum, inverse)) == .one)
        let weighted = try algebra.series(.sum, over: k, axis: "k", of: algebra.product(g, e))
        let short = try algebra.shortest(algebra.product(weighted, inverse))
        #expect(algebra.expression(short).plain == "sum_k′1 (y_k′1*g_k′1)")
    }
}
