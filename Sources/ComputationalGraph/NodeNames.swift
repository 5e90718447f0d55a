import Diagnostics
import Symbolic

/// Gives each node an id that says where it comes from: `exp_1`, `product2_3`, `sum`.
struct NodeNames {
    private let symbols: Set<String>
    private var prefixes: [Origin: String] = [:]
    private var counts: [String: Int] = [:]

    /// An operation in a formula.
    private struct Origin: Hashable {
        let operation: Operation
        let definition: Int
        let range: Range<Int>
        let calls: [Network.Call]
    }

    /// - Parameter symbols: the names of the model's symbols, which stay free for inputs and outputs.
    init(symbols: Set<String>) { self.symbols = symbols }

    mutating func operation(
        _ operation: Operation, at origin: Network.Origin, _ indices: [String]
    ) -> String {
        let origin = Origin(
            operation: operation, definition: origin.definition, range: origin.place.range, calls: origin.calls)
        let prefix = prefixes[origin] ?? next(operation.name)
        prefixes[origin] = prefix
        return indices.reduce(prefix) { "\($0)_\($1)" }
    }

    mutating func constant() -> String { next("constant") }

    func output(_ symbol: Symbol) -> String { symbol.plain }

    private mutating func next(_ name: String) -> String {
        var prefix: String
        repeat {
            let count = counts[name, default: 0] + 1
            counts[name] = count
            prefix = count == 1 ? name : "\(name)\(count)"
        } while symbols.contains(prefix)
        return prefix
    }
}
