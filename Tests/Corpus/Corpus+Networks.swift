extension Corpus {
    /// Layers in rows, side by side, with skips and branches.
    static let networks = [
        CorpusTemplate(
            "perceptron of two layers by elements",
            layer(
                "Affine 1(x1, x2, w11, w12, w21, w22) -> a1, a2", "a1 = w11 * x1 + w12 * x2",
                "a2 = w21 * x1 + w22 * x2"),
            layer("Tanh(a1, a2) -> h1, h2", "h1 = tanh(a1)", "h2 = tanh(a2)"),
            layer("Affine 2(h1, h2, v1, v2) -> y", "y = v1 * h1 + v2 * h2"),
            layer("Error(y, t!) -> L", "L = (y - t)^2 / 2")),
        CorpusTemplate(
            "perceptron of three layers by elements",
            layer("Layer 1(x1, x2, u1, u2) -> a1, a2", "a1 = tanh(u1 * x1 + x2)", "a2 = tanh(u2 * x2 + x1)"),
            layer("Layer 2(a1, a2, v1, v2) -> b1, b2", "b1 = tanh(v1 * a1 + a2)", "b2 = tanh(v2 * a2 + a1)"),
            layer("Layer 3(b1, b2, w1, w2) -> y", "y = w1 * b1 + w2 * b2"),
            layer("Error(y, t!) -> L", "L = (y - t)^2 / 2")),
        CorpusTemplate(
            "matrix by vector", over: "i", and: ["j": 2],
            layer("Affine(x_i, w_j_i, b_j) -> y_j", "y_j = sum_i (w_j_i * x_i) + b_j"), upstream("y_j")),
        CorpusTemplate(
            "sums over two indices", over: "i", and: ["j": 2],
            layer("Sums(a_i, b_j) -> L", "u_i = exp(a_i)", "v_j = sin(b_j)", "L = sum_i u_i * sum_j v_j")),
        CorpusTemplate(
            "five layers in a row", over: "k", layer("Affine(x_k, w_k, b_k) -> u_k", "u_k = w_k * x_k + b_k"),
            layer("Tanh(u_k) -> h_k", "h_k = tanh(u_k)"), layer("Scale(h_k, g) -> a_k", "a_k = h_k * g"),
            layer("Softmax(a_k) -> y_k", "S = sum_k exp(a_k)", "y_k = exp(a_k) * (1 / S)"),
            layer("Cross Entropy(y_k, t_k!) -> L", "L = sum_k (t_k * log(y_k)) * -1", assume: ["sum_k t_k = 1"])
        ),
        CorpusTemplate(
            "residual block in one layer", layer("Block(x, w1, w2) -> y", "h = tanh(w1 * x)", "y = w2 * h + x"),
            upstream("y")),
        CorpusTemplate(
            "residual block in two layers", layer("F(x, w) -> f", "f = tanh(w * x)"),
            layer("Add(f, x) -> y", "y = f + x"), upstream("y")),
        CorpusTemplate(
            "residual blocks of classes", over: "k", layer("F(x_k, w_k) -> f_k", "f_k = tanh(w_k * x_k)"),
            layer("Add(f_k, x_k) -> y_k", "y_k = f_k + x_k"), upstream("y_k")),
        CorpusTemplate(
            "two residual blocks in a row", layer("F 1(x) -> f", "f = tanh(x)"),
            layer("Add 1(f, x) -> u", "u = f + x"),
            layer("F 2(u) -> h", "h = sin(u)"), layer("Add 2(h, u) -> L", "L = h + u")),
        CorpusTemplate(
            "dense block", layer("A(x) -> a", "a = exp(x)"), layer("B(x, a) -> b", "b = sin(x + a)"),
            layer("C(x, a, b) -> L", "L = cos(x + a + b)")),
        CorpusTemplate(
            "diamond of layers", layer("Source(x) -> u", "u = exp(x)"), layer("F(u) -> p", "p = sin(u)"),
            layer("G(u) -> q", "q = cos(u)"), layer("Join(p, q) -> L", "L = p * q")),
        CorpusTemplate(
            "diamond of layers of classes", over: "k", layer("Source(x_k) -> u_k", "u_k = exp(x_k)"),
            layer("F(u_k) -> p_k", "p_k = sin(u_k)"), layer("G(u_k) -> q_k", "q_k = cos(u_k)"),
            layer("Join(p_k, q_k) -> L", "L = sum_k (p_k * q_k)")),
        CorpusTemplate(
            "two diamonds", layer("A(x) -> a", "a = exp(x)"), layer("B(a) -> b", "b = sin(a)"),
            layer("C(a) -> c", "c = cos(a)"), layer("D(b, c) -> d", "d = b * c"),
            layer("E(d) -> e", "e = tanh(d)"),
            layer("F(d) -> f", "f = d^2"), layer("G(e, f) -> L", "L = e + f")),
        CorpusTemplate(
            "three layers side by side", layer("Source(x) -> u", "u = exp(x)"),
            layer("F(u) -> p", "p = sin(u)"),
            layer("G(u) -> q", "q = cos(u)"), layer("H(u) -> r", "r = tanh(u)"),
            layer("Join(p, q, r) -> L", "L = p * q + r")),
        CorpusTemplate(
            "inputs of their own, side by side", layer("F(x) -> p", "p = sin(x)"),
            layer("G(y) -> q", "q = cos(y)"),
            layer("Join(p, q) -> L", "L = p * q")),
        CorpusTemplate(
            "two towers", over: "k", layer("Left(x_k) -> p", "p = sum_k (x_k^2)"),
            layer("Right(y_k) -> q", "q = sum_k exp(y_k)"), layer("Join(p, q) -> L", "L = p * q")),
        CorpusTemplate(
            "tree of layers", layer("A(a, b) -> p", "p = a * b"), layer("B(c, d) -> q", "q = c * d"),
            layer("C(e, f) -> r", "r = e * f"), layer("D(p, q) -> s", "s = p + q"),
            layer("E(s, r) -> L", "L = s * r")),
        CorpusTemplate(
            "skips around layers", layer("A(x) -> u", "u = exp(x)"), layer("B(u) -> v", "v = sin(u)"),
            layer("C(v, u) -> w", "w = u * v"), layer("D(w, u) -> L", "L = w + u")),
        CorpusTemplate(
            "skip of classes around two layers", over: "k", layer("A(x_k) -> u_k", "u_k = exp(x_k)"),
            layer("B(u_k) -> v_k", "v_k = sin(u_k)"), layer("C(v_k) -> w_k", "w_k = tanh(v_k)"),
            layer("D(w_k, u_k) -> L", "L = sum_k (w_k * u_k)")),
        CorpusTemplate(
            "two outputs of a layer", layer("Split(x, y) -> u, v", "u = x * y", "v = x + y"),
            layer("Join(u, v) -> L", "L = u * v")),
        CorpusTemplate(
            "outputs to two layers", layer("Split(x, y) -> u, v", "u = x * y", "v = x + y"),
            layer("F(u) -> p", "p = exp(u)"), layer("G(v) -> q", "q = sin(v)"),
            layer("Join(p, q, u) -> L", "L = p * q + u")),
        CorpusTemplate(
            "outputs that leave the network", layer("Split(x, y) -> u, v", "u = x * y", "v = x + y")),
        CorpusTemplate(
            "a parameter of three layers", layer("A(x, w) -> a", "a = w * x"),
            layer("B(a, w) -> b", "b = exp(w * a)"),
            layer("C(b, w) -> L", "L = w + b")),
        CorpusTemplate(
            "autoencoder", over: "k", layer("Encoder(x_k, w_k) -> z", "z = tanh(sum_k (w_k * x_k))"),
            layer("Decoder(z, v_k) -> y_k", "y_k = v_k * z"),
            layer("Error(y_k, x_k) -> L", "L = sum_k (y_k - x_k)^2")),
    ]
}
