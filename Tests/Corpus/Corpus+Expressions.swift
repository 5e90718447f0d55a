extension Corpus {
    static let expressions = [
        CorpusTemplate("sum and product", layer("Graph(x, y, z) -> f", "f = (x + y) * z")),
        CorpusTemplate("twice the same", layer("Graph(a) -> L", "b = a * a", "L = b + b")),
        CorpusTemplate("used three times", layer("Graph(x) -> L", "L = x^2 + exp(x) * x")),
        CorpusTemplate(
            "all used three times",
            layer("Graph(x, y) -> L", "a = x + y", "b = x * y", "c = x - y", "L = a * b * c")),
        CorpusTemplate(
            "sum and product of the same",
            layer("Graph(a, b) -> y", "c = a + b", "d = a * b", "e = c + d", "f = c * d", "y = e + f")),
        CorpusTemplate(
            "chain", layer("Graph(x) -> L", "a = exp(x)", "b = sin(a)", "c = tanh(b)", "d = cos(c)", "L = d^2")),
        CorpusTemplate(
            "shopping",
            layer(
                "Shop(apple, apples, orange, oranges, tax) -> price",
                "price = (apple * apples + orange * oranges) * tax")),
        CorpusTemplate(
            "neuron by elements",
            layer("Neuron(w0, x0, w1, x1, b) -> y", "y = 1 / (1 + exp(-(w0 * x0 + w1 * x1 + b)))")),
        CorpusTemplate("polynomial in two", layer("Graph(x, y) -> L", "L = x^2 * y + 2 * x * y^2 - 3 * x + y")),
        CorpusTemplate(
            "quadratic of classes", over: "k",
            layer("Graph(x_k, a, b, c) -> L", "L = sum_k (a * x_k^2 + b * x_k + c)")),
        CorpusTemplate(
            "shared factor", over: "k", layer("Graph(x_k, w) -> L", "L = sum_k (exp(w * x_k) + x_k)")),
        CorpusTemplate(
            "binary tree",
            layer(
                "Tree(a, b, c, d, e, f, g, h) -> L", "p = a * b", "q = c * d", "r = e * f", "s = g * h",
                "u = p + q",
                "v = r + s", "L = u * v")),
        CorpusTemplate(
            "continued fraction",
            layer("Graph(a, b, c) -> L", "L = a + 1 / (b + 1 / (c^2 + 1))", assume: ["b > 0"])),
        CorpusTemplate("long sum", layer("Graph(a, b, c, d, e, f) -> L", "L = a + b + c + d + e + f")),
        CorpusTemplate("long product", layer("Graph(a, b, c, d, e, f) -> L", "L = a * b * c * d * e * f")),
        CorpusTemplate(
            "ladder", layer("Graph(x, y) -> L", "a = x + y", "b = a + x", "c = b + a", "d = c + b", "L = d + c")
        ),
        CorpusTemplate(
            "distance", layer("Graph(x1, y1, x2, y2) -> d", "d = sqrt((x1 - x2)^2 + (y1 - y2)^2 + 1)")),
        CorpusTemplate("fan", over: "k", layer("Fan(x, w_k) -> L", "L = sum_k exp(w_k * x)")),
    ]
}
