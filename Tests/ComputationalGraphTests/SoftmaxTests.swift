import ComputationalGraph
import Symbolic
import Testing

@Suite struct SoftmaxTests {
    /// Every edge of Figure A.11, forward and backward.
    @Test func threeClasses() throws {
        #expect(
            try ComputationalGraph(softmaxWithLoss(classes: 3)).lines == [
                "a_1 → exp_1: a_1, y_1-t_1",
                "a_2 → exp_2: a_2, y_2-t_2",
                "a_3 → exp_3: a_3, y_3-t_3",
                "exp_1 → sum: exp(a_1), 1/S",
                "exp_2 → sum: exp(a_2), 1/S",
                "exp_3 → sum: exp(a_3), 1/S",
                "sum → reciprocal: S, 1/S",
                "exp_1 → product_1: exp(a_1), -t_1/exp(a_1)",
                "reciprocal → product_1: 1/S, -t_1*S",
                "exp_2 → product_2: exp(a_2), -t_2/exp(a_2)",
                "reciprocal → product_2: 1/S, -t_2*S",
                "exp_3 → product_3: exp(a_3), -t_3/exp(a_3)",
                "reciprocal → product_3: 1/S, -t_3*S",
                "product_1 → log_1: y_1, -t_1/y_1",
                "t_1 → product2_1: t_1",
                "log_1 → product2_1: log(y_1), -t_1",
                "product_2 → log_2: y_2, -t_2/y_2",
                "t_2 → product2_2: t_2",
                "log_2 → product2_2: log(y_2), -t_2",
                "product_3 → log_3: y_3, -t_3/y_3",
                "t_3 → product2_3: t_3",
                "log_3 → product2_3: log(y_3), -t_3",
                "product2_1 → sum2: t_1*log(y_1), -1",
                "product2_2 → sum2: t_2*log(y_2), -1",
                "product2_3 → sum2: t_3*log(y_3), -1",
                "sum2 → product3: t_1*log(y_1)+t_2*log(y_2)+t_3*log(y_3), -1",
                "constant → product3: -1",
                "product3 → L: L, 1",
            ])
    }

    @Test(arguments: [2, 3, 5, 10, 40])
    func anyNumberOfClasses(count: Int) throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: count))
        var expected: Set<String> = [
            "sum → reciprocal: S, 1/S", "constant → product3: -1", "product3 → L: L, 1",
            "sum2 → product3: \((1...count).map { "t_\($0)*log(y_\($0))" }.joined(separator: "+")), -1",
        ]
        for k in 1...count {
            expected.formUnion([
                "a_\(k) → exp_\(k): a_\(k), y_\(k)-t_\(k)", "exp_\(k) → sum: exp(a_\(k)), 1/S",
                "exp_\(k) → product_\(k): exp(a_\(k)), -t_\(k)/exp(a_\(k))",
                "reciprocal → product_\(k): 1/S, -t_\(k)*S", "product_\(k) → log_\(k): y_\(k), -t_\(k)/y_\(k)",
                "t_\(k) → product2_\(k): t_\(k)", "log_\(k) → product2_\(k): log(y_\(k)), -t_\(k)",
                "product2_\(k) → sum2: t_\(k)*log(y_\(k)), -1",
            ])
        }
        #expect(Set(graph.lines) == expected)
        #expect(graph.lines.count == expected.count)
    }

    /// With one class y_1 is 1, and so is the label: nothing is left to learn.
    @Test func oneClass() throws {
        #expect(try ComputationalGraph(softmaxWithLoss(classes: 1)).gradient("a_1") == ["0"])
    }

    @Test func texOfTheValues() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 3))
        func tex(_ selector: String) throws -> [String?] {
            try graph.edges(matching: .init(selector)).map { graph.edges[$0].backward?.tex }
        }
        #expect(try tex("a_1") == ["y_1 - t_1"])
        #expect(try tex("exp(a_1) -> y_1") == [#"-\frac{t_1}{\exp(a_1)}"#])
        #expect(try tex("1/S -> y_1") == ["-t_1 S"])
        #expect(try tex("y_1") == [#"-\frac{t_1}{y_1}"#])
    }

    @Test func nodes() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 2))
        let lines = graph.nodes.map { node in
            [
                node.id, "\(node.value)", node.layer.map { graph.model.layers[$0].name } ?? "-",
                node.lane.isEmpty ? "-" : node.lane.map { "\($0.value)" }.joined(separator: ","),
            ].joined(separator: " | ")
        }
        #expect(
            lines == [
                "a_1 | a_1 | - | 1", "a_2 | a_2 | - | 2", "t_1 | t_1 | - | 1", "t_2 | t_2 | - | 2",
                "exp_1 | exp(a_1) | Softmax | 1", "exp_2 | exp(a_2) | Softmax | 2", "sum | S | Softmax | -",
                "reciprocal | 1/S | Softmax | -", "product_1 | y_1 | Softmax | 1",
                "product_2 | y_2 | Softmax | 2",
                "log_1 | log(y_1) | Cross Entropy Error | 1",
                "product2_1 | t_1*log(y_1) | Cross Entropy Error | 1",
                "log_2 | log(y_2) | Cross Entropy Error | 2",
                "product2_2 | t_2*log(y_2) | Cross Entropy Error | 2",
                "sum2 | t_1*log(y_1)+t_2*log(y_2) | Cross Entropy Error | -",
                "constant | -1 | Cross Entropy Error | -", "product3 | L | Cross Entropy Error | -",
                "L | L | - | -",
            ])
        #expect(graph.nodes[6].kind == .operation(.sum))
        #expect(graph.nodes[7].kind == .operation(.reciprocal))
        #expect(graph.nodes[15].kind == .constant(-1))
        #expect(graph.nodes[17].kind == .output(Symbol("L")))
    }

    @Test func definitionsAndAssumptions() throws {
        let graph = try ComputationalGraph(softmaxWithLoss(classes: 2))
        #expect(
            graph.definitions.map { "\($0.symbol.plain) = \($0.value)" } == [
                "S = exp(a_1)+exp(a_2)", "y_1 = exp(a_1)*(1/S)", "y_2 = exp(a_2)*(1/S)",
                "L = (t_1*log(y_1)+t_2*log(y_2))*(-1)",
            ])
        #expect(graph.assumptions.map { "\($0.left) = \($0.right)" } == ["t_1+t_2 = 1"])
        #expect(graph.missingGradientReason == nil)
    }

    @Test func theFirstIndexIsReplaced() throws {
        let model = softmaxWithLoss(classes: 3).withFirstIndex(1...4)
        #expect(try ComputationalGraph(model).gradient("a_4") == ["y_4-t_4"])
    }
}
