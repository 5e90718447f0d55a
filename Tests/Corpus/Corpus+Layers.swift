extension Corpus {
    /// Normalizations, gates, attention: layers for one network or another.
    static let layers = [
        CorpusTemplate(
            "batch normalization", over: "k",
            layer(
                "BatchNorm(x_k, gamma, beta, eps!) -> y_k", "m = sum_k x_k / 3", "d_k = x_k - m",
                "v = sum_k (d_k^2) / 3", "s = sqrt(v + eps)", "h_k = d_k / s", "y_k = gamma * h_k + beta",
                assume: ["eps > 0"]),
            upstream("y_k")),
        CorpusTemplate(
            "layer normalization", over: "k",
            layer(
                "LayerNorm(x_k, gamma_k, beta_k) -> y_k", "m = sum_k x_k / 3", "d_k = x_k - m",
                "v = sum_k (d_k^2) / 3", "s = sqrt(v + 1)", "y_k = gamma_k * (d_k / s) + beta_k"),
            upstream("y_k")),
        CorpusTemplate(
            "root mean square normalization", over: "k",
            layer(
                "RMSNorm(x_k, w) -> y_k", "v = sum_k (x_k^2) / 3", "s = sqrt(v + 1)", "y_k = w * x_k / s"),
            upstream("y_k")),
        CorpusTemplate(
            "length normalization", over: "k",
            layer("L2(x_k) -> y_k", "n = sqrt(sum_k (x_k^2) + 1)", "y_k = x_k / n"), upstream("y_k")),
        CorpusTemplate(
            "dropout", over: "k", layer("Dropout(x_k, m_k!, p!) -> y_k", "y_k = x_k * m_k / (1 - p)"),
            upstream("y_k")),
        CorpusTemplate(
            "scale and shift of each", over: "k",
            layer("Affine(x_k, w_k, b_k) -> y_k", "y_k = w_k * x_k + b_k"),
            upstream("y_k")),
        CorpusTemplate(
            "one scale and shift for all", over: "k", layer("Affine(x_k, w, b) -> y_k", "y_k = w * x_k + b"),
            upstream("y_k")),
        CorpusTemplate(
            "neuron", over: "k", layer("Affine(x_k, w_k, b) -> y", "y = sum_k (w_k * x_k) + b"),
            layer("Error(y, t!) -> L", "d = y - t", "L = d^2 / 2")),
        CorpusTemplate(
            "gate", over: "k",
            layer("Gate(x_k, z_k) -> y_k", "s_k = 1 / (1 + exp(-z_k))", "y_k = s_k * x_k"), upstream("y_k")),
        CorpusTemplate(
            "gated linear unit", layer("GLU(x, w, v) -> y", "a = x * w", "b = x * v", "y = a / (1 + exp(-b))"),
            upstream("y")),
        CorpusTemplate(
            "SwiGLU", over: "k",
            layer(
                "SwiGLU(x_k, w_k, v_k) -> y_k", "a_k = w_k * x_k", "b_k = v_k * x_k",
                "y_k = a_k * b_k / (1 + exp(-a_k))"),
            upstream("y_k")),
        CorpusTemplate(
            "highway",
            layer(
                "Highway(x, w, b) -> y", "t = 1 / (1 + exp(-(w * x + b)))", "h = tanh(x)",
                "y = t * h + (1 - t) * x"
            ),
            upstream("y")),
        CorpusTemplate(
            "highway of classes", over: "k",
            layer(
                "Highway(x_k, h_k, z_k) -> y_k", "t_k = 1 / (1 + exp(-z_k))",
                "y_k = t_k * h_k + (1 - t_k) * x_k"),
            upstream("y_k")),
        CorpusTemplate(
            "attention of one query", over: "k",
            layer(
                "Attention(q, k_k, v_k) -> o", "s_k = q * k_k", "S = sum_k exp(s_k)", "p_k = exp(s_k) / S",
                "o = sum_k (p_k * v_k)"),
            upstream("o")),
        CorpusTemplate(
            "attention in layers", over: "k", layer("Scores(q, k_k) -> s_k", "s_k = q * k_k"),
            layer("Softmax(s_k) -> p_k", "S = sum_k exp(s_k)", "p_k = exp(s_k) / S"),
            layer("Mean(p_k, v_k) -> o", "o = sum_k (p_k * v_k)"), upstream("o")),
        CorpusTemplate(
            "attention of two queries by elements",
            layer(
                "Scores(q1, q2, k1, k2) -> s11, s12, s21, s22", "s11 = q1 * k1", "s12 = q1 * k2",
                "s21 = q2 * k1", "s22 = q2 * k2"),
            layer(
                "Softmax(s11, s12, s21, s22) -> p11, p12, p21, p22", "S1 = exp(s11) + exp(s12)",
                "S2 = exp(s21) + exp(s22)", "p11 = exp(s11) / S1", "p12 = exp(s12) / S1", "p21 = exp(s21) / S2",
                "p22 = exp(s22) / S2"),
            layer("Mean(p11, p12, p21, p22, v1, v2) -> L", "L = p11 * v1 + p12 * v2 + p21 * v1 + p22 * v2")),
    ]

    /// What is unrolled in time.
    static let recurrences = [
        CorpusTemplate(
            "LSTM cell",
            layer(
                "LSTM(ai, af, ao, az, c0) -> h", "i = 1 / (1 + exp(-ai))", "f = 1 / (1 + exp(-af))",
                "o = 1 / (1 + exp(-ao))", "z = tanh(az)", "c = f * c0 + i * z", "h = o * tanh(c)"),
            upstream("h")),
        CorpusTemplate(
            "LSTM cell of input and state",
            layer(
                "LSTM(x, h, c) -> y", "i = 1 / (1 + exp(-(x + h)))", "f = 1 / (1 + exp(-(x + 2 * h)))",
                "o = 1 / (1 + exp(-(x + 3 * h)))", "z = tanh(x + 4 * h)", "d = f * c + i * z", "y = o * tanh(d)"
            )),
        CorpusTemplate(
            "LSTM cells side by side", over: "k",
            layer("LSTM(i_k, f_k, z_k, c_k) -> d_k", "d_k = f_k * c_k + i_k * tanh(z_k)"), upstream("d_k")),
        CorpusTemplate(
            "GRU cell",
            layer(
                "GRU(x, h) -> y", "z = 1 / (1 + exp(-(x + h)))", "r = 1 / (1 + exp(-(x - h)))",
                "n = tanh(x + r * h)", "y = (1 - z) * n + z * h"),
            upstream("y")),
        CorpusTemplate(
            "three steps of an RNN in one layer",
            layer(
                "RNN(x1, x2, x3, w, u, b, h0) -> h3", "h1 = tanh(w * x1 + u * h0 + b)",
                "h2 = tanh(w * x2 + u * h1 + b)", "h3 = tanh(w * x3 + u * h2 + b)"),
            upstream("h3")),
        CorpusTemplate(
            "three steps of an RNN in three layers", layer("Step 1(x1, w, h0) -> h1", "h1 = tanh(w * x1 + h0)"),
            layer("Step 2(x2, w, h1) -> h2", "h2 = tanh(w * x2 + h1)"),
            layer("Step 3(x3, w, h2) -> h3", "h3 = tanh(w * x3 + h2)"), upstream("h3")),
        CorpusTemplate(
            "four steps of an RNN in four layers",
            layer("Step 1(x1, w, u, h0) -> h1", "h1 = tanh(w * x1 + u * h0)"),
            layer("Step 2(x2, w, u, h1) -> h2", "h2 = tanh(w * x2 + u * h1)"),
            layer("Step 3(x3, w, u, h2) -> h3", "h3 = tanh(w * x3 + u * h2)"),
            layer("Step 4(x4, w, u, h3) -> h4", "h4 = tanh(w * x4 + u * h3)"), upstream("h4")),
        CorpusTemplate(
            "a loss at every step", layer("Step 1(x1, w, h0) -> h1", "h1 = tanh(w * x1 + h0)"),
            layer("Step 2(x2, w, h1) -> h2", "h2 = tanh(w * x2 + h1)"),
            layer("Step 3(x3, w, h2) -> h3", "h3 = tanh(w * x3 + h2)"),
            layer("Loss(h1, h2, h3) -> L", "L = h1^2 + h2^2 + h3^2")),
    ]

    /// What all lanes share comes in among them.
    static let sharedInputs = [
        CorpusTemplate(
            "weights of unit length", over: "k",
            layer(
                "Weights(v_k, g, x_k) -> L", "w_k = g * v_k / sqrt(sum_k v_k^2)", "L = sum_k (w_k * x_k)^2")),
        CorpusTemplate(
            "Fourier series", over: "k",
            layer("Series(x, w_k) -> L", "L = sum_k (w_k * cos(2 * pi * k * x))")),
        CorpusTemplate(
            "a matrix nearer to the unit matrix", over: "i", and: ["j": 2],
            kinds: [.forward, .values, .collapsed],
            layer(
                "Shrink(S_i_j, lambda) -> L", "R_i_j = (1 - lambda) * S_i_j + lambda * [i = j]",
                "L = sum_i sum_j R_i_j^2")),
        CorpusTemplate(
            "geometric series", over: "k", layer("Series(q) -> L", "L = sum_k (k * q * (1 - q)^(k - 1))")),
        CorpusTemplate(
            "descent by steps", and: ["t": 3],
            layer("Descent(w_0, a, eta) -> w_t", "w_t = w_{t-1} - eta * 2 * (w_{t-1} - a)"),
            layer("Loss(w_t) -> L", "L = sum_t w_t^2")),
        CorpusTemplate(
            "gates from the mean", over: "k",
            layer(
                "Gates(x_k, w, v) -> y_k", "z = mean_k x_k", "s = sigmoid(v * max(w * z, 0))", "y_k = s * x_k")),
    ]
}
