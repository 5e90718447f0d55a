import Symbolic
import Testing

/// What is known of signs, and what it is good for.
struct FactsTests {
    /// A formula in its shortest form, after some definitions, with facts that are stated.
    private func shortest(
        _ formula: String, positive: [String] = [], nonzero: [String] = [], _ equations: String...
    ) throws -> String {
        var algebra = Algebra()
        func polynomial(_ text: String) throws -> Polynomial {
            let expression = try Formula(.init(text)).instantiate()
            var symbols: [Symbol: Polynomial] = [:]
            for symbol in expression.symbols { symbols[symbol] = algebra.symbol(symbol) }
            return try algebra.polynomial(expression) { symbols[$0]! }
        }
        for text in positive { algebra.know(.positive, of: try polynomial(text)) }
        for text in nonzero { algebra.know(.nonzero, of: try polynomial(text)) }
        for text in equations {
            let equation = try Equation(.init(text))
            let right = try polynomial(equation.right.place.text)
            if case .symbol(let name) = try equation.left.instantiate() {
                try algebra.define(name, as: right)
            } else {
                let left = try polynomial(equation.left.place.text)
                try algebra.relate(left, right)
            }
        }
        let long = try polynomial(formula)
        return algebra.expression(try algebra.shortest(long)).plain
    }

    @Test func `a root of a square needs a sign`() throws {
        #expect(try shortest("sqrt(x^2)") == "sqrt(x^2)")
        #expect(try shortest("sqrt(x^2)", positive: ["x"]) == "x")
        #expect(try shortest("sqrt(exp(x)^2)") == "exp(x)")
        #expect(try shortest("sqrt(x^4)") == "x^2")
        #expect(try shortest("sqrt(x^2*y^4)", positive: ["x"]) == "x*y^2")
        #expect(try shortest("(x^2)^0.5") == "(x^2)^0.5")
    }

    @Test func `a logarithm of a power too`() throws {
        #expect(try shortest("log(x^2)") == "log(x^2)")
        #expect(try shortest("log(x^2)", positive: ["x"]) == "2*log(x)")
        #expect(try shortest("log(x^2)", nonzero: ["x"]) == "log(x^2)")
        #expect(try shortest("log(exp(x)^3)") == "3*x")
    }

    @Test func `what is divided by has to be known not to be 0`() throws {
        #expect(try shortest("x*z", "y = x*z*w") == "x*z")
        #expect(try shortest("x*z*u*v", "y = x*z*u*v*w") == "x*z*u*v")
        #expect(try shortest("x*z*u*v", nonzero: ["w"], "y = x*z*u*v*w") == "y/w")
        #expect(try shortest("x*z*u*v", "y = x*z*u*v*exp(w)") == "y/exp(w)")
    }

    @Test func `facts pass through definitions, both ways`() throws {
        // y is not 0, so neither are its factors.
        #expect(try shortest("a*b*c*d", nonzero: ["y"], "y = a*b*c*d*e") == "y/e")
        // A sum of positive terms is positive, and so is its name.
        #expect(try shortest("u*v*w*x", "S = exp(a) + exp(b)", "p = S*u*v*w*x") == "p/S")
        #expect(try shortest("u*v*w*x", "S = exp(a) - exp(b)", "p = S*u*v*w*x") == "u*v*w*x")
        // p q r = 1
        #expect(try shortest("u*v*w*x", "p*q*r = 1", "y = p*u*v*w*x") == "y/p")
    }
}
