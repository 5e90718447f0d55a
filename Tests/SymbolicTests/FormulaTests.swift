import Diagnostics
import Symbolic
import Testing

@Suite struct FormulaTests {
    static let ranges = ["k": 1...3, "i": 1...2]

    private func expression(_ text: SourceSlice, _ bindings: [String: Int] = [:]) throws -> Expression {
        try Formula(text).instantiate(bindings, ranges: Self.ranges)
    }

    /// What is written without needless brackets and blanks prints as it was written.
    @Test(arguments: [
        "a+b-c", "a-(b-c)", "a-(b+c)", "a*b/c", "a/(b*c)", "a/b*c", "a*(b/c)", "a/b/c", "a/(b/c)", "-a*b",
        "a*(-b)",
        "-(a+b)", "-(-a)", "(a+b)*c", "a^2", "(a^b)^c", "(a*b)^2", "(-a)^2", "-a^2", "a^(b+c)", "a^(-1)",
        "exp(a)^2",
        "-t_1/exp(a_1)", "y_1-t_1", "-2*x", "2*(-3)", "(-2)^x", "-2^x", "w_1_2*x", "sqrt(a+b)", "log(exp(x))",
    ])
    func plainIsWhatWasWritten(text: String) throws {
        #expect(try expression(SourceSlice(text)).plain == text)
    }

    @Test func chainsAreOneOperation() throws {
        #expect(try expression("a + b + c") == .sum(["a", "b", "c"].map { .symbol(Symbol($0)) }))
        #expect(try expression("a * b * c") == .product(["a", "b", "c"].map { .symbol(Symbol($0)) }))
    }

    @Test func powersNestToTheRight() throws {
        #expect(try expression("2^3^2").evaluate { _ in 0 } == 512)
    }

    @Test func aSeriesTakesTheFactorAfterIt() throws {
        #expect(try expression("sum_k exp(a_k)").plain == "exp(a_1)+exp(a_2)+exp(a_3)")
        #expect(
            try expression("sum_k (t_k*log(y_k)) * -1").plain == "(t_1*log(y_1)+t_2*log(y_2)+t_3*log(y_3))*(-1)"
        )
        #expect(try expression("sum_i x_i^2 + 1").plain == "x_1^2+x_2^2+1")
        #expect(try expression("prod_i x_i").plain == "x_1*x_2")
        #expect(try expression("sum_i prod_k w_{i,k}").plain == "w_1_1*w_1_2*w_1_3+w_2_1*w_2_2*w_2_3")
    }

    @Test func openIndicesAreBound() throws {
        let formula = try Formula("w_{i,2} * a_k + sum_i x_i")
        #expect(formula.freeIndices == ["i", "k"])
        #expect(
            try formula.instantiate(["i": 7, "k": 4], ranges: Self.ranges).plain == "w_7_2*a_4+(x_1+x_2)")
    }

    @Test func decimalsAreExact() throws {
        #expect(try expression("0.1") == .number(Rational(1, over: 10)))
        #expect(try expression("2.50") == .number(Rational(5, over: 2)))
        #expect(try expression("1e-5") == .number(Rational(1, over: 100_000)))
        #expect(try expression("-1.5E2") == -150)
    }

    @Test func plainNamesReadBack() throws {
        #expect(try expression("w_1_2") == .symbol(Symbol("w", 1, 2)))
        #expect(try expression("w_{1,2}") == .symbol(Symbol("w", 1, 2)))
    }
}
