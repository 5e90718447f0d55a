import ComputationalGraph
import Diagnostics

extension InputNumbers {
    /// Reads numbers for several templates, from a text in YAML or JSON: a mapping such as `{ a_1: 0.3, x_k: [1, 2] }`.
    ///
    /// - Throws: a `Diagnostic` for what is no such mapping.
    public init(_ source: SourceText) throws {
        guard let root = try TemplateNode.parse(source) else {
            throw SourceSlice(source, 0..<0).error("there are no numbers: the text is empty")
        }
        try self.init(root, isShared: true)
    }

    /// Reads arguments of a command, `a_1=0.3` or `x_k=[1, 2]`, each a text of its own.
    public init(arguments: [SourceText]) throws {
        let entries = try arguments.map { argument in
            let place = SourceSlice(argument, 0..<argument.utf8.count)
            let text = place.text
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { throw Self.noPair(place) }
            let name = SourceSlice(argument, 0..<text.utf8.distance(from: text.startIndex, to: sign))
            // The value as it would stand alone, at its place.
            let padding = String(
                repeating: " ", count: text.unicodeScalars.distance(from: text.startIndex, to: sign) + 1)
            let value = SourceText(padding + text[text.index(after: sign)...], name: argument.name)
            guard let node = try? TemplateNode.parse(value) else { throw Self.noPair(place) }
            let numbers: Value
            do { numbers = try Value(TemplateNode(node: node.node, source: argument)) } catch is Diagnostic
                where !node.node.isSequence
            { throw Self.noPair(place) }
            return Entry(name, numbers, at: place)
        }
        self.init(entries, at: entries.first?.place ?? SourceSlice(""), isShared: true)
    }

    private static func noPair(_ place: SourceSlice) -> Diagnostic {
        place.error("an input is set by its name and a number, such as a_1=0.3")
    }

    init(_ node: TemplateNode, isShared: Bool) throws {
        let entries = try node.entries(
            orError: "numbers are a mapping such as { a_1: 0.3, x_k: [1, 2, 3] }")
        let numbers = try entries.map { key, value in
            let name = try key.text("the name of an input")
            if value.isEmpty { throw name.error("‘\(name.text)’ has no number") }
            return Entry(name, try Value(value), at: name)
        }
        self.init(numbers, at: node.slice, isShared: isShared)
    }
}

extension InputNumbers.Value {
    fileprivate init(_ node: TemplateNode) throws {
        if case .sequence = node.node {
            self = .list(try node.items.map(Self.init), at: node.slice)
            return
        }
        let text = try node.text("a number")
        guard let number = Number(text.text) else {
            throw text.error("a number is written as 0.3, -2, 1e-3 or 1/3")
        }
        guard number.doubleValue.isFinite else {
            throw text.error("this is beyond the largest number there is in floating point, 1.8e308")
        }
        self = .number(number, at: text)
    }
}
