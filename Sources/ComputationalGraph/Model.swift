import Diagnostics

/// What the user writes: layers of equations over indexed symbols.
public struct Model: Sendable {
    public var title: String
    /// The indices of the model and what they run over. The first is the one that classes are counted by.
    public var indices: [Index]
    /// The name of the loss, where the model is a part of a longer one: nil where the only output, a scalar, is the loss.
    public var loss: String?
    /// In the order the data flow; a layer takes outputs of earlier ones by their names.
    public var layers: [Layer]

    public init(title: String = "", indices: [Index] = [], loss: String? = nil, layers: [Layer]) {
        self.title = title
        self.indices = indices
        self.loss = loss
        self.layers = layers
    }

    /// An index name and its range: k = 1...3.
    public struct Index: Sendable {
        public var name: SourceSlice
        public var range: ClosedRange<Int>

        public init(_ name: SourceSlice, _ range: ClosedRange<Int>) {
            self.name = name
            self.range = range
        }
    }

    /// The same model with another range for its first index.
    public func withFirstIndex(_ range: ClosedRange<Int>) -> Model {
        var model = self
        if !model.indices.isEmpty { model.indices[0].range = range }
        return model
    }
}
