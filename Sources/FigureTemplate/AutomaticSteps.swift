import ComputationalGraph
import Diagnostics
import Symbolic

/// A step of the backward pass that a template leaves to be found: `steps: auto`, one for each node that the gradient passes, or
/// `steps: layers`.
public struct AutomaticStep: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable {
        case nodes = "auto"
        case layers
    }

    public var unit: Unit
    /// From 0.
    public var ordinal = 0
}

extension Figure {
    /// The edges along which gradients come back in each step of the backward pass, from the last node on; nodes that are as far
    /// from the inputs are one step.
    func backwardSteps(of graph: ComputationalGraph, by unit: AutomaticStep.Unit) -> [[Int]] {
        // What an edge ends at: a node, or a collapsed layer; nil outside.
        func end(_ node: Int) -> Int? {
            guard let layer = drawnLayer(of: graph.nodes[node]) else { return nil }
            guard unit == .nodes, open.contains(layer) else { return layer }
            return graph.model.layers.count + (call(of: node).map { closedCalls[$0].values[0] } ?? node)
        }
        let drawn = graph.edges.indices.filter { shows(graph.edges[$0], of: graph) }
        var depths: [Int: Int] = [:]
        for edge in drawn {
            guard let target = end(graph.edges[edge].target) else { continue }
            let source = end(graph.edges[edge].source)
            if source == target { continue }
            depths[target] = max(depths[target, default: 0], 1 + (source.flatMap { depths[$0] } ?? 0))
        }
        let last = (depths.values.max() ?? 0) + 1
        let steps = Dictionary(grouping: drawn.filter { graph.edges[$0].backward != nil }) { edge in
            end(graph.edges[edge].target).map { depths[$0] ?? 0 } ?? last
        }
        return steps.sorted { $0.key > $1.key }.map(\.value)
    }
}

extension FigureSpecification {
    /// The steps of a series that are to be found, each as a figure.
    ///
    /// - Throws: `Diagnostic` for what is wrong with the model, and where no gradient comes back.
    func automaticSteps(of template: Template) throws -> [FigureSpecification] {
        guard let automatic else { return [self] }
        let model = classes.map(template.model.with) ?? template.model
        var graph = try ComputationalGraph(rolledUp(of: template.model).map(model.rolledUp) ?? model)
        if hasUpstreamSymbols { graph = try ComputationalGraph(graph.excerpt(of: layers(of: graph))) }
        var plain = self
        plain.automatic = nil
        let figure = try Figure(plain, of: graph)
        let edges = figure.backwardSteps(of: graph, by: automatic.unit)
        guard !edges.isEmpty else {
            throw idPlace.error(
                "no gradient flows along any arrow of the figure ‘\(id)’",
                suggestion: graph.missingGradientReason)
        }
        return edges.indices.map { step($0, along: edges[$0], of: figure, in: graph, by: automatic.unit) }
    }

    /// One step of the series as a figure.
    private func step(
        _ ordinal: Int, along edges: [Int], of figure: Figure, in graph: ComputationalGraph,
        by unit: AutomaticStep.Unit
    ) -> FigureSpecification {
        let words = StepTexts.of(language)
        var names: [String] = []
        var operation: Operation?
        for target in edges.map({ graph.edges[$0].target }) {
            let node = graph.nodes[target]
            guard let layer = figure.drawnLayer(of: node) else { continue }
            let isOpen = unit == .nodes && figure.open.contains(layer)
            let call = figure.call(of: target).map { figure.closedCalls[$0] }
            let name = isOpen ? call?.function ?? node.sign ?? "" : graph.model.layers[layer].displayName
            if names.contains(name) { continue }
            names.append(name)
            operation = isOpen && call == nil ? node.operation : nil
        }
        // Several operations have no rule in common.
        let rule = names.count == 1 ? operation.flatMap(words.rule) : nil
        var step = self
        step.id = "\(id)-\(ordinal + 1)"
        step.title = words.title(ordinal + 1, names)
        step.caption = names.isEmpty ? words.arrives : rule ?? words.chain
        step.automatic = AutomaticStep(unit: unit, ordinal: ordinal)
        step.step = ordinal + 1
        return step
    }
}

/// The titles and captions of steps that a template has none for, in one language.
private struct StepTexts {
    let title: (_ number: Int, _ names: [String]) -> String
    let arrives, chain: String
    let sum, product, reciprocal, exp, log, negation, relu: String

    /// What a node of an operation does to the gradient.
    func rule(_ operation: Operation) -> String? {
        switch operation {
        case .sum: sum
        case .product: product
        case .reciprocal: reciprocal
        case .exp: exp
        case .log, .ln: log
        case .negation: negation
        case .relu: relu
        default: nil
        }
    }

    static func of(_ language: String?) -> StepTexts {
        switch language?.split(separator: "-").first {
        case "zh": chinese
        case "ja": japanese
        default: english
        }
    }

    private static var english: StepTexts {
        StepTexts(
            title: { number, names in
                "Step \(number): "
                    + (names.isEmpty
                        ? "the gradient arrives"
                        : "back through " + names.map { "“\($0)”" }.joined(separator: " and "))
            },
            arrives: "It is the upstream gradient.",
            chain: "The upstream gradient, times the local derivative.",
            sum: "A “+” node passes the gradient on unchanged.",
            product: "A “×” node multiplies the gradient by the other factor.",
            reciprocal: "The derivative of 1/x is −1/x²: minus the square of the value.",
            exp: "The derivative of the exponential function is the function itself.",
            log: "The derivative of the logarithm is the reciprocal.",
            negation: "The sign changes.",
            relu: "The gradient passes where the value is positive.")
    }

    private static var chinese: StepTexts {
        StepTexts(
            title: { number, names in
                "第 \(number) 步："
                    + (names.isEmpty ? "梯度传来" : "反向通过" + names.map { "“\($0)”" }.joined(separator: "与"))
            },
            arrives: "这是上游梯度。", chain: "上游梯度乘以局部导数。",
            sum: "“+”节点将梯度原样传下去。", product: "“×”节点将梯度乘以另一个因子。",
            reciprocal: "1/x 的导数是 −1/x²，即其值平方的相反数。", exp: "指数函数的导数就是它自身。",
            log: "对数的导数是倒数。", negation: "符号改变。", relu: "值为正处，梯度通过。")
    }

    private static var japanese: StepTexts {
        StepTexts(
            title: { number, names in
                "手順 \(number)："
                    + (names.isEmpty
                        ? "勾配が届く" : names.map { "「\($0)」" }.joined(separator: "と") + "を逆向きに通る")
            },
            arrives: "上流の勾配です。", chain: "上流の勾配に局所微分を掛けます。",
            sum: "「+」ノードは勾配をそのまま伝えます。", product: "「×」ノードは勾配にもう一方の因子を掛けます。",
            reciprocal: "1/x の微分は −1/x²、つまり値の二乗に負号を付けたものです。", exp: "指数関数の微分は、それ自身です。",
            log: "対数の微分は逆数です。", negation: "符号が変わります。", relu: "値が正のところで勾配が通ります。")
    }
}
