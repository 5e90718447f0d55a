extension Corpus {
    static let grids = grids(2) + deepGrids

    /// Of two values, by a filter of two: of the three values of x the middle one has two products, the others one each.
    package static let convolution = CorpusTemplate(
        "convolution", over: "i", and: ["j": 2, "m": 3],
        layer("Convolution(x_m, w_j) -> y_i", "y_i = sum_j (x_{i+j-1} * w_j)"))

    /// Values of two indices, one over the classes, the other over so many values: rows in groups.
    package static func grids(_ count: Int) -> [CorpusTemplate] {
        [
            CorpusTemplate(
                "affine by elements", over: "i", and: ["j": count],
                layer("Affine(x_i, w_i_j, b_j) -> y_j", "y_j = sum_i (x_i * w_i_j) + b_j"), upstream("y_j")),
            CorpusTemplate(
                "batch normalization of features", over: "i", and: ["j": count], kinds: [.forward, .collapsed],
                layer(
                    "Batch Normalization(x_i_j, gamma_j, beta_j) -> y_i_j", "m_j = mean_i x_i_j",
                    "d_i_j = x_i_j - m_j",
                    "v_j = mean_i d_i_j^2", "s_j = sqrt(v_j + 1)", "y_i_j = gamma_j * d_i_j / s_j + beta_j")),
            CorpusTemplate(
                "softmax of rows", over: "k", and: ["n": count],
                layer(
                    "Softmax(a_n_k) -> y_n_k", "e_n_k = exp(a_n_k)", "S_n = sum_k e_n_k", "y_n_k = e_n_k / S_n")
            ),
            CorpusTemplate(
                "activation of a batch", over: "i", and: ["j": count],
                layer("Tanh(x_i_j) -> y_i_j", "y_i_j = tanh(x_i_j)")),
            CorpusTemplate(
                "outer product", over: "i", and: ["j": count],
                layer("Product(a_i, b_j) -> y_i_j", "y_i_j = a_i * b_j")),
            CorpusTemplate(
                "sums of rows and columns", over: "i", and: ["j": count],
                kinds: [.forward, .values, .collapsed],
                layer(
                    "Sums(x_i_j) -> L", "r_i = sum_j x_i_j", "c_j = sum_i x_i_j",
                    "L = sum_i r_i^2 + sum_j c_j^2")),
            CorpusTemplate(
                "squared error of a batch", over: "k", and: ["n": count],
                layer("Error(y_n_k, t_n_k!) -> L", "L = sum_n sum_k (y_n_k - t_n_k)^2 / 2")),
        ]
    }

    /// Of three: groups of groups, or in each layer others.
    private static let deepGrids = [
        CorpusTemplate(
            "perceptron of three indices", over: "j", and: ["i": 2, "k": 2],
            kinds: [.forward, .collapsed, .mixed],
            layer("Affine 1(x_i, w_i_j, b_j) -> a_j", "a_j = sum_i (x_i * w_i_j) + b_j"),
            layer("Tanh(a_j) -> h_j", "h_j = tanh(a_j)"),
            layer("Affine 2(h_j, v_j_k) -> z_k", "z_k = sum_j (h_j * v_j_k)"),
            layer("Softmax(z_k) -> y_k", "S = sum_k exp(z_k)", "y_k = exp(z_k) / S")),
        CorpusTemplate(
            "attention of two queries", over: "j", and: ["i": 2, "d": 2], kinds: [.forward, .collapsed],
            layer(
                "Attention(q_i_d, k_j_d, v_j_d) -> o_i_d", "e_i_j = exp(sum_d (q_i_d * k_j_d))",
                "S_i = sum_j e_i_j",
                "o_i_d = sum_j (e_i_j * v_j_d) / S_i")),
    ]
}
