import Diagnostics

/// The functions that formulas call by names, each with the formula that it stands for: `swish(x) = x * sigmoid(x)`.
///
/// A parameter may have indices, which run over those of the argument: of `softmax(x_k) = exp(x_k) / sum_k exp(x_k)`,
/// softmax(a_i) is exp(a_i) by the sum of all. Where an argument has several, the call says which one, as in softmax_j(S_i_j).
package struct Functions: Sendable {
    private struct Function {
        let name: String
        let parameters: [Syntax.Reference]
        let body: Syntax
        let place: SourceSlice

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

    private var functions: [String: Function] = [:]
    /// The indices of the model.
    private let indices: Set<String>
    private var hasArrays = false

    /// Just those that are there without being said.
    package init() { self.init(functions: Self.known, indices: []) }

    /// - Parameters:
    ///   - lines: one function each, which may call those before it.
    ///   - indices: those of the model, which arguments have.
    ///   - hasArrays: whether there are arrays without indices.
    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    package init(_ lines: [SourceSlice], indices: Set<String>, hasArrays: Bool) throws {
        try self.init(of: lines, indices: indices, after: Self.known)
        self.hasArrays = hasArrays
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
            let (name, parameters, body) = try parser.functionDefinition()
            let function = Function(
                name: name.text, parameters: parameters.map(\.reference), body: body, place: name)
            if let other = functions[name.text], earlier[name.text] == nil {
                throw name.error(
                    "there are two functions ‘\(name.text)’: another is in line \(other.place.line) of \(other.place.source.name)",
                    suggestion: "give one of them another name")
            }
            try Self.check(function, parameters)
            functions[name.text] = function
        }
    }

    /// Whether a line of equations defines a function: f(x) = …
    package static func isDefinition(_ line: SourceSlice) -> Bool {
        let left = line.text.prefix { $0 != "=" }
        return left.count < line.text.count && left.contains("(")
    }

    var names: [String] { functions.keys.sorted() }

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
        try function.body.forEachSeries { _, index, head, _ in try check(index, at: head) }
        for index in function.body.freeIndices { try check(index, at: function.body.place) }
    }

    // MARK: Calls

    /// What a call stands for.
    ///
    /// - Parameter index: which of the arguments' indices the function's own is, where the call says it.
    func call(
        _ name: SourceSlice, _ text: String, _ arguments: [Syntax], over index: String?, at place: SourceSlice
    )
        throws -> Syntax
    {
        let function = functions[text]!
        guard arguments.count == function.parameters.count else {
            let count = function.parameters.count
            throw place.error(
                "‘\(text)’ takes \(count == 1 ? "one value" : "\(count) values"), not \(arguments.count)",
                suggestion: "it is \(text)(\(function.parameters.map(\.text).joined(separator: ", ")))")
        }
        var images: [String: String] = [:]
        for (parameter, argument) in zip(function.parameters, arguments) {
            try match(parameter, argument, function, over: index, &images)
        }
        try checkCapture(function, arguments, images)
        if images.isEmpty, !function.indices.isEmpty {
            return overLastAxis(function, arguments)
        }
        let renamed = function.body.replacingIndices(images.mapValues(Syntax.Index.name))
        var body = renamed.replacingParts { part in
            guard case .symbol(let reference) = part.kind,
                let position = function.parameters.firstIndex(where: { $0.name == reference.name })
            else { return part }
            // The parameter at other indices than its own.
            let own = function.parameters[position].indices.compactMap { $0.name.flatMap { images[$0] } }
            let taken = Dictionary(zip(own, reference.indices), uniquingKeysWith: { $1 })
            return arguments[position].replacingIndices(taken)
        }
        body.call = .function(text, arguments)
        return body
    }

    /// Of arrays without indices: the function's own is that of their last axis.
    private func overLastAxis(_ function: Function, _ arguments: [Syntax]) -> Syntax {
        var body = function.body.replacingParts { part in
            switch part.kind {
            case .symbol(let reference):
                function.parameters.firstIndex { $0.name == reference.name }.map { arguments[$0] } ?? part
            case .series(let series, _, _, let operand): part.with(.arrays(.overLastAxis(series), [operand]))
            default: part
            }
        }
        body.call = .function(function.name, arguments)
        return body
    }

    /// Finds out which indices of an argument those of a parameter are.
    private func match(
        _ parameter: Syntax.Reference, _ argument: Syntax, _ function: Function, over index: String?,
        _ images: inout [String: String]
    ) throws {
        let own = parameter.indices.compactMap(\.name)
        if own.isEmpty { return }
        let open = argument.freeIndices.filter(indices.contains)
        if hasArrays, open.isEmpty, index == nil, own.count == 1 { return }
        let taken = index.map { [$0] } ?? open
        guard own.count == taken.count, taken.allSatisfy(open.contains) else {
            throw argument.place.error(
                "‘\(function.name)’ takes values with \(own.count == 1 ? "an index" : "\(own.count) indices")",
                suggestion: open.count > own.count && own.count == 1
                    ? "say over which, as in ‘\(function.name)_\(open.last!)(\(argument.place.text))’" : nil)
        }
        for (name, image) in zip(own, taken) {
            guard images.updateValue(image, forKey: name) ?? image == image else {
                throw argument.place.error(
                    "‘\(name)’ of ‘\(function.name)’ would be two indices",
                    suggestion: "the arguments have the same")
            }
        }
    }

    /// An argument whose own index would be that of a sum in the function.
    private func checkCapture(_ function: Function, _ arguments: [Syntax], _ images: [String: String]) throws {
        var bound: Set<String> = []
        function.body.forEachSeries { _, index, _, _ in bound.insert(images[index] ?? index) }
        for (parameter, argument) in zip(function.parameters, arguments) {
            let own = Set(parameter.indices.compactMap { $0.name.flatMap { images[$0] } })
            guard let index = argument.freeIndices.first(where: { bound.contains($0) && !own.contains($0) })
            else { continue }
            throw argument.place.error(
                "‘\(function.name)’ sums over ‘\(index)’, which is open in this argument",
                suggestion: "give it another index")
        }
    }
}

extension FormulaParser {
    /// Where a function calls itself, which no other of its name is there for.
    var callOfItself: SourceSlice? {
        guard case .name(let name) = tokens[0].kind, !functions.contains(name), Operation(function: name) == nil
        else { return nil }
        return tokens.dropFirst().first { $0.kind == .name(name) }?.place
    }

    /// `f(x, y_k) = …`
    mutating func functionDefinition() throws -> (
        name: SourceSlice, parameters: [(reference: Syntax.Reference, place: SourceSlice)], body: Syntax
    ) {
        let name = token
        guard case .name = name.kind else { throw unexpectedToken() }
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
        return (name.place, parameters, body)
    }
}

extension Syntax {
    /// The same with other indices, also of those that sums run over.
    fileprivate func replacingIndices(_ images: [String: Index]) -> Syntax {
        if images.allSatisfy({ .name($0) == $1 }) { return self }
        return replacingReferences(
            { reference in
                Reference(
                    name: reference.name,
                    indices: reference.indices.map { index in
                        switch index {
                        case .name(let name): images[name] ?? index
                        case .shifted(let name, let shift):
                            switch images[name] {
                            case .name(let image)?: .shifted(image, by: shift)
                            case .value(let value)?: .value(value + shift)
                            case .shifted(let image, let other)?: .shifted(image, by: shift + other)
                            case nil: index
                            }
                        case .value: index
                        }
                    })
            }, indices: { [images[$0]?.name ?? $0] })
    }
}
