import Symbolic
import Testing

@Suite struct RationalTests {
    @Test func lowestTerms() throws {
        #expect(try Rational(6, over: -4) == Rational(-3, over: 2))
        #expect(try Rational(0, over: -7) == 0)
        #expect(try Rational(1, over: 6).adding(Rational(1, over: 3)) == Rational(1, over: 2))
        #expect(try Rational(2, over: 3).multiplied(by: Rational(9, over: 4)) == Rational(3, over: 2))
        #expect(try Rational(2, over: 3).raised(to: -3) == Rational(27, over: 8))
    }

    @Test func overflowIsAnError() {
        #expect(throws: ArithmeticError.overflow) { try Rational(Int.max).adding(1) }
        #expect(throws: ArithmeticError.overflow) { try Rational(Int.max).multiplied(by: 2) }
        #expect(throws: ArithmeticError.overflow) { try Rational(Int.min).negated() }
        #expect(throws: ArithmeticError.overflow) { try Rational(Int.min, over: -1) }
        #expect(throws: ArithmeticError.overflow) { try Rational(3).raised(to: 1 << 40) }
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(1, over: 0) }
        #expect(throws: ArithmeticError.divisionByZero) { try Rational(0).inverted() }
    }

    @Test func whatFitsDoesNotOverflowOnTheWay() throws {
        #expect(try Rational(Int.max, over: 3).multiplied(by: Rational(3, over: Int.max)) == 1)
        #expect(try Rational(1).raised(to: Int.max) == 1)
    }
}
