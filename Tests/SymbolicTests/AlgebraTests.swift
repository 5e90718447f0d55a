import Symbolic
import Testing

@Suite struct AlgebraTests {
    /// An algebra, with definitions and assumptions as equations, in which a formula is made short.
    private func shortest(_ formula: String, _ equations: String...) throws -> (form: Expression, length: Int) {
        var algebra = Algebra()
        func polynomial(_ text: Formula) throws -> Polynomial {
            let expression = try text.instantiate()
            var symbols: [Symbol: Polynomial] = [:]
            for symbol in expression.symbols { symbols[symbol] = algebra.symbol(symbol) }
            try algebra.know(isDefined: expression) { symbols[$0]! }
            return try algebra.polynomial(expression) { symbols[$0]! }
        }
        for text in equations {
            let equation = try Equation(.init(text))
            let right = try polynomial(equation.right)
            if case .symbol(let name) = try equation.left.instantiate() {
                try algebra.define(name, as: right)
            } else {
                let left = try polynomial(equation.left)
                try algebra.relate(left, right)
            }
        }
        let long = try polynomial(Formula(.init(formula)))
        let short = try algebra.shortest(long)
        return (algebra.expression(short), algebra.length(of: short))
    }

    @Test(arguments: [
        ("a*b*a", "a^2*b"), ("(a+b)*(a-b)", "a^2-b^2"), ("a/b/a", "1/b"), ("2*a-3*a", "-a"), ("a-a", "0"),
        ("1/2+1/3", "5/6"), ("exp(a)*exp(-a)", "1"), ("exp(a+b)", "exp(a)*exp(b)"), ("exp(2*a)", "exp(a)^2"),
        ("log(exp(a))", "a"), ("exp(log(a))", "a"), ("sqrt(a)*sqrt(a)", "a"), ("1/(a+b)*(a+b)", "1"),
        ("(2*a+2*b)/(a+b)", "2"), ("(b-a)/(a-b)", "-1"), ("x^0.5*x^0.5", "(x^0.5)^2"), ("log(1)+exp(0)", "1"),
        ("exp(x)/(S*exp(m))", "exp(x-m)/S"), ("exp(a-b)*exp(c)", "exp(a+c-b)"),
        ("exp(x)^2/exp(m)*y", "y*exp(2*x-m)"), ("1/exp(x)", "exp(-x)"), ("y/exp(x)", "y/exp(x)"),
        ("exp(-x)/(1+exp(-x))", "1/(exp(x)+1)"), ("sinh(x)/cosh(x)", "tanh(x)"), ("sin(x)/cos(x)", "tan(x)"),
        ("1-sigmoid(-x)", "sigmoid(x)"), ("tanh(x)+tanh(-x)", "0"), ("(x/sqrt(2))^2", "x^2/2"),
        ("a*x^(a-1)/x^a", "a/x"), ("(1-x)^(a-1)/(1-x)^a", "1/(1-x)"), ("x*exp(-y)/2", "x*exp(-y)/2"),
        ("x/(1+0.044715*x^2)", "x/(0.044715*x^2+1)"),
        ("sqrt(2)*(x+0.044715*x^3)", "x*sqrt(2)*(0.044715*x^2+1)"),
        ("max(0,x)*[x>0]", "max(0,x)"), ("[x>0]*max(0,x)", "max(0,x)"), ("relu(x)*[x>0]*y", "y*relu(x)"),
        ("[x>=0]*sign(x)", "[x>0]"),
        ("[x<=0]*sign(x)", "-[x<0]"), ("[1-x*y>0]", "[x*y<1]"), ("[x+3>0]", "[x>-3]"),
        ("[x+1-y>=0]", "[x+1>=y]"), ("[x-1=0]", "[x=1]"),
    ])
    func canonicalForms(formula: String, expected: String) throws {
        #expect(try shortest(formula).form.plain == expected)
    }

    @Test func positiveTermsComeFirstAndNumbersLast() throws {
        #expect(try shortest("-t+y").form.plain == "y-t")
        #expect(try shortest("1+x").form.plain == "x+1")
        #expect(try shortest("1-x").form.plain == "1-x")
        #expect(try shortest("-x-1").form.plain == "-(x+1)")
    }

    @Test func aCommonFactorStandsOutsideWhenThatIsNoLonger() throws {
        #expect(try shortest("2*y-2*t").form.plain == "2*(y-t)")
        #expect(try shortest("y-y^2").form.plain == "y*(1-y)")
        #expect(try shortest("-S*t-S*u").form.plain == "-S*(t+u)")
        #expect(try shortest("x/s-m/s").form.plain == "(x-m)/s")
    }

    @Test func namesReplaceWhatTheyStandFor() throws {
        #expect(try shortest("e/S-t", "y = e/S").form.plain == "y-t")
        #expect(try shortest("t*e/y", "y = e/S").form.plain == "S*t")
        #expect(try shortest("e^2/S^2", "y = e/S").form.plain == "y^2")
        #expect(try shortest("2*a*x+2*b*x", "c = a+b").form.plain == "2*c*x")
        #expect(try shortest("1/(a+b)", "c = a+b").form.plain == "1/c")
    }

    @Test func assumptionsShorten() throws {
        #expect(try shortest("S*t+S*u+S*v", "t+u+v = 1").form.plain == "S")
        #expect(try shortest("x*t+x*u", "t+u+v = 1").form.plain == "x*(t+u)")
        #expect(try shortest("x*t+x*u+x*v+x*w", "t+u+v = 1").form.plain == "x*(w+1)")
        #expect(try shortest("t/y", "t+u+v = 1").form.plain == "t/y")
        #expect(try shortest("a*x-b*x", "a*1 = b").form.plain == "0")
    }

    @Test func productsKeepTheirBracketsWhereThatIsShorter() throws {
        func product(_ left: String, _ right: String) throws -> String {
            var algebra = Algebra()
            let factors = try [left, right].map { text in
                let expression = try Formula(.init(text)).instantiate()
                var symbols: [Symbol: Polynomial] = [:]
                for symbol in expression.symbols { symbols[symbol] = algebra.symbol(symbol) }
                return try algebra.polynomial(expression) { symbols[$0]! }
            }
            let product = try algebra.shortestProduct(factors[0], factors[1])
            #expect(algebra.length(of: product) == algebra.expression(product).printedLength)
            return algebra.expression(product).plain
        }
        #expect(try product("y-t", "1-y^2") == "(y-t)*(1-y^2)")
        #expect(try product("x+1", "x-1") == "x^2-1")
        #expect(try product("-2*x", "y-t") == "2*x*(t-y)")
        #expect(try product("1/x", "x^2+x*y") == "x+y")
        #expect(try product("x+y", "0") == "0")
    }

    @Test func theDerivativeOfTheSigmoid() throws {
        #expect(try shortest("y^2*exp(-x)", "y = 1/(1+exp(-x))").form.plain == "y*(1-y)")
        #expect(try shortest("(1-t)*y/(1-y)*exp(-x)*y - t*y*exp(-x)", "y = 1/(1+exp(-x))").form.plain == "y-t")
    }

    /// The length that the search goes by is that of the printed form.
    @Test(arguments: [
        "a", "-a", "2*a", "-3*a/(5*b)", "1/(a*b)", "a^2/b^3", "exp(a)*log(a+b)", "2*y-2*t", "-a-b", "(a+b)^3/c",
        "0", "7",
        "x/s-m/s", "1/a-1/b", "-t/exp(a)", "0.5*a", "exp(1.5*a)*b", "b/exp(3*a/4)", "exp(0.044715*a)^2",
    ])
    func lengthIsThatOfThePrint(formula: String) throws {
        let (form, length) = try shortest(formula)
        #expect(length == form.printedLength)
    }

    @Test(arguments: [
        ("0.5*x+0.25*x", "0.75*x"), ("0.5*x*2", "x"), ("x/2", "x/2"), ("1.5*x/2", "0.75*x"), ("0.5*x/3", "x/6"),
        ("0.1*x*(1/3)*3", "0.1*x"), ("3*0.044715*x^2", "0.134145*x^2"), ("x/2.5", "0.4*x"),
        ("exp(2^80*log(x))", "exp(1208925819614629174706176*log(x))"),
        ("exp(2^80*x)", "exp(1208925819614629174706176*x)"),
        ("0.5*x+1.5*y", "0.5*(x+3*y)"), ("exp(0.044715*x)", "exp(0.044715*x)"), ("exp(1.5*x)", "exp(1.5*x)"),
        ("exp(3*x/2)", "exp(3*x/2)"), ("1e-9*x*1e-9", "1e-18*x"), ("x*1e9+x", "1000000001*x"),
        ("1e-6*x*0.5", "5e-7*x"), ("x^0.5*y", "y*x^0.5"), ("x-0.1*x", "0.9*x"),
    ])
    func `what comes from a decimal is a decimal where that is exact`(formula: String, expected: String) throws
    {
        #expect(try shortest(formula).form.plain == expected)
    }

    @Test func tooLargeNumbersAreAnError() throws {
        #expect(try shortest("9000000000000000000*x*3").form.plain == "27000000000000000000*x")
        #expect(throws: ArithmeticError.overflow) { try shortest("2^1000000000*x") }
        #expect(throws: ArithmeticError.overflow) { try shortest("x^100000000000000000000") }
        #expect(throws: ArithmeticError.overflow) { try shortest("(x^9000000000000000000)^2") }
        #expect(throws: ArithmeticError.divisionByZero) { try shortest("x/(y-y)") }
    }
}

extension Expression {
    /// Names, numbers and operators, counted in the tree.
    fileprivate var printedLength: Int {
        switch self {
        case .number(let number): (number.isNegative ? 1 : 0) + (number.isFraction ? 3 : 1)
        case .symbol: 1
        case .operation(.sum, let parts):
            // The sign of a term is the operator before it.
            parts.enumerated().reduce(parts.count - 1) { length, part in
                let sign =
                    switch part.element {
                    case .operation(.negation, _): 1
                    case .number(let number): number.isNegative ? 1 : 0
                    default: 0
                    }
                return length + part.element.printedLength - (part.offset > 0 ? sign : 0)
            }
        case .operation(.product, let parts): parts.reduce(parts.count - 1) { $0 + $1.printedLength }
        case .operation(_, let parts): parts.reduce(1) { $0 + $1.printedLength }
        case .arrays(_, let parts): parts.reduce(1) { $0 + $1.printedLength }
        case .series(_, _, _, let part): 1 + part.printedLength
        }
    }
}
