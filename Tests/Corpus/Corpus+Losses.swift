extension Corpus {
    private static let softmax = layer("Softmax(a_k) -> y_k", "S = sum_k exp(a_k)", "y_k = exp(a_k) * (1 / S)")
    private static let sigmoid = layer("Sigmoid(x) -> p", "p = 1 / (1 + exp(-x))")

    static let losses = [
        CorpusTemplate(
            "mean squared error", over: "k",
            layer("MSE(y_k, t_k!) -> L", "d_k = y_k - t_k", "L = sum_k (d_k^2) / 3")),
        CorpusTemplate(
            "squared error of products", over: "k",
            layer("Error(y_k, t_k!) -> L", "d_k = y_k - t_k", "L = sum_k (d_k * d_k) / 2")),
        CorpusTemplate(
            "binary cross entropy", over: "k",
            layer("Sigmoid(x_k) -> y_k", "y_k = 1 / (1 + exp(-x_k))"),
            layer(
                "BCE(y_k, t_k!) -> L", "L = -sum_k (t_k * log(y_k) + (1 - t_k) * log(1 - y_k))",
                assume: ["0 < y_k < 1"])),
        CorpusTemplate(
            "softmax with cross entropy", over: "k", softmax,
            layer(
                "Cross Entropy(y_k, t_k!) -> L", "L = sum_k (t_k * log(y_k)) * -1", assume: ["sum_k t_k = 1"])),
        CorpusTemplate(
            "softmax as a quotient", over: "k",
            layer("Softmax(a_k) -> y_k", "S = sum_k exp(a_k)", "y_k = exp(a_k) / S"),
            layer("Cross Entropy(y_k, t_k!) -> L", "L = -sum_k (t_k * log(y_k))", assume: ["sum_k t_k = 1"])),
        CorpusTemplate(
            "softmax with temperature", over: "k",
            layer("Softmax(a_k, T) -> y_k", "S = sum_k exp(a_k / T)", "y_k = exp(a_k / T) / S"),
            layer("Cross Entropy(y_k, t_k!) -> L", "L = -sum_k (t_k * log(y_k))", assume: ["sum_k t_k = 1"])),
        CorpusTemplate(
            "softmax with squared error", over: "k", softmax,
            layer("Error(y_k, t_k!) -> L", "L = sum_k (y_k - t_k)^2 / 2")),
        CorpusTemplate(
            "log-softmax with negative log-likelihood", over: "k",
            layer("Log-Softmax(a_k) -> l_k", "S = sum_k exp(a_k)", "l_k = a_k - log(S)"),
            layer("NLL(l_k, t_k!) -> L", "L = -sum_k (t_k * l_k)", assume: ["sum_k t_k = 1"])),
        CorpusTemplate(
            "Kullback-Leibler divergence", over: "k",
            layer(
                "KL(p_k!, a_k) -> L", "S = sum_k exp(a_k)", "q_k = exp(a_k) / S",
                "L = sum_k (p_k * (log(p_k) - log(q_k)))", assume: ["sum_k p_k = 1", "p_k > 0"])),
        CorpusTemplate(
            "divergence of a normal distribution", over: "k",
            layer("KL(m_k, s_k) -> L", "L = sum_k (m_k^2 + exp(s_k) - s_k - 1) / 2")),
        CorpusTemplate(
            "pseudo-Huber loss", layer("Huber(y, t!) -> L", "L = sqrt(1 + (y - t)^2) - 1")),
        CorpusTemplate(
            "log-cosh loss", over: "k",
            layer("Log-Cosh(y_k, t_k!) -> L", "d_k = y_k - t_k", "L = sum_k log(exp(d_k) + exp(-d_k))")),
        CorpusTemplate(
            "focal loss", sigmoid,
            layer("Focal(p, c!) -> L", "L = -(1 - p)^2 * log(p) * c", assume: ["0 < p < 1"])),
        CorpusTemplate("triplet loss", layer("Triplet(a, p, n) -> L", "L = (a - p)^2 - (a - n)^2")),
        CorpusTemplate(
            "triplet loss of vectors", over: "k",
            layer(
                "Triplet(a_k, p_k, n_k) -> L", "u = sum_k ((a_k - p_k)^2)", "v = sum_k ((a_k - n_k)^2)",
                "L = log(1 + exp(u - v))")),
        CorpusTemplate("logistic loss", layer("Logistic(z, t!) -> L", "L = log(1 + exp(-t * z))")),
        CorpusTemplate(
            "cosine similarity", over: "k",
            layer(
                "Cosine(x_k, y_k) -> c", "d = sum_k (x_k * y_k)",
                "n = sqrt(sum_k (x_k^2)) * sqrt(sum_k (y_k^2))", "c = d / n"),
            upstream("c")),
        CorpusTemplate("logarithm of a sum", over: "k", layer("LSE(x_k) -> L", "L = log(sum_k exp(x_k))")),
        CorpusTemplate("product", over: "k", layer("Product(x_k) -> L", "L = prod_k x_k")),
        CorpusTemplate(
            "variance", over: "k",
            layer("Variance(x_k) -> L", "m = sum_k x_k / 3", "v = sum_k ((x_k - m)^2) / 3", "L = sqrt(v + 1)")),
    ]
}
