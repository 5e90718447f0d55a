extension Model {
    /// The lengths of arrays along their axes, by their names: those that are declared, and those that come out of the equations, as
    /// far as these can be read.
    package var lengthsOfArrays: [String: [String]] {
        var lengths = Dictionary(
            shapes.map { ($0.name.trimmed.text, $0.lengths.map(\.trimmed.text)) },
            uniquingKeysWith: { first, _ in first })
        let names = layers.flatMap { $0.inputs + $0.leftSides }.map(\.trimmed.text)
        var model = self
        // What no layer has yet is no error here.
        model.shapes = shapes.filter { shape in
            let name = shape.name.trimmed.text
            return names.contains { $0 == name || $0.hasPrefix(name + "_") }
        }
        if let arrays = try? ArrayNotation(model, FormulaReader(model)) {
            lengths.merge(arrays.shapes) { declared, _ in declared }
        }
        return lengths
    }
}
