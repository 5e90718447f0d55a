extension Corpus {
    /// What arrives at one node or leaves one split in many lanes, and what passes around layers.
    static let fans: [CorpusTemplate] = [
        CorpusTemplate(
            "slope and shift of an exponential", over: "k",
            layer("Graph(x_k, a, b) -> y_k", "y_k = exp(a * x_k) + b"), upstream("y_k")),
        CorpusTemplate(
            "one parameter used twice in each lane", over: "k",
            layer("Graph(x_k, w) -> L", "L = sum_k (w * sin(x_k) + w)")),
        CorpusTemplate(
            "a sum of products with a shared difference", over: "k",
            layer("Graph(x_k, v_k, a, b) -> L", "d = a - b", "L = sum_k (v_k * (x_k - d))")),
        CorpusTemplate(
            "a sum that all divide by twice", over: "k",
            layer("Graph(a_k) -> y_k", "S = sum_k (a_k^2)", "u_k = a_k / S", "y_k = sin(u_k) / S"),
            upstream("y_k")),
        CorpusTemplate(
            "two sums of the same", over: "k",
            layer("Graph(a_k, b_k) -> L", "S = sum_k exp(a_k)", "R = sum_k exp(b_k)", "L = S / R")),
        CorpusTemplate(
            "normalized twice", over: "k",
            layer("First(a_k) -> u_k", "S = sum_k exp(a_k)", "u_k = exp(a_k) / S"),
            layer("Second(u_k) -> y_k", "m = sum_k u_k / 3", "y_k = u_k - m"), upstream("y_k")),
        CorpusTemplate(
            "skips of classes around one and three layers", over: "k",
            layer("A(x_k) -> u_k", "u_k = exp(x_k)"), layer("B(u_k) -> v_k", "v_k = sin(u_k)"),
            layer("C(v_k, u_k) -> w_k", "w_k = tanh(v_k) + u_k"),
            layer("D(w_k, x_k) -> L", "L = sum_k (w_k * x_k)")),
        CorpusTemplate(
            "a shared value around a layer", over: "k", layer("A(x_k, b) -> u_k", "u_k = x_k * b"),
            layer("B(u_k) -> v_k", "v_k = sin(u_k)"), layer("C(v_k, b) -> L", "L = sum_k (v_k + b)")),
        CorpusTemplate(
            "two gates of one input", over: "k",
            layer("Gates(x_k, a_k, b_k) -> y_k", "y_k = tanh(a_k * x_k) * (1 - tanh(b_k * x_k)) + x_k"),
            upstream("y_k")),
    ]
}
