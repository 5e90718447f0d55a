import Gradfig

/// The graph that equations are checked against.
private let graph = Result {
    let template = """
        title: Fuzzing
        index: { k: 1...2 }
        layers: { name: f, input: x_k, equations: S = sum_k exp(x_k), output: S }
        """
    return try FigureSet(SourceText(template, name: "template")).graph
}

private let renderer = Result { try FigureRenderer() }

/// Reads any bytes as what is written in a template: a formula, which is computed, and an equation, which is checked
/// and printed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do {
        try readAsFormula(text)
        try readAsEquation(text)
    } catch {
        fatalError("\(error)")
    }
    return 0
}

private func readAsFormula(_ text: String) throws {
    // A template refuses sums in sums, which grow without bounds, by the size of the graph.
    guard text.ranges(of: "sum").count + text.ranges(of: "prod").count < 6 else { return }
    do {
        let formula = try Formula(SourceSlice(text, name: "formula"))
        let bindings = Dictionary(formula.freeIndices.map { ($0, 1) }) { first, _ in first }
        let expression = try formula.instantiate(bindings, ranges: ["i": 1...2, "k": 1...2])
        try checkThatItReads(expression)
    } catch let error as Diagnostic {
        check(error, "formula", text)
    }
}

/// What is printed means what it was printed from; but for -0, which reads as the number 0, and for brackets of their
/// own in every level of what is nested.
private func checkThatItReads(_ expression: Expression) throws {
    let plain = expression.plain
    if plain.contains("-0") { return }
    func value(_ expression: Expression) -> Double {
        expression.evaluate { 1 + 1 / Double($0.name.utf8.count) }
    }
    do {
        let again = try Formula(SourceSlice(plain, name: "plain")).instantiate()
        let (expected, found) = (value(expression), value(again))
        guard expected.isFinite, found.isFinite else { return }
        guard abs(expected - found) <= 1e-9 * max(abs(expected), abs(found)) else {
            fatalError("\(plain) reads as \(again.plain): \(found), not \(expected)")
        }
    } catch let error as Diagnostic where error.message.hasPrefix("nested deeper") {
    }
}

private func readAsEquation(_ text: String) throws {
    do {
        try graph.get().check(Statement(SourceSlice(text, name: "formula")))
    } catch let error as Diagnostic {
        return check(error, "formula", text)
    }
    let escaped = text.reduce(into: "") { escaped, character in
        escaped += character == "\\" || character == "\"" ? "\\\(character)" : String(character)
    }
    let template = """
        title: Fuzzing
        layers: { name: f, input: x, equations: y = x, output: y }
        equations: { id: e, formula: "\(escaped)" }
        """
    do {
        let equations = try Template(SourceText(template, name: "template")).equations
        let drawn = try renderer.get().render(equations, as: [.svg])
        precondition(drawn.count == 1 && !drawn[0].bytes.isEmpty)
    } catch let error as Diagnostic {
        check(error, "template", template)
    } catch is LayoutError {
    }
}

/// An error stands at a place in the text.
private func check(_ error: Diagnostic, _ name: String, _ text: String) {
    precondition(error.place.range.upperBound <= text.utf8.count)
    precondition(error.description.hasPrefix("\(name):"))
}
