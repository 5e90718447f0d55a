import Diagnostics

/// A layer of a model:
///
///     Layer("Softmax", inputs: ["a_k"], equations: "S = sum_k exp(a_k)\ny_k = exp(a_k) * (1 / S)", outputs: ["y_k"])
public struct Layer: Sendable {
    public var name: String
    /// What is drawn as the layer's name, if that is another.
    public var label: String?
    /// Symbols such as `a_k` that come from outside or from an earlier layer.
    public var inputs: [SourceSlice]
    /// Those of the inputs that no gradient is drawn for, such as labels.
    public var constants: [SourceSlice]
    /// One `symbol = formula` a line, in any order. Each symbol is an intermediate value with a name.
    public var equations: SourceSlice
    /// Equations that hold for the inputs, such as `sum_k t_k = 1`; values are simplified with them.
    public var assumptions: [SourceSlice]
    /// Those of the defined symbols that later layers may use.
    public var outputs: [SourceSlice]

    public init(
        _ name: String, label: String? = nil, inputs: [SourceSlice], constants: [SourceSlice] = [],
        equations: SourceSlice, assumptions: [SourceSlice] = [], outputs: [SourceSlice]
    ) {
        self.name = name
        self.label = label
        self.inputs = inputs
        self.constants = constants
        self.equations = equations
        self.assumptions = assumptions
        self.outputs = outputs
    }

    /// What is drawn as the layer's name.
    public var displayName: String { label ?? name }
}
