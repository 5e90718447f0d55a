extension Corpus {
    /// Each for one value, and for one on each lane.
    static let activations: [CorpusTemplate] = activationFunctions.flatMap { name, equations in
        let indexed = equations.map { $0.replacing(/\b[xsy]\b/) { "\($0.output)_k" } }
        return [
            CorpusTemplate(name, layer("\(name)(x) -> y", lines: equations), upstream("y")),
            CorpusTemplate(
                "\(name) of classes", over: "k", layer("\(name)(x_k) -> y_k", lines: indexed), upstream("y_k")),
        ]
    }

    private static let activationFunctions: [(name: String, equations: [String])] = [
        ("Sigmoid", ["y = 1 / (1 + exp(-x))"]),
        ("SiLU", ["s = 1 / (1 + exp(-x))", "y = x * s"]),
        ("Swish", ["y = x / (1 + exp(-x))"]),
        ("Tanh", ["y = tanh(x)"]),
        ("Tanh of exponentials", ["y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))"]),
        ("Softplus", ["y = log(1 + exp(x))"]),
        ("Softsign", ["y = x / sqrt(1 + x^2)"]),
        ("GELU", ["y = 0.5 * x * (1 + tanh(0.8 * (x + 0.044715 * x^3)))"]),
        ("Mish", ["s = log(1 + exp(x))", "y = x * tanh(s)"]),
        ("ReLU", ["y = relu(x)"]),
        ("Leaky ReLU", ["y = max(x, 0.1 * x)"]),
        ("Sigmoid as one node", ["y = sigmoid(x)"]),
        ("Gate of a condition", ["y = x * [x > 0]"]),
        ("Gaussian", ["y = exp(-x^2)"]),
        ("Square", ["y = x * x"]),
        ("Polynomial", ["y = 3 * x^2 - 2 * x + 1"]),
        ("Cubic", ["y = x^3 + x^2 + x"]),
    ]
}
