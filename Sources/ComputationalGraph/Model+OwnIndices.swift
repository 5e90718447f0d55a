import Diagnostics
import Symbolic

extension Model {
    /// The indices that sums have of their own, though they are declared nowhere: the j of `sum_j exp(a_j)` runs over what the
    /// declared index of a_k does.
    func ownIndices(_ written: WrittenFormulas) -> [Index] {
        let declared = Dictionary(indices.map { ($0.name.trimmed.text, $0) }) { first, _ in first }
        var formulas = layers.flatMap(\.equationLines).compactMap { try? written.equation($0).right }
        for line in layers.flatMap(\.assumptions).flatMap(\.lines) {
            formulas += (try? Assumption(line, written.functions))?.formulas ?? []
        }
        // So that most models need no more than a look at their sums.
        guard formulas.contains(where: { $0.root.boundIndices.contains { declared[$0.index] == nil } }) else {
            return []
        }
        let patterns = indicesOfNames(written)
        var own: [String: Index] = [:]
        var order: [String] = []
        for formula in formulas {
            formula.root.forEachReference { reference, _, bound in
                for (place, index) in reference.indices.enumerated() {
                    guard case .name(let name) = index, bound.contains(name), declared[name] == nil,
                        own[name] == nil
                    else { continue }
                    let indices = patterns[reference.name, default: []].lazy.compactMap { pattern in
                        pattern.indices.contains(place) ? declared[pattern[place]] : nil
                    }
                    guard var like = indices.first else { continue }
                    like.origin = like.place
                    like.isOfSum = true
                    like.name = SourceSlice(name)
                    own[name] = like
                    order.append(name)
                }
            }
        }
        return order.map { own[$0]! }
    }

    /// What stands below each name where it is declared or defined.
    private func indicesOfNames(_ written: WrittenFormulas) -> [String: [[String]]] {
        var result: [String: [[String]]] = [:]
        for name in layers.flatMap({ $0.inputs + $0.leftSides }) {
            guard case .symbol(let reference)? = (try? written.formula(name))?.root.kind else { continue }
            result[reference.name, default: []].append(reference.indices.map(\.text))
        }
        for shape in shapes {
            let names = shape.lengths.map { length in
                indices.first { $0.length == length.trimmed.text }?.name.trimmed.text ?? ""
            }
            result[shape.name.trimmed.text, default: []].append(names)
        }
        return result
    }
}
