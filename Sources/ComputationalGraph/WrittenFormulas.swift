import Diagnostics
import Symbolic

/// The formulas of a model as they are written, each read once; what its names mean is another question.
struct WrittenFormulas: Sendable {
    let functions: Functions
    private var equations: [Place: Equation] = [:]
    private var formulas: [Place: Formula] = [:]

    private struct Place: Hashable {
        let source: ObjectIdentifier
        let range: Range<Int>

        init(_ slice: SourceSlice) {
            source = ObjectIdentifier(slice.source)
            range = slice.range
        }
    }

    /// - Throws: `Diagnostic` for a function that does not fit. What can't be read is told where it is asked for.
    init(_ model: Model) throws {
        functions = try model.functionTable()
        for layer in model.layers {
            for line in layer.equationLines { equations[Place(line)] = try? Equation(line, functions) }
            let gradients = layer.gradients + layer.upstream
            let names = layer.inputs + layer.constants + layer.outputs + layer.leftSides
            for name in names + gradients.flatMap({ [$0.value, $0.name].compactMap(\.self) }) {
                formulas[Place(name)] = try? Formula(name, functions)
            }
        }
    }

    func equation(_ line: SourceSlice) throws -> Equation {
        try equations[Place(line)] ?? Equation(line, functions)
    }

    func formula(_ slice: SourceSlice) throws -> Formula {
        try formulas[Place(slice)] ?? Formula(slice, functions)
    }
}
