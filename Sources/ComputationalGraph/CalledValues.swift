import Diagnostics
import Symbolic

/// The values of functions that are drawn as one node each. One that no equation names is called as it is written, by an equation
/// of its own, and what follows is written with it, as with other names: of `y = w * sigma(x)` the gradient w σ(x) (1 − σ(x)).
struct CalledValues: Sendable {
    /// The values that are called so, by their names.
    private(set) var values: [String: CalledValue] = [:]
    /// For each layer the equations of each of its lines that has such a call.
    private var equations: [[Int: [Equation]]] = []
    private let functions: Functions
    /// What a call is named by in a layer.
    private var names: [Key: Name] = [:]
    /// The equations that have been found in a line.
    private var found: [Equation] = []
    /// Whether no further names are given, as in a formula that is no equation, and whether it has one of those there are.
    private var (isComplete, hasName) = (false, false)

    /// A call with its open indices numbered.
    private struct Key: Hashable {
        let layer: Int
        let call: String
    }

    private struct Name {
        let name: String
        /// For each of its indices the number in the key.
        let indices: [Int]
    }

    /// - Parameter meant: what a formula means as it is written.
    init(_ model: Model, _ written: WrittenFormulas, meant: (Formula) -> Formula) {
        functions = written.functions
        if functions.drawn == .some([]) { return }
        for (layer, lines) in model.layers.map(\.equationLines).enumerated() {
            let lines = lines.map { try? written.equation($0) }
            for case let equation? in lines { addName(of: equation, in: layer, meant) }
            equations.append([:])
            for case (let line, let equation?) in lines.enumerated() {
                found = []
                let right = named(equation.right.root, in: layer, [], of: equation.left.root, meant)
                equations[layer][line] = found + [Equation(left: equation.left, right: Formula(right))]
            }
        }
    }

    /// The equations of a line, the last one its own; nil where it can't be read.
    func equations(ofLine line: Int, in layer: Int) -> [Equation]? {
        equations.isEmpty ? nil : equations[layer][line]
    }

    /// A formula with the names of the calls in it that have one.
    ///
    /// - Parameter meant: what a formula means as it is written.
    func naming(_ formula: Formula, meant: (Formula) -> Formula) -> Formula {
        var copy = self
        copy.isComplete = true
        for layer in equations.indices {
            let named = copy.named(formula.root, in: layer, [], meant)
            if copy.hasName { return Formula(named) }
        }
        return formula
    }

    /// A call that is all of a formula, from a place in its frames on, if it is one that has a name.
    private func call(_ syntax: Syntax, at place: Int) -> (function: String, arguments: [Syntax])? {
        guard case .enters(.function(let function, let arguments)) = syntax.frames[place],
            functions.drawn.contains(function), functions.isOfSingleValues(function)
        else { return nil }
        var depth = 0
        for frame in syntax.frames[place...] {
            if case .enters = frame { depth += 1 } else { depth -= 1 }
            if depth == 0 { return nil }
        }
        return (function, arguments)
    }

    /// Takes note of what an equation calls the value of a function.
    private mutating func addName(of equation: Equation, in layer: Int, _ meant: (Formula) -> Formula) {
        let right = equation.right.root
        guard !right.frames.isEmpty, let (function, arguments) = call(right, at: 0),
            case .symbol(let left) = meant(equation.left).root.kind
        else { return }
        let (key, open) = key(of: function, arguments, in: layer, meant)
        let indices = left.indices.compactMap { index in
            if case .name(let name) = index { open.firstIndex(of: name) } else { nil }
        }
        guard indices.count == left.indices.count, Set(indices).count == open.count, names[key] == nil else {
            return
        }
        names[key] = Name(name: left.name, indices: indices)
    }

    /// What a call is known as, and its open indices.
    private func key(
        of function: String, _ arguments: [Syntax], in layer: Int, _ meant: (Formula) -> Formula
    ) -> (Key, open: [String]) {
        let arguments = arguments.map { meant(Formula($0)).root }
        var open: [String] = []
        for index in arguments.flatMap(\.freeIndices) where !open.contains(index) { open.append(index) }
        let numbers = Dictionary(
            uniqueKeysWithValues: open.enumerated().map { ($1, Syntax.Index.name("\($0)′")) })
        let numbered = arguments.map { $0.replacingOpenIndices(numbers) }
        return (Key(layer: layer, call: Notation(.function(function, numbered), in: .linear).plain), open)
    }

    /// A formula with names for the calls in it.
    ///
    /// - Parameters:
    ///   - outer: for each call that it is a part of, whether that is an `if`.
    ///   - left: what it defines, if it is a whole equation.
    private mutating func named(
        _ syntax: Syntax, in layer: Int, _ outer: [Bool], of left: Syntax? = nil, _ meant: (Formula) -> Formula
    ) -> Syntax {
        var outer = outer
        for (place, frame) in syntax.frames.enumerated() {
            switch frame {
            case .enters(let call):
                if outer.isEmpty, let (function, arguments) = self.call(syntax, at: place) {
                    let given = arguments.map { named($0, in: layer, [], meant) }
                    return named(
                        function, arguments, given, in: layer, of: place == 0 ? left : nil, syntax, meant
                    ).inside(syntax.frames[..<place])
                }
                if case .choice = call { outer.append(true) } else { outer.append(false) }
            case .leaves:
                // A branch may have a value only where it is taken.
                if outer.last == false { outer.removeLast() }
            }
        }
        switch syntax.kind {
        case .number, .symbol, .index, .boundedSeries, .derivative: return syntax
        case .operation(let operation, let operands):
            return syntax.with(.operation(operation, operands.map { named($0, in: layer, outer, meant) }))
        case .arrays(let operation, let operands):
            return syntax.with(.arrays(operation, operands.map { named($0, in: layer, outer, meant) }))
        case .series(let series, let index, let head, let part):
            return syntax.with(.series(series, index: index, head: head, named(part, in: layer, outer, meant)))
        }
    }

    /// The name of a call, or the call itself where it is all that `left` is.
    ///
    /// - Parameter given: the arguments with names for the calls in them.
    private mutating func named(
        _ function: String, _ arguments: [Syntax], _ given: [Syntax], in layer: Int, of left: Syntax?,
        _ syntax: Syntax, _ meant: (Formula) -> Formula
    ) -> Syntax {
        var (key, open) = key(of: function, arguments, in: layer, meant)
        let call = functions.call(function, with: given, at: syntax.place)!
        if isComplete, names[key] == nil {
            // That of a single one of several values is called as theirs are.
            let marked = arguments.map { $0.markingValues() }
            (key, open) = self.key(of: function, marked, in: layer, meant)
            if names[key] == nil { return call }
        }
        if let left {
            guard let known = names[key], case .symbol(let own) = meant(Formula(left)).root.kind,
                known.name != own.name
            else { return call }
        }
        if names[key] == nil {
            var name = Notation(.function(function, arguments), in: .linear).plain
            while values[name] != nil { name += "′" }
            names[key] = Name(name: name, indices: Array(open.indices))
            values[name] = CalledValue(
                function: function, arguments: given.map { meant(Formula($0)).root }, indices: open)
            let reference = Syntax.Reference(name: name, indices: open.map(Syntax.Index.name))
            found.append(
                Equation(
                    left: Formula(Syntax(.symbol(reference), at: syntax.place)), right: Formula(call)))
        }
        hasName = true
        let name = names[key]!
        let reference = Syntax.Reference(name: name.name, indices: name.indices.map { .unmarked(open[$0]) })
        return Syntax(.symbol(reference), at: syntax.place)
    }
}

extension Syntax.Index {
    /// A number as a name.
    fileprivate var marked: Syntax.Index {
        if case .value(let value) = self { .name("\(value)″") } else { self }
    }

    fileprivate static func unmarked(_ name: String) -> Syntax.Index {
        guard name.hasSuffix("″"), let value = Int(name.dropLast()) else { return .name(name) }
        return .value(value)
    }
}

extension Syntax {
    /// The same with names for single values of indices.
    fileprivate func markingValues() -> Syntax {
        replacingReferences { Reference(name: $0.name, indices: $0.indices.map(\.marked)) }
    }

    /// The same, given to calls or in their formulas.
    fileprivate func inside(_ frames: ArraySlice<Frame>) -> Syntax {
        var result = self
        result.frames = frames + result.frames
        return result
    }
}
