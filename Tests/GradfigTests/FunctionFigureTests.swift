import Gradfig
import Scene
import Testing

/// `functions` in a figure: calls as one node each.
struct FunctionFigureTests {
    /// By the letter or by its name, and with the words below it.
    @Test func `functions by their names`() throws {
        let text = """
            title: T
            functions: |
              σ(x) = 1 / (1 + exp(-x))
              φ(x) = x
              leaky_relu(x) = max(x, 0.01*x)
            names: { σ: s }
            layers:
              - { name: A, input: x, equations: y = σ(x) + φ(x) + leaky_relu(x), output: y }
            figures:
              - { id: letters, title: T, functions: [σ, φ, leaky_relu] }
              - { id: names, title: T, functions: [sigma, phi, leaky_relu] }
            """
        let set = try FigureSet(SourceText(text, name: "t.yaml"))
        for figure in set.figures {
            #expect(figure.closedCalls.map(\.function).sorted() == ["leaky_relu", "phi", "sigma"])
        }
    }

    private static func template(_ figure: String) -> String {
        """
        title: Functions
        index: { k: 1...3 }
        functions: |
          sigma(x) = 1 / (1 + exp(-x))
        layers:
          - name: Layer
            input: [a_k, w, x]
            equations: |
              y_k = softmax(a_k)
              h   = sigma(w * x)
              L   = h * sum_k (y_k * y_k)
            output: L
        figures:
          - { id: f, title: F, backward: all, \(figure) }

        """
    }

    private func scenes(_ figure: String) throws -> [Scene] {
        let set = try FigureSet(SourceText(Self.template(figure), name: "f.yaml"))
        return try Fixtures.renderer.get().scenes(of: set.figures, in: set)
    }

    /// What stands in the nodes, with their radii, in the order of the file.
    private func nodes(_ scene: Scene) -> [(id: String, text: String, radius: Double)] {
        scene.elements.compactMap { element in
            guard case .group(let group) = element, group.classes == ["node"] else { return nil }
            var radius = 0.0
            for case .shape(let shape) in group.elements {
                if case .circle(_, let own) = shape.geometry { radius = own }
            }
            for case .text(let text) in group.elements { return (group.id, text.plain, radius) }
            return nil
        }
    }

    @Test func `all closed, with the derivative where there is one value`() throws {
        let nodes = try nodes(scenes("functions: closed")[0])
        #expect(Set(nodes.map(\.id)).isSuperset(of: ["softmax", "sigma"]))
        #expect(Set(nodes.map(\.text)) == ["×", "softmax", "sigma, h′ = h*(1-h)", "+"])
        // Signs keep their size beside what is longer.
        let sizes = Dictionary(grouping: nodes, by: \.text).mapValues { Set($0.map(\.radius)) }
        #expect(sizes["×"] == sizes["+"])
        #expect(sizes["×"]!.first! < sizes["softmax"]!.first!)
        #expect(sizes["softmax"]!.first! < sizes["sigma, h′ = h*(1-h)"]!.first!)
    }

    /// It has no operation where it is drawn open.
    @Test func `a function that is its argument`() throws {
        let template = """
            title: Identity
            functions: f(x) = x
            layers:
              - name: Layer
                input: [w, x]
                equations: |
                  y = f(w * x)
                  z = f(y)
                output: z
            figures:
              - { id: closed, title: F, backward: all, upstream: symbols, functions: f }
              - { id: all, title: F, backward: all, functions: closed, at: { w: 2, x: 3 } }
              - { id: open, title: F, backward: all }
            """
        let set = try FigureSet(SourceText(template, name: "f.yaml"))
        let scenes = try Fixtures.renderer.get().scenes(of: set.figures, in: set)
        #expect(nodes(scenes[0]).map(\.text) == ["×", "f, y′ = 1", "f, z′ = 1"])
        #expect(nodes(scenes[1]).map(\.text) == ["×", "f", "f"])
        #expect(nodes(scenes[2]).map(\.text) == ["×"])
    }

    private func called(_ figures: String...) throws -> FigureSet {
        let template = """
            title: Called
            index: { k: 1...2 }
            functions: sigma(x) = 1 / (1 + exp(-x))
            layers:
              - { name: Layer, input: [w, x_k], equations: L = sum_k (w * sigma(x_k)), output: L }
            figures:
              - \(figures.joined(separator: "\n  - "))
            """
        return try FigureSet(SourceText(template, name: "f.yaml"))
    }

    /// For all values of an index, for one, and as a part of what is named.
    @Test(arguments: [
        ("sigma(x_k)", 2), ("sigma(x_2)", 1), ("sigma(x_1) -> w * sigma(x_1)", 1), ("w * sigma(x_k)", 2),
    ]) func `an edge is named by the call that it carries`(selector: String, count: Int) throws {
        let figure = try called("{ id: f, title: F, backward: [\(selector)], functions: closed }").figures[0]
        #expect(figure.backward.count == count)
    }

    /// A value that no equation names is written as the call, with its indices, and so are gradients.
    @Test func `the call stands for its value`() throws {
        let set = try called(
            "{ id: f, title: F, backward: all, functions: closed }",
            "{ id: g, title: G, backward: all, functions: closed, lanes: none }")
        let scenes = try Fixtures.renderer.get().scenes(of: set.figures, in: set)
        #expect(nodes(scenes[0]).map(\.text).filter { $0 == "sigma, sigma′ = sigma*(1-sigma)" }.count == 2)
        let explanation = WrittenExplanation(of: set)
        let text = try explanation.markdown(step: "f")
        #expect(
            text.contains(
                #"$$w \times (\sigma (x_1) (1 - \sigma (x_1))) = w \sigma (x_1) (1 - \sigma (x_1))$$"#))
        #expect(try explanation.markdown(step: "g").contains(#"\sum_{k} \sigma (x_k)"#))
    }

    /// What is too long for one line of a node is broken. What is too long for several isn't there.
    @Test(arguments: [
        ("x * sigmoid(x)", "f, y′ = sigmoid(x)+y*(1-sigmoid(x))"),
        ("if x > 0 then x else exp(x) - 1", "f, y′ = [x>0]+[x<=0]*exp(x)"),
        ("x * tanh(softplus(x))", "f"),
    ])
    func `a long derivative`(formula: String, text: String) throws {
        let template = """
            title: Long
            functions: f(x) = \(formula)
            layers:
              - { name: Layer, input: x, equations: y = f(x), output: y }
            figures:
              - { id: f, title: F, backward: all, functions: closed }
            """
        let set = try FigureSet(SourceText(template, name: "f.yaml"))
        #expect(nodes(try Fixtures.renderer.get().scenes(of: set.figures, in: set)[0]).map(\.text) == [text])
    }

    /// What its formula calls in turn is written as a call, too.
    @Test func `a derivative with the name of another function`() throws {
        let template = """
            title: Swish
            functions: |
              sigma(x) = 1 / (1 + exp(-x))
              swish(x) = x * sigma(x)
            layers:
              - { name: Layer, input: x, equations: y = swish(x), output: y }
            figures:
              - { id: f, title: F, backward: all, functions: closed }
            """
        let set = try FigureSet(SourceText(template, name: "f.yaml"))
        #expect(
            nodes(try Fixtures.renderer.get().scenes(of: set.figures, in: set)[0]).map(\.text)
                == ["swish, y′ = sigma(x)+y*(1-sigma(x))"])
    }

    @Test func `those that are named`() throws {
        let texts = try nodes(scenes("functions: sigma")[0]).map(\.text)
        #expect(texts.contains("sigma, h′ = h*(1-h)") && texts.contains("exp") && !texts.contains("softmax"))
    }

    @Test func `open else`() throws {
        let texts = try nodes(scenes("functions: open")[0]).map(\.text)
        #expect(texts.filter { $0 == "exp" }.count == 4)
        #expect(try nodes(scenes("stems: all")[0]).map(\.text).contains("−"))
    }

    /// What is closed has no values inside to show.
    @Test func `its inner values are not there`() throws {
        #expect(
            error("functions: closed, forward: [\"exp(a_1)\"]") == """
                f.yaml:14:69: error: the figure ‘f’ does not show the value exp(a_1)
                      - { id: f, title: F, backward: all, functions: closed, forward: ["exp(a_1)"] }
                                                                                        ^~~~~~~~
                """)
    }

    @Test func `a function that isn't called`() {
        #expect(
            error("functions: [sigm]") == """
                f.yaml:14:51: error: the equations call no function ‘sigm’
                      - { id: f, title: F, backward: all, functions: [sigm] }
                                                                      ^~~~
                did you mean ‘sigma’?
                """)
    }

    private func error(_ figure: String) -> String {
        do {
            _ = try scenes(figure)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func `steps go from one to the next`() throws {
        let set = try FigureSet(
            SourceText(
                Self.template("functions: closed, steps: auto").replacing(" backward: all,", with: ""),
                name: "f.yaml"))
        #expect(
            set.figures.map(\.title) == [
                "Step 1: the gradient arrives", "Step 2: back through “×”",
                "Step 3: back through “+”", "Step 4: back through “sigma”", "Step 5: back through “×”",
                "Step 6: back through “softmax”", "Step 7: back through “×”",
            ])
    }
}
