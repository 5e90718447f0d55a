import Diagnostics

/// The functions that formulas call by names, each with the formula that it stands for: `swish(x) = x * sigmoid(x)`.
///
/// A parameter may have indices, which run over those of the argument: of `softmax(x_k) = exp(x_k) / sum_k exp(x_k)`,
/// softmax(a_i) is exp(a_i) by the sum of all. Where an argument has several, the call says which one, as in softmax_j(S_i_j).
package struct Functions: Sendable {
    struct Function {
        let name: String
        let parameters: [Syntax.Reference]
        let body: Syntax
        let place: SourceSlice

        /// Whether the value is what is given: f(x) = x.
        var isIdentity: Bool {
            guard case .symbol(let reference) = body.kind, parameters.count == 1 else { return false }
            return reference.text == parameters[0].text
        }

        /// The same as if it stood where it is called: what is there without being said has no place of its own.
        func placed(at place: SourceSlice) -> Function {
            Function(name: name, parameters: parameters, body: body.placed(at: place), place: place)
        }

        /// The same with its indices as numbers where they stand alone.
        var withNumbers: Function {
            let own = indices.filter { index in !parameters.contains { $0.name == index } }
            let body = body.replacingParts { part in
                guard case .symbol(let reference) = part.kind, reference.indices.isEmpty,
                    own.contains(reference.name)
                else { return part }
                return part.with(.index(reference.name))
            }
            return Function(name: name, parameters: parameters, body: body, place: place)
        }

        /// The indices of the parameters, each once.
        var indices: [String] {
            var indices: [String] = []
            for index in parameters.flatMap(\.indices).compactMap(\.name) where !indices.contains(index) {
                indices.append(index)
            }
            return indices
        }
    }

    /// What is there without being said.
    private static let common: [SourceSlice] = [
        "softmax(x_k) = exp(x_k) / sum_k exp(x_k)", "norm(x_k) = sqrt(sum_k x_k^2)",
    ]
    private static let known = (try? Functions(of: common, indices: [], after: [:]))?.functions ?? [:]

    private(set) var functions: [String: Function] = [:]
    /// The indices of the model.
    let indices: Set<String>
    private(set) var hasArrays = false
    /// The functions of which each call is one node.
    package private(set) var drawn: Selected = .some([])

    /// Some functions by their names, or all.
    package enum Selected: Hashable, Sendable {
        case all
        case some(Set<String>)

        package func contains(_ name: String) -> Bool {
            if case .some(let names) = self { names.contains(name) } else { true }
        }
    }

    /// Just those that are there without being said.
    package init() { self.init(functions: Self.known, indices: []) }

    /// - Parameters:
    ///   - lines: one function each, which may call those before it.
    ///   - indices: those of the model, which arguments have.
    ///   - hasArrays: whether there are arrays without indices.
    ///   - drawn: those of which each call is one node, also where it is its argument.
    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    package init(_ lines: [SourceSlice], indices: Set<String>, hasArrays: Bool, drawn: Selected = .some([]))
        throws
    {
        try self.init(of: lines, indices: indices, after: Self.known)
        self.hasArrays = hasArrays
        self.drawn = drawn
    }

    private init(functions: [String: Function], indices: Set<String>) {
        self.functions = functions
        self.indices = indices
    }

    private init(of lines: [SourceSlice], indices: Set<String>, after earlier: [String: Function]) throws {
        self.init(functions: earlier, indices: indices)
        for line in lines {
            var parser = try FormulaParser(line.trimmed, self)
            if let call = parser.callOfItself { throw call.error("‘\(call.text)’ calls itself") }
            let (text, name, parameters, body) = try parser.functionDefinition()
            let function = Function(
                name: text, parameters: parameters.map(\.reference), body: body, place: name
            ).withNumbers
            if let other = functions[text], earlier[text] == nil {
                throw name.error(
                    "there are two functions ‘\(name.text)’: another is in line \(other.place.line) of \(other.place.source.name)",
                    suggestion: "give one of them another name")
            }
            try Self.check(function, parameters)
            functions[text] = function
        }
    }

    /// Whether a line of equations defines a function: f(x) = …
    package static func isDefinition(_ line: SourceSlice) -> Bool {
        let left = line.text.prefix { $0 != "=" }
        return left.count < line.text.count && left.contains("(")
    }

    var names: [String] { functions.keys.sorted() }

    /// Indices of one letter each that stand side by side, the ij of x_ij; else the index itself.
    package func split(_ index: Syntax.Index) -> [Syntax.Index] {
        guard case .name(let word) = index, !indices.contains(word) else { return [index] }
        let letters = word.map(String.init)
        return letters.allSatisfy(indices.contains) ? letters.map { .name($0) } : [index]
    }

    /// Whether it is there because it was said.
    package func isDefined(_ name: String) -> Bool { functions[name] != nil && Self.known[name] == nil }

    func contains(_ name: String) -> Bool { functions[name] != nil }

    // MARK: Definitions

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
            guard !indices.contains(index) else { return }
            throw place.error(
                "no parameter of ‘\(function.name)’ has an index ‘\(index)’",
                suggestion: "a function has the indices of its parameters, as in ‘f(x_\(index)) = …’")
        }
        try function.body.forEachSeries { series, index, head, outer in
            try check(index, at: head)
            if outer.contains(index) { throw series.nested(over: index, at: head) }
        }
        for index in function.body.freeIndices { try check(index, at: function.body.place) }
    }
}

extension FormulaParser {
    /// Where a function calls itself, which no other of its name is there for.
    var callOfItself: SourceSlice? {
        guard case .name(let name) = tokens[0].kind, !functions.contains(name), Operation(function: name) == nil
        else { return nil }
        return tokens.dropFirst().first { $0.kind == .name(name) }?.place
    }

    /// `f(x, y_k) = …`; the name of σ(x) is ‘sigma’, as where it is called.
    mutating func functionDefinition() throws -> (
        text: String, name: SourceSlice, parameters: [(reference: Syntax.Reference, place: SourceSlice)],
        body: Syntax
    ) {
        let name = token
        guard case .name(let text) = name.kind else { throw unexpectedToken() }
        next += 1
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
        return (text, name.place, parameters, body)
    }
}
