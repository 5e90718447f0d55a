import Diagnostics

/// How functions are defined, one a line.
extension Functions {
    /// Whether a line of equations defines a function: f(x) = …
    package static func isDefinition(_ line: SourceSlice) -> Bool {
        let left = line.text.prefix { $0 != "=" }
        return left.count < line.text.count && left.contains("(")
    }

    /// Definitions of which each calls none but those before it.
    ///
    /// - Throws: `Diagnostic` at the call that closes a circle.
    func inOrderOfCalls(_ lines: [SourceSlice]) throws -> [SourceSlice] {
        let parsers = try lines.map { try FormulaParser($0.trimmed, self) }
        let names = parsers.map(\.definedName)
        let lineOfName = Dictionary(
            zip(names, lines.indices).compactMap { name, line in name.map { ($0, line) } },
            uniquingKeysWith: { first, _ in first })
        var order: [Int] = []
        var path: [Int] = []
        func visit(_ line: Int) throws {
            if order.contains(line) { return }
            path.append(line)
            defer { path.removeLast() }
            for call in parsers[line].calls(of: lineOfName.keys.contains) {
                let other = lineOfName[call.name]!
                // Another of the name is there without being said.
                let isEarlier = contains(call.name) || Operation(function: call.name) != nil
                if call.name == names[line], isEarlier { continue }
                guard let start = path.firstIndex(of: other) else {
                    try visit(other)
                    continue
                }
                let circle = (path[start...] + [other]).map { names[$0]! }
                throw call.place.error(
                    circle.count == 2
                        ? "‘\(call.place.text)’ calls itself"
                        : "functions call each other in a circle: \(circle.joined(separator: " → "))")
            }
            order.append(line)
        }
        for line in lines.indices { try visit(line) }
        return order.map { lines[$0] }
    }

    /// Reads a definition that calls functions that are there.
    func definition(_ line: SourceSlice) throws -> Function {
        var functions = self
        functions.hasAnyIndex = true
        var parser = try FormulaParser(line.trimmed, functions)
        let (name, place, parameters, body) = try parser.functionDefinition()
        try body.checkSeriesDiffer(inLineOf: place)
        let function = Function(
            name: name, parameters: parameters.map(\.reference), body: body, place: place
        ).withNumbers.withIndicesOfParameters
        try Self.check(function, parameters)
        return function
    }

    private static func check(
        _ function: Function, _ parameters: [(reference: Syntax.Reference, place: SourceSlice)]
    ) throws {
        for (position, (reference, place)) in parameters.enumerated() {
            if parameters[..<position].contains(where: { $0.reference.name == reference.name }) {
                throw place.error("the parameter ‘\(reference.name)’ is there twice")
            }
            if reference.indices.contains(where: { $0.name == nil }) {
                throw place.error("a parameter is a name, with indices or without, such as ‘x’ or ‘x_k’")
            }
        }
        let indices = function.indices
        try function.body.forEachReference { reference, place, _ in
            if ["pi", "e"].contains(reference.name), reference.indices.isEmpty { return }
            guard let parameter = function.parameters.first(where: { $0.name == reference.name }) else {
                throw place.error(
                    "‘\(reference.text)’ is no parameter of ‘\(function.name)’",
                    suggestion: didYouMean(reference.name, among: function.parameters.map(\.name))
                        ?? "a function takes all it needs: add it to the parameters")
            }
            guard reference.indices.count == parameter.indices.count else {
                throw place.error("the parameter is ‘\(parameter.text)’ here")
            }
        }
        func check(_ index: String, at place: SourceSlice) throws {
            if indices.contains(index) || function.indicesOfPairs[index] != nil { return }
            throw place.error(
                "no parameter of ‘\(function.name)’ has an index ‘\(index)’",
                suggestion: "a function has the indices of its parameters, as in ‘f(x_\(index)) = …’")
        }
        try function.body.forEachSeries { _, index, head, _ in try check(index, at: head) }
        for index in function.body.freeIndices { try check(index, at: function.body.place) }
    }
}

extension Functions.Function {
    /// The same with sums over indices of its parameters: the j of `sum_j exp(x_j)` runs over what the k of x_k does. A sum
    /// that takes both keeps its own.
    fileprivate var withIndicesOfParameters: Functions.Function {
        let own = indices
        let body = body.replacingParts { part in
            guard case .series(let series, let index, let head, let operand) = part.kind, !own.contains(index),
                let image = indexOfParameter(for: index, in: operand)
            else { return part }
            // Where it stands alone it is its number.
            let numbered = operand.replacingParts { part in
                guard case .symbol(let reference) = part.kind, reference.text == index,
                    !parameters.contains(where: { $0.name == index })
                else { return part }
                return part.with(.index(index))
            }
            if operand.freeIndices.contains(image) || operand.has(index, in: image) {
                return part.with(.series(series, index: index, head: head, numbered))
            }
            return part.with(
                .series(
                    series, index: image, head: head, numbered.replacingIndices([index: .name(image)])))
        }
        return Functions.Function(name: name, parameters: parameters, body: body, place: place)
    }

    /// The indices of sums that take another one of the same values, too, and that one: in sum_j (x_j - x_k)^2 the j, and k.
    var indicesOfPairs: [String: String] {
        let own = indices
        var images: [String: String] = [:]
        func find(in part: Syntax) -> Syntax {
            if case .series(_, let index, _, let operand) = part.kind, !own.contains(index) {
                images[index] = indexOfParameter(for: index, in: operand)
            }
            return part
        }
        _ = body.replacingParts(find)
        return images
    }

    /// The one index of parameters that stands where another one does in a formula.
    private func indexOfParameter(for index: String, in formula: Syntax) -> String? {
        var images: Set<String?> = []
        formula.forEachReference { reference, _, _ in
            let parameter = parameters.first { $0.name == reference.name }
            for (position, other) in reference.indices.enumerated() where other.names.contains(index) {
                let indices = parameter?.indices ?? []
                images.insert(position < indices.count ? indices[position].name : nil)
            }
        }
        return images.count == 1 ? images.first! : nil
    }
}

extension Syntax {
    /// Whether a series over one index takes another that is open in the formula.
    fileprivate func has(_ index: String, in bound: String) -> Bool {
        var has = false
        func note(_ names: [String], _ outer: Set<String>) {
            has = has || names.contains(index) && outer.contains(bound) && !outer.contains(index)
        }
        forEachReference { reference, _, outer in note(reference.indices.flatMap(\.names), outer) }
        forEachIndex { name, _, outer in note([name], outer) }
        return has
    }
}

extension FormulaParser {
    /// What a name may be with the words below it: of leaky_relu both ‘leaky’ and all of it, each with the token behind it.
    func names(at start: Int) -> [(name: String, end: Int)] {
        guard case .name(let first) = tokens[start].kind else { return [] }
        var names = [(name: first, end: start + 1)]
        while let (name, end) = names.last, tokens[end].kind == .mark("_"), let word = word(at: end + 1) {
            names.append(("\(name)_\(word)", end + 2))
        }
        return names
    }

    /// A name, or the digits of a number.
    private func word(at index: Int) -> String? {
        switch tokens[index].kind {
        case .name(let name): return name
        case .number:
            let text = tokens[index].place.text
            return text.allSatisfy(\.isNumber) ? text : nil
        default: return nil
        }
    }

    /// The longest name that is a function's, where brackets follow, behind an index or not.
    ///
    /// - Returns: also where its name ends.
    func call(at start: Int, of isFunction: (String) -> Bool) -> (name: String, end: Int)? {
        guard [.mark("("), .mark("_")].contains(tokens[min(start + 1, tokens.count - 1)].kind) else {
            return nil
        }
        return names(at: start).last { name, end in
            guard isFunction(name) else { return false }
            if tokens[end].kind == .mark("(") { return true }
            // Over an index of several, which a sum has as well.
            guard Series(rawValue: name) == nil, tokens[end].kind == .mark("_"),
                case .name = tokens[end + 1].kind
            else { return false }
            return tokens[end + 2].kind == .mark("(")
        }
    }

    /// Whether a value is declared whose name begins as that of a function, or a sum, does.
    var beginsValue: Bool {
        guard !functions.values.isEmpty, tokens[min(next + 1, tokens.count - 1)].kind == .mark("_") else {
            return false
        }
        return names(at: next).contains { functions.values.contains($0.name) }
    }

    /// The name of the function that a line defines.
    fileprivate var definedName: String? {
        names(at: 0).first { tokens[$0.end].kind == .mark("(") }?.name
    }

    /// What a definition calls, each with its place.
    fileprivate func calls(of isFunction: (String) -> Bool) -> [(name: String, place: SourceSlice)] {
        let start = tokens.firstIndex { $0.kind == .mark("=") } ?? tokens.startIndex
        return tokens[start...].indices.compactMap { index in
            call(at: index, of: isFunction).map {
                ($0.name, place(from: tokens[index], through: tokens[$0.end - 1]))
            }
        }
    }

    /// `f(x, y_k) = …`; the name of σ(x) is ‘sigma’, as where it is called.
    fileprivate mutating func functionDefinition() throws -> (
        name: String, place: SourceSlice, parameters: [(reference: Syntax.Reference, place: SourceSlice)],
        body: Syntax
    ) {
        let start = token
        guard let (name, end) = names(at: next).last else { throw unexpectedToken() }
        try checkHasNoIndex(name, end)
        next = end
        let place = place(from: start)
        guard accept("(") else { throw unexpectedToken() }
        var parameters: [(reference: Syntax.Reference, place: SourceSlice)] = []
        repeat {
            let parameter = try symbol()
            guard case .symbol(let reference) = parameter.kind else { continue }
            parameters.append((reference, parameter.place))
        } while accept(",")
        guard accept(")") else { throw unexpectedToken() }
        guard accept("=") else { throw unexpectedToken() }
        let body = try sum()
        guard token.kind == .end else { throw unexpectedToken() }
        return (name, place, parameters, body)
    }

    /// The k of f_k(x) would be the index that a call is over.
    private func checkHasNoIndex(_ name: String, _ end: Int) throws {
        guard end > next + 1, case .name(let last) = tokens[end - 1].kind,
            functions.split(.name(last)).allSatisfy({ functions.indices.contains($0.text) })
        else { return }
        throw tokens[end - 1].place.error(
            "the name of a function has no index",
            suggestion: "its parameters have: ‘\(name.dropLast(last.count + 1))(x_\(last)) = …’")
    }
}
