extension Corpus {
    /// Recursions over the index that runs over the classes: each step has arrows past those before it.
    static let recursions = [
        CorpusTemplate(
            "oscillator step by step", over: "t",
            layer(
                "Euler(x_0, v_0, h, w) -> L", "v_t = v_{t-1} - h * w * x_{t-1}", "x_t = x_{t-1} + h * v_t",
                "L = sum_t x_t")),
        CorpusTemplate(
            "gradient steps with momentum", over: "t",
            layer(
                "Momentum(d_t, v_0, w_0, m, r) -> L", "v_t = m * v_{t-1} + d_t", "w_t = w_{t-1} - r * v_t",
                "L = sum_t w_t^2")),
        CorpusTemplate(
            "running mean", over: "t", layer("Mean(x_t, y_0, a) -> y_t", "y_t = a * x_t + (1 - a) * y_{t-1}"),
            upstream("y_t")),
        CorpusTemplate(
            "state space", over: "t",
            layer(
                "States(x_t, h_0, a, b, c, d) -> L", "h_t = a * h_{t-1} + b * x_t", "y_t = c * h_t + d * x_t",
                "L = sum_t y_t^2")),
        CorpusTemplate(
            "retention", over: "t",
            layer(
                "Retention(q_t, k_t, v_t, s_0, g) -> L", "s_t = g * s_{t-1} + k_t * v_t", "o_t = q_t * s_t",
                "L = sum_t o_t^2")),
        CorpusTemplate(
            "filter of noise", over: "t", kinds: [.forward, .collapsed],
            layer(
                "Kalman(z_t, x_0, p_0, q, r) -> x_t", "a_t = p_{t-1} + q", "k_t = a_t / (a_t + r)",
                "x_t = x_{t-1} + k_t * (z_t - x_{t-1})", "p_t = (1 - k_t) * a_t", assume: ["r > 0"]),
            layer("Error(x_t) -> L", "L = sum_t x_t^2")),
        CorpusTemplate(
            "gated recurrent units step by step", over: "t", kinds: [.forward, .collapsed],
            layer(
                "GRU(x_t, h_0, w_r, w_u, w_n, v_r, v_u, v_n) -> h_t", "r_t = tanh(w_r * x_t + v_r * h_{t-1})",
                "u_t = tanh(w_u * x_t + v_u * h_{t-1})", "n_t = tanh(w_n * x_t + r_t * (v_n * h_{t-1}))",
                "h_t = (1 - u_t) * n_t + u_t * h_{t-1}"),
            layer("Error(h_t) -> L", "L = sum_t h_t^2")),
    ]

    /// Whether a network is one of these, by its name.
    package static func isRecursion(_ name: String) -> Bool { recursions.contains { $0.name == name } }
}
