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
    /// Values of the layer whose gradients have names, with which the gradients behind them are written.
    public var gradients: [NamedGradient]
    /// Outputs that no layer takes, with the names of what comes back to them from what follows the model. Where the
    /// model doesn't use such an output that is its whole gradient, which can be named in either way.
    public var upstream: [NamedGradient]

    /// A value whose gradient has a name.
    public struct NamedGradient: Sendable {
        /// `y_k`
        public var value: SourceSlice
        /// `g_k`; nil for ∂L/∂y_k.
        public var name: SourceSlice?

        public init(_ value: SourceSlice, name: SourceSlice? = nil) {
            self.value = value
            self.name = name
        }
    }

    public init(
        _ name: String, label: String? = nil, inputs: [SourceSlice], constants: [SourceSlice] = [],
        equations: SourceSlice, assumptions: [SourceSlice] = [], outputs: [SourceSlice],
        gradients: [NamedGradient] = [], upstream: [NamedGradient] = []
    ) {
        self.name = name
        self.label = label
        self.inputs = inputs
        self.constants = constants
        self.equations = equations
        self.assumptions = assumptions
        self.outputs = outputs
        self.gradients = gradients
        self.upstream = upstream
    }

    /// The names of inputs and left sides that have no index.
    var names: [String] {
        (inputs + equationLines).map { $0.text.prefix { $0 != "=" }.trimmingPrefix(" ") }
            .map { String($0.prefix { $0 != " " }) }.filter { !$0.contains("_") }
    }

    /// What is drawn as the layer's name.
    public var displayName: String { label ?? name }
}
