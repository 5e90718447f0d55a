import Diagnostics

/// A part of a parsed formula, with its place.
package struct Syntax: Sendable {
    package indirect enum Kind: Sendable {
        case number(Rational)
        case symbol(Reference)
        /// The number of a value along its axis: the t of gamma^t.
        case index(String)
        /// A subtracted term of a chain of + and − is a negation.
        case operation(Operation, [Syntax])
        /// Of arrays: `X @ W` or `X'`.
        case arrays(ArrayOperation, [Syntax])
        /// `sum_k` and `prod_k`; `head` is the place of just that.
        case series(Series, index: String, head: SourceSlice, Syntax)
        /// `sum_{i=1}^n` and `prod_{i!=k}`, in a statement.
        case boundedSeries(Series, index: String, head: SourceSlice, Bounds, Syntax)
        /// `d y / d x`, in a statement.
        case derivative(Syntax, by: Syntax)
    }

    /// What a series runs over, if that is not all values of its index.
    package indirect enum Bounds: Sendable {
        case values(from: Syntax, to: Syntax)
        case others(than: Syntax)

        package func map(_ image: (Syntax) throws -> Syntax) rethrows -> Bounds {
            switch self {
            case .values(let from, let to): .values(from: try image(from), to: try image(to))
            case .others(let other): .others(than: try image(other))
            }
        }

        package var formulas: [Syntax] {
            switch self {
            case .values(let from, let to): [from, to]
            case .others(let other): [other]
            }
        }
    }

    /// A symbol as written, its indices still open: `w_{i,2}`.
    package struct Reference: Sendable {
        package let name: String
        package let indices: [Index]

        package init(name: String, indices: [Index]) {
            self.name = name
            self.indices = indices
        }

        package var text: String {
            if indices.isEmpty { return name }
            let list = indices.map(\.text).joined(separator: ",")
            if indices.count == 1, case .sum = indices[0] { return "\(name)_{\(list)}" }
            return indices.count == 1 ? "\(name)_\(list)" : "\(name)_{\(list)}"
        }
    }

    package enum Index: Hashable, Sendable {
        case name(String)
        case value(Int)
        /// The t-1 of h_{t-1}, the i+j-1 of x_{i+j-1}.
        case sum(IndexSum)

        /// An index as it is written.
        package init(_ text: String) { self = Int(text).map(Self.value) ?? .name(text) }

        /// The index that runs over the values here, be it some further.
        package var name: String? {
            switch self {
            case .name(let name): name
            case .value: nil
            case .sum(let sum): sum.shiftedIndex
            }
        }

        /// The indices that are open in it.
        package var names: [String] {
            switch self {
            case .name(let name): [name]
            case .value: []
            case .sum(let sum): sum.terms.map(\.index)
            }
        }

        package var text: String {
            switch self {
            case .name(let name): name
            case .value(let value): "\(value)"
            case .sum(let sum): sum.text
            }
        }
    }

    package let kind: Kind
    package let place: SourceSlice
    /// The index names that are open in this part, in order of appearance.
    package let freeIndices: [String]
    /// How many parts there are in it, with itself.
    let partCount: Int
    /// The part of a formula of arrays that was meant, where this says it with indices.
    package var array: ArrayPart?
    /// Whether it is a sum or product that is one with that around it: over the j of sum_ij, or over one of all axes of sum(X).
    package var isInner = false

    /// What was written, where this is what it stands for.
    package var call: Call?
    /// The calls whose formulas begin here, and those that are left because this is what they were given, in order from the
    /// outside.
    package var frames: [Frame] = []

    package enum Frame: Sendable {
        case enters(Call)
        /// - Parameter parameter: for which of a function's this is given, from 0; nil for what an `if` has.
        case leaves(parameter: Int?)
    }

    package enum Call: Sendable {
        case function(String, [Syntax])
        /// One of several values, each with its condition.
        case choice(_ conditions: [Syntax], _ values: [Syntax])
    }

    /// A sum or product over several indices together: one inside the other, which are one operation.
    ///
    /// - Parameter isOfArrays: whether it is that over all axes of an array.
    package static func series(
        _ series: Series, over indices: [String], head: SourceSlice, _ operand: Syntax, at place: SourceSlice,
        isOfArrays: Bool = false
    ) -> Syntax {
        indices.enumerated().reversed().reduce(operand) { operand, index in
            var result = Syntax(.series(series, index: index.element, head: head, operand), at: place)
            result.isInner = index.offset > 0
            if isOfArrays { result.array = ArrayPart(indices: Array(indices.prefix(index.offset))) }
            return result
        }
    }

    package var withoutFrames: Syntax {
        var result = self
        (result.call, result.frames) = (nil, [])
        return result
    }

    /// The same as what stands for a call.
    func standing(for call: Call) -> Syntax {
        var result = self
        result.call = call
        result.frames.insert(.enters(call), at: 0)
        return result
    }

    /// The same as what a call is given.
    ///
    /// - Parameters:
    ///   - parameter: for which of a function's parameters, from 0.
    ///   - part: what it takes the place of.
    func given(as parameter: Int? = nil, inPlaceOf part: Syntax? = nil) -> Syntax {
        var result = self
        result.frames.insert(contentsOf: (part?.frames ?? []) + [.leaves(parameter: parameter)], at: 0)
        return result
    }

    /// A part of a formula of arrays.
    package struct ArrayPart: Sendable {
        /// The indices of its value, in the order of its shape.
        package var indices: [String]
        package let isMatrixProduct: Bool

        package init(indices: [String], isMatrixProduct: Bool = false) {
            self.indices = indices
            self.isMatrixProduct = isMatrixProduct
        }
    }

    package init(_ kind: Kind, at place: SourceSlice) {
        self.kind = kind
        self.place = place
        let parts: [Syntax]
        switch kind {
        case .number: (parts, freeIndices) = ([], [])
        case .index(let index): (parts, freeIndices) = ([], [index])
        case .symbol(let reference):
            parts = []
            freeIndices = Syntax.distinct(
                reference.indices.flatMap(\.names))
        case .arrays(.row(let index), let operands):
            parts = operands
            freeIndices = Syntax.distinct(operands.flatMap(\.freeIndices) + (Int(index) == nil ? [index] : []))
        case .operation(_, let operands), .arrays(_, let operands):
            parts = operands
            freeIndices = Syntax.distinct(operands.flatMap(\.freeIndices))
        case .derivative(let value, let variable):
            parts = [value, variable]
            freeIndices = Syntax.distinct(value.freeIndices + variable.freeIndices)
        case .series(_, let index, _, let part), .boundedSeries(_, let index, _, _, let part):
            parts = [part]
            freeIndices = part.freeIndices.filter { $0 != index }
        }
        partCount = parts.reduce(1) { $0 + $1.partCount }
    }

    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
