import Diagnostics
import Symbolic
import Testing

/// Where the line of a formula may end.
struct LinePartTests {
    private func parts(_ text: String) throws -> (inLine: [String], atStart: [String]) {
        let parts = Notation(try Formula(SourceSlice(text)).root, in: .builtUp).lineParts
        return (parts.map(\.inLine.tex), parts.map(\.atStart.tex))
    }

    @Test(arguments: [
        ("a + b*c - d/e", ["a", "+ bc", "- \\frac{d}{e}"]), ("-a - (b - c)", ["-a", "- (b-c)"]),
    ])
    func `before the signs of a sum`(text: String, terms: [String]) throws {
        let parts = try parts(text)
        #expect(parts.inLine.map { $0.filter { $0 != " " } } == terms.map { $0.filter { $0 != " " } })
        #expect(parts.atStart == parts.inLine)
    }

    @Test func `before the factors of a product, with a dot at the start of a line`() throws {
        let product = try parts("(a + b) * log(x) * c")
        #expect(product.inLine == ["(a + b)", "\\log(x)", "c"])
        #expect(product.atStart.dropFirst() == ["\\cdot \\log(x)", "\\cdot c"])
        #expect(try parts("-(a * b)").inLine == ["-a", "b"])
        #expect(try parts("2 * 3").inLine == ["2", "\\cdot 3"])
    }

    @Test(arguments: [
        "x", "log(a + b)", "(a + b) / c", "(a + b)^2", "-(a + b)", "sqrt(a + b)", "sum_k (x_k + c)",
    ])
    func `nowhere in brackets, fractions and roots`(text: String) throws {
        #expect(try parts(text).inLine.count == 1)
    }
}
