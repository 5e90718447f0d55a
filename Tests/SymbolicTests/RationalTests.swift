import Diagnostics
import TestSupport
import Testing

@testable import Symbolic

@Suite struct RationalTests {
    private static func number(_ text: String) throws -> Rational {
        guard case .number(let number) = try Formula(.init(text)).instantiate() else {
            throw ArithmeticError.overflow
        }
        return number
    }

    @Test func lowestTerms() throws {
        #expect(try Rational(6, over: -4) == Rational(-3, over: 2))
        #expect(try Rational(0, over: -7) == 0)
        #expect(try Rational(1, over: 6).adding(Rational(1, over: 3)) == Rational(1, over: 2))
        #expect(try Rational(2, over: 3).multiplied(by: Rational(9, over: 4)) == Rational(3, over: 2))
        #expect(try Rational(2, over: 3).raised(to: -3) == Rational(27, over: 8))
    }

    @Test func `numbers wider than a machine integer are exact`() throws {
        #expect(try Rational(Int.max).adding(1).description == "9223372036854775808")
        #expect(try Rational(Int.max).multiplied(by: 2).description == "18446744073709551614")
        #expect(try Rational(Int.min).negated().description == "9223372036854775808")
        #expect(try Rational(Int.min, over: -1) == Rational(2).raised(to: 63))
        #expect(try Rational(1, over: Int.min).description == "-1/9223372036854775808")
        #expect(
            try Rational(3).raised(to: 100).description == "515377520732011331036461129765621272702107522001")
        #expect(try Self.number("0.1000000000000000000000000000001").numerator.description == "1\(zeros(29))1")
    }

    @Test func `what fits a machine integer again is equal to it`() throws {
        let wide = try Rational(7).raised(to: 50)
        #expect(try wide.multiplied(by: wide.inverted()) == 1)
        #expect(try wide.adding(5).adding(wide.negated()) == 5)
        #expect(try wide.adding(5).adding(wide.negated()).hashValue == Rational(5).hashValue)
        #expect(try Rational(Int.max, over: 3).multiplied(by: Rational(3, over: Int.max)) == 1)
        #expect(try Rational(1).raised(to: Int.max) == 1)
        #expect(wide.integer == nil && wide.isInteger)
        #expect(try wide.inverted().denominator == wide)
    }

    @Test func `beyond the most digits there is an error, at once`() throws {
        let start = ContinuousClock.now
        #expect(throws: ArithmeticError.overflow) { try Rational(3).raised(to: 1 << 40) }
        #expect(throws: ArithmeticError.overflow) { try Rational(2).raised(to: Int.min) }
        #expect(throws: ArithmeticError.overflow) { try Rational(10).raised(to: Rational.mostDigits) }
        #expect(throws: ArithmeticError.overflow) { try Rational(10).raised(to: -Rational.mostDigits) }
        #expect(try Rational(10).raised(to: Rational.mostDigits - 1).description.count == Rational.mostDigits)
        for text in Self.tooLong {
            #expect(throws: Diagnostic.self) { try Self.number(text) }
        }
        #expect(try Self.number("0.\(zeros(3000))") == 0)
        #expect(try Self.number("1\(zeros(1500))e-1000") == Rational(10).raised(to: 500))
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func `division by zero is an error`() {
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(1, over: 0) }
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(Int.min, over: 0) }
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(0).inverted() }
    }

    /// Of random numbers of all widths around those of machine integers.
    @Test func `the laws of arithmetic hold at all widths`() throws {
        var generator = SeededGenerator(seed: 1)
        func random() throws -> Rational {
            func integer() throws -> Rational {
                let shift = Int.random(in: 0...62, using: &generator)
                let part = Rational(Int.random(in: Int.min...Int.max, using: &generator) >> shift)
                return Bool.random(using: &generator) ? part : try part.multiplied(by: part).adding(1)
            }
            let below = try integer()
            return try integer().multiplied(by: below == 0 ? 1 : below.inverted())
        }
        for _ in 0..<2000 {
            let (a, b, c) = (try random(), try random(), try random())
            #expect(try a.adding(b).adding(c) == a.adding(b.adding(c)))
            #expect(try a.adding(b) == b.adding(a))
            #expect(try a.adding(b).adding(b.negated()) == a)
            #expect(try a.multiplied(by: b.adding(c)) == a.multiplied(by: b).adding(a.multiplied(by: c)))
            #expect(try b == 0 || a.multiplied(by: b).multiplied(by: b.inverted()) == a)
            #expect(try a.numerator.multiplied(by: a.denominator.inverted()) == a)
            let divisor = try a.commonDivisor(with: b)
            #expect(try divisor == 0 || a.multiplied(by: divisor.inverted()).isInteger)
            #expect(try divisor == 0 || b.multiplied(by: divisor.inverted()).isInteger)
            // Both are right to half a unit in the last place.
            #expect(
                abs(a.doubleValue - a.numerator.doubleValue / a.denominator.doubleValue) <= 2
                    * a.doubleValue.ulp)
        }
    }

    @Test(arguments: [
        ("9007199254740993", 9_007_199_254_740_992), ("9007199254740995", 9_007_199_254_740_996),
        ("9007199254740993.0000000001", 9_007_199_254_740_994), ("0.1", 0.1), ("1e23", 1e23), ("1e308", 1e308),
        ("1.7976931348623157e308", .greatestFiniteMagnitude), ("1.797693134862315808e308", .infinity),
        ("1e400", .infinity), ("5e-324", .leastNonzeroMagnitude), ("2.4703282292062327e-324", 0),
        ("2.4703282292062328e-324", .leastNonzeroMagnitude), ("1e-400", 0),
        ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
    ])
    func `in floating point it is the nearest`(text: String, value: Double) throws {
        #expect(try Self.number(text).doubleValue == value)
        #expect(try Self.number(text).negated().doubleValue == -value)
    }

    private static let tooLong = [
        "1e999999999", "1e99999999999999999999", "1e-999999999", "1" + String(repeating: "0", count: 1000),
        "0." + String(repeating: "0", count: 1000) + "1",
    ]

    private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}
