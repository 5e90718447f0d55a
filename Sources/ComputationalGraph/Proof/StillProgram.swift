import Symbolic

/// A program where nothing is moved: results that differ in that alone are one.
struct StillProgram {
    private(set) var program = Program()
    /// By the result in the program itself.
    private(set) var registers: [Int] = []

    /// - Parameter inputs: the ordinals of those that are no movements.
    init(_ moved: Program, inputs: [Int: Int]) {
        let known = (0..<moved.inputCount).map { _ in program.input() }
        for instruction in moved.instructions {
            switch instruction {
            case .input(let ordinal):
                registers.append(
                    inputs[ordinal] == nil ? program.append(0) : known[ordinal])
            case .operation(.sum, let x, let y?) where isZero(registers[y]): registers.append(registers[x])
            case .operation(let operation, let x, let y):
                registers.append(
                    program.append(.operation(operation, registers[x], y.map { registers[$0] })))
            case .constant(let ordinal): registers.append(program.append(moved.constants[ordinal]))
            case .named: registers.append(program.append(instruction))
            case .derivative(let value, let variable, let place):
                // The movement stays what it is derived by.
                registers.append(program.append(.derivative(of: value, by: variable, at: place), isRun: false))
            }
        }
    }

    private func isZero(_ register: Int) -> Bool { program.constant(register) == .zero }
}
