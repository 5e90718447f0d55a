import Symbolic

extension Scope {
    /// A symbol of the model as it is shown: x_3 as x_n where it stands for the last of any number, as x_i where it stands
    /// for all.
    func shown(_ symbol: Symbol) -> Symbol {
        var pattern = declarations[symbol.name]?.pattern
        if case .definition(let definition, _)? = origins[symbol] { pattern = definitions[definition].left }
        guard let written = pattern?.indices, written.count == symbol.indices.count else { return symbol }
        var rest = written[...]
        return symbol.replacingIndices { index in
            guard case .name(let name) = rest.removeFirst(), let value = index.value else { return index }
            return shown(value, of: name)
        }
    }
}
