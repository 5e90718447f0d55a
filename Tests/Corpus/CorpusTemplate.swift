import ComputationalGraph
import Diagnostics

/// A network of the corpus.
package struct CorpusTemplate: Sendable {
    package let name: String
    /// The index that runs over the classes, and others with what they run over.
    private let classIndex: String?
    private let indices: KeyValuePairs<String, Int>
    private let layers: [Layer]
    /// What is drawn of it, if its gradients are too long to be written, or if it is large.
    package let kinds: [FigureKind]

    package init(
        _ name: String, over classIndex: String? = nil, and indices: KeyValuePairs<String, Int> = [:],
        kinds: [FigureKind] = FigureKind.allCases, _ layers: Layer...
    ) {
        self.name = name
        self.classIndex = classIndex
        self.indices = indices
        self.layers = layers
        self.kinds = kinds
    }

    package var hasClasses: Bool { classIndex != nil }

    /// The graph; the classes of a network without an index are ignored.
    ///
    /// - Parameter classes: how many; nil for any number, N, of which 1, 2 and the last are shown.
    package func graph(classes: Int?) throws -> ComputationalGraph {
        let name = classIndex.map {
            Model.Index(SourceSlice($0), 1...(classes ?? 3), last: classes == nil ? "N" : nil)
        }
        let others = indices.map { Model.Index(SourceSlice($0.key), 1...$0.value) }
        return try ComputationalGraph(
            Model(title: self.name, indices: (name.map { [$0] } ?? []) + others, layers: layers))
    }
}

/// A layer as a function: `Loss(y_k, t_k!) -> L`, where `!` makes an input a constant.
func layer(_ signature: String, _ equations: String..., assume: [String] = []) -> Layer {
    layer(signature, lines: equations, assume: assume)
}

func layer(_ signature: String, lines: [String], assume: [String] = []) -> Layer {
    let parts = signature.split(separator: " -> ")
    let head = parts[0].dropLast().split(separator: "(")
    func names(_ list: Substring) -> [String] { list.split(separator: ", ").map(String.init) }
    let inputs = names(head[1])
    return Layer(
        String(head[0]), inputs: inputs.map { SourceSlice($0.replacing("!", with: "")) },
        constants: inputs.filter { $0.hasSuffix("!") }.map { SourceSlice(String($0.dropLast())) },
        equations: SourceSlice(lines.joined(separator: "\n")), assumptions: assume.map { SourceSlice($0) },
        outputs: names(parts[1]).map { SourceSlice($0) })
}

/// The layer that stands for all that follows: a weighted sum, so that the upstream gradient is a symbol.
func upstream(_ value: String) -> Layer {
    guard value.contains("_") else { return layer("Upstream(\(value), g!) -> L", "L = \(value) * g") }
    let index = value.suffix(1)
    return layer("Upstream(\(value), g_\(index)!) -> L", "L = sum_\(index) (\(value) * g_\(index))")
}
