import Symbolic

/// Results of a program as sums of numbers times others that are no such sums: x − 2 y + 3.
struct AffineForms {
    private var forms: [Form?] = []

    /// The factor of each result, and what is added to them.
    private struct Form {
        var factors: [Int: Rational] = [:]
        var constant = Rational.zero

        /// With another one added, times a number; nil if numbers get too wide.
        func adding(_ other: Form, times factor: Rational) -> Form? {
            do {
                var sum = self
                sum.constant = try constant.adding(factor.multiplied(by: other.constant))
                for (atom, number) in other.factors {
                    let total = try (factors[atom] ?? .zero).adding(factor.multiplied(by: number))
                    sum.factors[atom] = total == .zero ? nil : total
                }
                return sum
            } catch {
                return nil
            }
        }

        /// Without what an equation says: 0 = `equation`.
        func reduced(by equation: Form, _ pivot: Int) -> Form? {
            guard let factor = factors[pivot] else { return self }
            return factor.opposite(over: equation.factors[pivot]!).flatMap { adding(equation, times: $0) }
        }
    }

    init(_ program: Program) {
        forms.reserveCapacity(program.instructions.count)
        for (index, instruction) in program.instructions.enumerated() {
            forms.append(form(of: instruction, program) ?? Form(factors: [index: 1]))
        }
    }

    private func form(of instruction: Program.Instruction, _ program: Program) -> Form? {
        switch instruction {
        case .constant(let ordinal): return Form(constant: program.constants[ordinal])
        case .operation(let operation, let first, let second):
            guard let x = forms[first] else { return nil }
            let y = second.flatMap { forms[$0] }
            switch operation {
            case .sum: return y.flatMap { x.adding($0, times: 1) }
            case .difference: return y.flatMap { x.adding($0, times: -1) }
            case .negation: return Form().adding(x, times: -1)
            case .product:
                guard let y else { return nil }
                if x.factors.isEmpty { return Form().adding(y, times: x.constant) }
                return y.factors.isEmpty ? Form().adding(x, times: y.constant) : nil
            case .quotient:
                guard let y, y.factors.isEmpty, let factor = try? y.constant.inverted() else { return nil }
                return Form().adding(x, times: factor)
            default: return nil
            }
        case .input, .derivative, .named: return nil
        }
    }

    /// Whether some results can't be 0 while others are positive, for what their sums are alone.
    func areContradictory(zero: [Int], positive: [Int]) -> Bool {
        var equations: [(form: Form, pivot: Int)] = []
        func reduced(_ register: Int) -> Form? {
            equations.reduce(forms[register]) { form, equation in
                form?.reduced(by: equation.form, equation.pivot)
            }
        }
        for register in zero {
            guard let form = reduced(register) else { continue }
            guard let pivot = form.factors.keys.min() else {
                if form.constant != .zero { return true }
                continue
            }
            equations = equations.compactMap { known in
                known.form.reduced(by: form, pivot).map { ($0, known.pivot) }
            }
            equations.append((form, pivot))
        }
        let inequalities = positive.compactMap(reduced)
        for (ordinal, form) in inequalities.enumerated() {
            guard let pivot = form.factors.keys.min() else {
                if !form.constant.isPositive { return true }
                continue
            }
            // Two of which one is the other's opposite but for a number can't both be positive if that is not.
            for other in inequalities[..<ordinal] {
                guard let factor = other.factors[pivot], factor.isNegative != form.factors[pivot]!.isNegative,
                    let scale = form.factors[pivot]!.opposite(over: factor),
                    let sum = form.adding(other, times: scale)
                else { continue }
                if sum.factors.isEmpty, !sum.constant.isPositive { return true }
            }
        }
        return false
    }
}

extension Rational {
    fileprivate var isPositive: Bool { !isNegative && self != .zero }

    /// −a/b, nil if it gets too wide.
    fileprivate func opposite(over divisor: Rational) -> Rational? {
        try? divisor.inverted().multiplied(by: self).negated()
    }
}
