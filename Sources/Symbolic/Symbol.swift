/// A name with indices: `L`, `a_1`, `w_{1,2}`, `y_k`; or the gradient of such a value.
public struct Symbol: Hashable, Comparable, Sendable {
    public let name: String
    public let indices: [Index]
    private let kind: Kind

    /// In one word, so that what is done to formulas deep in each other needs little stack.
    private enum Kind: Hashable, Sendable {
        case value
        /// The number of its index, along the axis whose name it has.
        case number
        case gradient(Gradient)
    }

    /// Indirect, so that a symbol, of which there are many, stays small.
    public indirect enum Gradient: Hashable, Comparable, Sendable {
        /// The derivative of the loss with this name by the value: ∂L/∂y_1.
        case total(loss: String)
        /// The part of it that comes back from what follows the model, where the model uses the value as well: g_{c,1}.
        case upstream
    }

    public init(_ name: String, _ indices: Int...) { self.init(name, indices: indices.map(Index.value)) }

    public init(_ name: String, indices: [Index]) { self.init(name, indices, .value) }

    private init(_ name: String, _ indices: [Index], _ kind: Kind) {
        self.name = name
        self.indices = indices
        self.kind = kind
    }

    /// The gradient of a value.
    public init(_ gradient: Gradient, of value: Symbol) {
        self.init(value.name, value.indices, .gradient(gradient))
    }

    /// What the symbol says of the named value; nil if it stands for the value itself.
    public var gradient: Gradient? { if case .gradient(let gradient) = kind { gradient } else { nil } }

    /// The number of an index, which is 1, 2, … as that is: the t of gamma^t.
    package static func number(of index: Index, along axis: String) -> Symbol {
        Symbol(axis, [index], .number)
    }

    /// The index whose number it is, if it is one.
    package var numberedIndex: Index? { kind == .number ? indices[0] : nil }

    package func replacingIndices(_ image: (Index) -> Index) -> Symbol {
        Symbol(name, indices.map(image), kind)
    }

    /// `a_1`, `w_1_2`: a plain name for any program, and for the formula parser; `d L / d y_1` for a gradient, as
    /// statements write it.
    public var plain: String {
        if let index = numberedIndex { return index.text }
        let value = indices.reduce(name) { "\($0)_\($1.text)" }
        return switch gradient {
        case nil: value
        case .total(let loss): "d \(loss) / d \(value)"
        case .upstream: "g_\(value)"
        }
    }

    public static func < (left: Symbol, right: Symbol) -> Bool {
        if (left.kind == .number) != (right.kind == .number) { return left.kind == .number }
        if left.name != right.name { return left.name < right.name }
        if left.indices != right.indices { return left.indices.lexicographicallyPrecedes(right.indices) }
        guard let first = left.gradient, let second = right.gradient else {
            return right.gradient != nil && left.gradient == nil
        }
        return first < second
    }
}

extension Symbol {
    /// Which element of an array a symbol stands for.
    public enum Index: Hashable, Comparable, Sendable {
        case value(Int)
        /// Any of an axis: the k of y_k.
        case name(String)
        /// What a canonical form is written with, whatever names are printed: the place of an axis in a node's frame.
        case free(axis: String, Int)
        /// What a sum or product runs over, by how deep sums are nested in it; innermost is 1.
        case bound(axis: String, level: Int)

        /// The number, if it is one.
        public var value: Int? { if case .value(let value) = self { value } else { nil } }

        public var text: String {
            switch self {
            case .value(let value): "\(value)"
            case .name(let name): name
            case .free(let axis, let place): place == 1 ? axis : "\(axis)\(place)"
            case .bound(let axis, let level): "\(axis)′\(level)"
            }
        }
    }
}
