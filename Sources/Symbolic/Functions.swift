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

        /// Whether the value is one that is given: f(x) = x.
        var isIdentity: Bool {
            guard case .symbol(let reference) = body.kind else { return false }
            return parameters.contains { $0.text == reference.text }
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
    /// The indices of the model, and those of them that are declared: others are sums' own.
    let indices: Set<String>
    private(set) var declaredIndices: Set<String> = []
    /// Whether what stands below a name is always an index, as it is where a function is defined.
    var hasAnyIndex = false
    private(set) var hasArrays = false
    /// How the names of values begin that would be functions, or sums, if they weren't declared: mean_x, log_p.
    private(set) var values: Set<String> = []
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
    ///   - lines: one function each, which may call the others.
    ///   - indices: those of the model, which arguments have.
    ///   - declared: those of them that are declared.
    ///   - hasArrays: whether there are arrays without indices.
    ///   - values: the names of the model's values, as they are declared or defined.
    ///   - drawn: those of which each call is one node, also where it is its argument.
    /// - Throws: `Diagnostic` at the exact place of what cannot be read.
    package init(
        _ lines: [SourceSlice], indices: Set<String>, declared: Set<String>, hasArrays: Bool,
        values: [String] = [], drawn: Selected = .some([])
    ) throws {
        try self.init(of: lines, indices: indices, after: Self.known)
        declaredIndices = declared
        self.hasArrays = hasArrays
        self.values = Set(values.compactMap(beginning))
        self.drawn = drawn
    }

    private init(functions: [String: Function], indices: Set<String>) {
        self.functions = functions
        self.indices = indices
    }

    private init(of lines: [SourceSlice], indices: Set<String>, after earlier: [String: Function]) throws {
        self.init(functions: earlier, indices: indices)
        for line in try inOrderOfCalls(lines) {
            let function = try definition(line)
            if let other = functions[function.name], earlier[function.name] == nil {
                throw function.place.error(
                    "there are two functions ‘\(function.place.text)’: another is in line \(other.place.line) of \(other.place.source.name)",
                    suggestion: "give one of them another name")
            }
            functions[function.name] = function
        }
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

    /// The first two words of a name that begins as a function's or a sum's does, mean_x or log_p; nil for any other.
    private func beginning(of name: String) -> String? {
        let words = name.split(separator: "_").map(String.init)
        guard words.count > 1 else { return nil }
        let isSeries = Series(rawValue: words[0]) != nil
        if isSeries, split(.name(words[1])).allSatisfy({ indices.contains($0.text) }) { return nil }
        return isSeries || Operation(function: words[0]) != nil ? "\(words[0])_\(words[1])" : nil
    }
}
