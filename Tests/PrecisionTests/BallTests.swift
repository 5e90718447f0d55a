import Precision
import TestSupport
import Testing

/// A ball holds the true number, whatever it was computed by; one with more bits lies within one with fewer.
struct BallTests {
    @Test func `three thirds may be one, and differ from it by little`() {
        let balls = Balls(count: 3, precision: 192)
        balls.set(0, numerator: "1", denominator: "3")
        balls.add(0, 0, to: 1)
        balls.add(0, 1, to: 1)
        balls.set(2, to: 1.0)
        balls.subtract(1, 2, to: 1)
        #expect(balls.sign(of: 1) == nil)
        #expect(balls.isSmall(1, power: -189))
    }

    @Test func `what is exact is known to be equal`() {
        let balls = Balls(count: 3, precision: 192)
        balls.set(0, to: 0.75)
        balls.multiply(0, 0, to: 1)
        balls.set(2, to: 0.5625)
        balls.subtract(1, 2, to: 1)
        #expect(balls.sign(of: 1) == 0)
    }

    @Test func `what has no value is undefined, and what is computed from it`() {
        let balls = Balls(count: 4, precision: 192)
        balls.set(0, to: 0.0)
        balls.set(1, to: -1.0)
        balls.set(2, to: 1.5)
        for operation in [
            { balls.divide(1, 0, to: 3) }, { balls.log(0, to: 3) }, { balls.log(1, to: 3) },
            { balls.sqrt(1, to: 3) }, { balls.power(1, 2, to: 3) }, { balls.power(0, 1, to: 3) },
        ] {
            balls.set(3, to: 7.0)
            operation()
            #expect(balls.isUndefined(3))
            balls.add(3, 2, to: 3)
            #expect(balls.isUndefined(3))
        }
    }

    @Test func `to divide by what may be 0 says nothing`() {
        let balls = Balls(count: 3, precision: 192)
        balls.set(0, numerator: "1", denominator: "3")
        balls.subtract(0, 0, to: 1)
        balls.divide(0, 1, to: 2)
        #expect(!balls.isDefined(2) && !balls.isUndefined(2))
    }

    @Test func `what gets lost beside a larger number is noted`() {
        let balls = Balls(count: 3, precision: 192)
        balls.set(0, to: 1.0)
        balls.set(1, to: 1.0, times: -100)
        balls.add(0, 1, to: 2)
        #expect(!balls.hasAbsorbed)
        balls.set(1, to: 1.0, times: -300)
        balls.add(0, 1, to: 2)
        #expect(balls.hasAbsorbed)
        balls.hasAbsorbed = false
        balls.set(1, to: 200.0)
        balls.tanh(1, to: 2)
        #expect(balls.hasAbsorbed)
    }

    @Test func `digits`() {
        let balls = Balls(count: 2, precision: 192)
        for (number, text) in [
            (0, "0"), (0.25, "0.25"), (-1.5, "-1.5"), (1234567, "1234570"), (1e-5, "1e-5"),
            (2.5e100, "2.5e100"),
            (0.001, "0.001"),
        ] {
            balls.set(0, to: number)
            #expect(balls.text(0, digits: 6) == text)
        }
        balls.set(0, to: 1.0)
        balls.set(1, numerator: "1000000000000001", denominator: "1000000000000000")
        #expect(balls.texts(0, 1) == ("1", "1.000000000000001"))
    }

    /// Random programs, with 160 bits and with 640: the two results' balls touch.
    @Test(arguments: 1...4) func `more bits agree with fewer`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (coarse, fine) = (Balls(count: 20, precision: 160), Balls(count: 20, precision: 640))
        let compared = Balls(count: 3, precision: 640)
        var defined = 0
        for _ in 0..<200 {
            var steps: [(Balls) -> Void] = []
            for register in 0..<20 {
                let (a, b) =
                    register == 0
                    ? (0, 0)
                    : (
                        Int.random(in: 0..<register, using: &generator),
                        Int.random(in: 0..<register, using: &generator)
                    )
                let number = Int.random(in: -40...40, using: &generator)
                let choice = register < 4 ? 0 : Int.random(in: 1...14, using: &generator)
                steps.append { balls in
                    switch choice {
                    case 0: balls.set(register, numerator: "\(number)", denominator: "7")
                    case 1: balls.add(a, b, to: register)
                    case 2: balls.subtract(a, b, to: register)
                    case 3: balls.multiply(a, b, to: register)
                    case 4: balls.divide(a, b, to: register)
                    case 5: balls.power(a, b, to: register)
                    case 6: balls.exp(a, to: register)
                    case 7: balls.log(a, to: register)
                    case 8: balls.sqrt(a, to: register)
                    case 9: balls.sin(a, to: register)
                    case 10: balls.cos(a, to: register)
                    case 11: balls.tan(a, to: register)
                    case 12: balls.sinh(a, to: register)
                    case 13: balls.cosh(a, to: register)
                    default: balls.tanh(a, to: register)
                    }
                }
            }
            for balls in [coarse, fine] { for step in steps { step(balls) } }
            for register in 0..<20 {
                if coarse.isUndefined(register) { #expect(!fine.isDefined(register)) }
                guard coarse.isDefined(register), fine.isDefined(register) else { continue }
                compared.set(0, to: register, of: coarse)
                compared.set(1, to: register, of: fine)
                compared.subtract(0, 1, to: 2)
                #expect(compared.sign(of: 2) ?? 0 == 0)
                defined += 1
            }
        }
        #expect(defined > 1000)
    }
}
