import Foundation
import Testing

struct ValuesCommandTests {
    private let workspace: Workspace
    private static let template = "Templates/softmax-with-loss.yaml"

    init() throws { workspace = try Workspace() }

    /// What the command prints, as its reader sees it.
    private struct Report: Decodable {
        struct Node: Decodable, Equatable {
            let id: String
            let operation: String
            let layer: String?
            let lane: Int?
        }

        struct Value: Decodable {
            let plain: String
            let tex: String
            let value: Double?
            let number: String?
            let reason: String?
        }

        struct Edge: Decodable {
            let from: String
            let to: String
            let forward: Value
            let backward: Value?
        }

        let definitions: [String: String]
        let assumptions: [String]
        let nodes: [Node]
        let edges: [Edge]
    }

    private func report(_ arguments: String...) throws -> Report {
        let outcome = try workspace.gradfig(["values", Self.template] + arguments)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
        return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test func `the definitions and the assumption`() throws {
        let report = try report()
        #expect(
            report.definitions == [
                "S": "exp(a_1)+exp(a_2)+exp(a_3)",
                "y_1": "exp(a_1)*(1/S)", "y_2": "exp(a_2)*(1/S)", "y_3": "exp(a_3)*(1/S)",
                "L": "(t_1*log(y_1)+t_2*log(y_2)+t_3*log(y_3))*(-1)",
            ])
        #expect(report.assumptions == ["t_1+t_2+t_3 = 1"])
    }

    @Test func `the nodes, with their layers and lanes`() throws {
        let nodes = try report().nodes
        #expect(Set(nodes.map(\.id)).count == nodes.count)
        func node(_ id: String) -> Report.Node? { nodes.first { $0.id == id } }
        #expect(node("a_2") == Report.Node(id: "a_2", operation: "input", layer: nil, lane: 2))
        #expect(node("exp_3") == Report.Node(id: "exp_3", operation: "exp", layer: "Softmax", lane: 3))
        #expect(node("sum") == Report.Node(id: "sum", operation: "sum", layer: "Softmax", lane: nil))
        #expect(
            node("log_1") == Report.Node(id: "log_1", operation: "log", layer: "Cross Entropy Error", lane: 1))
        #expect(node("L") == Report.Node(id: "L", operation: "output", layer: nil, lane: nil))
        let counts = Dictionary(grouping: nodes, by: \.operation).mapValues(\.count)
        #expect(
            counts == [
                "input": 6, "constant": 1, "exp": 3, "sum": 2, "reciprocal": 1, "product": 7, "log": 3,
                "output": 1,
            ])
    }

    /// The table of values that the appendix of the book prints, for three classes.
    @Test func `every value of the appendix`() throws {
        var expected = [
            "sum → reciprocal: S, 1/S",
            "total → negate: t_1*log(y_1)+t_2*log(y_2)+t_3*log(y_3), -1",
            "constant → negate: -1",
            "negate → L: L, 1",
        ]
        for k in 1...3 {
            expected += [
                "a_\(k) → exp_\(k): a_\(k), y_\(k)-t_\(k)",
                "exp_\(k) → sum: exp(a_\(k)), 1/S",
                "exp_\(k) → product_\(k): exp(a_\(k)), -t_\(k)/exp(a_\(k))",
                "reciprocal → product_\(k): 1/S, -t_\(k)*S",
                "product_\(k) → log_\(k): y_\(k), -t_\(k)/y_\(k)",
                "log_\(k) → weight_\(k): log(y_\(k)), -t_\(k)",
                "t_\(k) → weight_\(k): t_\(k)",
                "weight_\(k) → total: t_\(k)*log(y_\(k)), -1",
            ]
        }
        /// The appendix has names for the operations that the graph only numbers.
        func name(_ id: String) -> String {
            let names = ["sum2": "total", "product3": "negate"]
            return names[id] ?? id.replacing("product2_", with: "weight_")
        }
        let edges = try report().edges.map { edge in
            let values = [edge.forward, edge.backward].compactMap { $0?.plain }
            return "\(name(edge.from)) → \(name(edge.to)): \(values.joined(separator: ", "))"
        }
        #expect(edges.sorted() == expected.sorted())
    }

    @Test func `formulas as TeX`() throws {
        let edges = try report().edges
        let product = try #require(edges.first { $0.from == "exp_1" && $0.to == "product_1" })
        #expect(product.forward.tex == #"\exp(a_1)"#)
        #expect(product.backward?.tex == #"-\frac{t_1}{\exp(a_1)}"#)
    }

    @Test func `numbers where the inputs are given`() throws {
        let report = try report("--at", "a_1=0.3", "a_2=2.9", "a_3=4", "t_1=0", "t_2=0", "t_3=1")
        #expect(
            report.edges.allSatisfy {
                $0.forward.value != nil && ($0.backward == nil || $0.backward?.value != nil)
            })
        /// Known values of softmax(0.3, 2.9, 4).
        for (k, softmax) in [(1, 0.01821127), (2, 0.24519181), (3, 0.73659691)] {
            let output = try #require(report.edges.first { $0.forward.plain == "y_\(k)" }?.forward.value)
            #expect(abs(output - softmax) < 5e-9)
            let input = try #require(report.edges.first { $0.from == "a_\(k)" }?.backward?.value)
            #expect(abs(input - (softmax - (k == 3 ? 1 : 0))) < 5e-9)
        }
    }

    @Test func `no numbers where the inputs given don't tell`() throws {
        // A number is its own value.
        let numbers = try report().edges.flatMap { [$0.forward, $0.backward] }.compactMap { $0 }
            .filter { $0.value != nil }
        #expect(Set(numbers.map(\.plain)) == ["1", "-1"])
        let report = try report("--at", "a_1=-1e-3", "t_1=0")
        func forward(_ plain: String) -> Double? {
            report.edges.first { $0.forward.plain == plain }?.forward.value
        }
        #expect(forward("a_1") == -0.001)
        #expect(forward("exp(a_1)").map { abs($0 - 0.99900049983) < 1e-11 } == true)
        #expect(forward("exp(a_2)") == nil)
        #expect(forward("S") == nil)
        #expect(forward("y_1") == nil)
    }

    @Test func `a value beyond all numbers is none, and says so`() throws {
        let outcome = try workspace.gradfig("values", Self.template, "--at", "a_1=1000", "a_2=0")
        #expect(
            outcome.errors == """
                Templates/softmax-with-loss.yaml:10:19: warning: exp(a_1) is beyond the largest number there is in floating \
                point, 1.8e308, where a_1 = 1000
                          S   = sum_k exp(a_k)
                                      ^~~~~~~~

                """)
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        func forward(_ node: String) -> Report.Value? { report.edges.first { $0.from == node }?.forward }
        #expect(forward("a_1")?.value == 1000)
        #expect(forward("a_1")?.number == "1000")
        #expect(forward("exp_1")?.value == nil)
        #expect(
            forward("exp_1")?.reason
                == "exp(a_1) is beyond the largest number there is in floating point, 1.8e308, where a_1 = 1000"
        )
        #expect(forward("sum")?.reason == "a_3 has no number")
    }

    @Test func `a table, with columns below each other`() throws {
        let outcome = try workspace.gradfig(
            "values", "Templates/squared-error.yaml", "--table", "--classes", "2", "--at", "y_k=[0.5,-1e-4]",
            "t_k=[2,0]")
        #expect(outcome.errors == "")
        #expect(
            outcome.output == """
                edge                      forward          number   backward  number
                y_1 → difference_1        y_1               0.5     d_1       -1.5
                t_1 → difference_1        t_1               2
                y_2 → difference_2        y_2              -1e-4    d_2       -0.0001
                t_2 → difference_2        t_2               0
                difference_1 → product_1  d_1              -1.5     d_1/2     -0.75
                difference_1 → product_1  d_1              -1.5     d_1/2     -0.75
                difference_2 → product_2  d_2              -0.0001  d_2/2     -5e-5
                difference_2 → product_2  d_2              -0.0001  d_2/2     -5e-5
                product_1 → sum           d_1*d_1           2.25    1/2        0.5
                product_2 → sum           d_2*d_2           1e-8    1/2        0.5
                sum → quotient            d_1*d_1+d_2*d_2   2.25    1/2        0.5
                constant → quotient       2                 2
                quotient → L              L                 1.125   1          1
                difference_1 in all       d_1              -1.5     d_1       -1.5
                difference_2 in all       d_2              -0.0001  d_2       -0.0001

                """)
        let symbols = try workspace.gradfig(
            "values", "Templates/squared-error.yaml", "--table", "--classes", "1")
        #expect(
            symbols.output == """
                edge                      forward  backward
                y_1 → difference_1        y_1      d_1
                t_1 → difference_1        t_1
                difference_1 → product_1  d_1      d_1/2
                difference_1 → product_1  d_1      d_1/2
                product_1 → sum           d_1*d_1  1/2
                sum → quotient            d_1*d_1  1/2
                constant → quotient       2
                quotient → L              L        1
                difference_1 in all       d_1      d_1

                """)
    }

    /// An error, and what is printed all the same.
    @Test func `numbers that are missing are missing in the table`() throws {
        let outcome = try workspace.gradfig(
            "values", "Templates/squared-error.yaml", "--table", "--classes", "1", "--at", "y_1=2", "--digits",
            "1")
        #expect(outcome.errors == "")
        #expect(
            outcome.output == """
                edge                      forward  number  backward  number
                y_1 → difference_1        y_1      2       d_1       –
                t_1 → difference_1        t_1      –
                difference_1 → product_1  d_1      –       d_1/2     –
                difference_1 → product_1  d_1      –       d_1/2     –
                product_1 → sum           d_1*d_1  –       1/2       0.5
                sum → quotient            d_1*d_1  –       1/2       0.5
                constant → quotient       2        2
                quotient → L              L        –       1         1
                difference_1 in all       d_1      –       d_1       –

                """)
    }

    @Test func `numbers in a file, and arrays as lists that say how long they are`() throws {
        try workspace.write(
            #"{ "X": [[1, 2], [3, 4]], "W": [[1, -1], [2, 0.5]], "b": [10, 20] }"#, to: "numbers.json")
        let outcome = try workspace.gradfig("values", "Templates/affine.yaml", "--at", "numbers.json")
        #expect(outcome.errors == "")
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        #expect(
            report.edges.filter { $0.to.hasPrefix("Y_") }.map(\.forward.number) == ["15", "20", "21", "19"])
        // A single output is not the loss.
        let single = try workspace.gradfig(
            "values", "Templates/affine.yaml", "--table", "--at", "X=[[1, 2]]", "W=[[1], [2]]", "b=[3]",
            "d L / d Y=[[0.5]]")
        #expect(
            single.output == """
                edge                     forward                  number  backward               number
                X_1_1 → product_1_1_1    X_1_1                    1       (d L / d Y_1_1)*W_1_1  0.5
                W_1_1 → product_1_1_1    W_1_1                    1       (d L / d Y_1_1)*X_1_1  0.5
                X_1_2 → product_1_2_1    X_1_2                    2       (d L / d Y_1_1)*W_2_1  1
                W_2_1 → product_1_2_1    W_2_1                    2       (d L / d Y_1_1)*X_1_2  1
                product_1_1_1 → sum_1_1  X_1_1*W_1_1              1       d L / d Y_1_1          0.5
                product_1_2_1 → sum_1_1  X_1_2*W_2_1              4       d L / d Y_1_1          0.5
                sum_1_1 → sum2_1_1       X_1_1*W_1_1+X_1_2*W_2_1  5       d L / d Y_1_1          0.5
                b_1 → sum2_1_1           b_1                      3       d L / d Y_1_1          0.5
                sum2_1_1 → Y_1_1         Y_1_1                    8       d L / d Y_1_1          0.5

                """)
    }

    @Test(arguments: [
        (["X=[[1,2]]", "W=[[1]]"], "--at:1:3: error: ‘D’ is 1 here, but 2 in ‘X’\n    W=[[1]]\n      ^\n"),
        (
            ["X=3"],
            "--at:1:1: error: how many ‘N’ is can’t be told\n    X=3\n    ^~~\ngive a list of numbers that has so many, such as [[1, 2], [3, 4]] for ‘X’\n"
        ),
        (["X=[]"], "--at:1:3: error: ‘N’ is the number of values, 1 at least\n    X=[]\n      ^\n"),
    ])
    func `lists that don't fit`(arguments: [String], error: String) throws {
        let outcome = try workspace.gradfig(["values", "Templates/affine.yaml", "--at"] + arguments)
        #expect(outcome == Outcome(exitCode: 65, errors: error))
    }

    @Test func `arrays written out`() throws {
        let values = [
            "X_1_1=1", "X_1_2=2", "X_2_1=3", "X_2_2=4", "W_1_1=1", "W_1_2=-1", "W_2_1=2", "W_2_2=0.5",
        ]
        let outcome = try workspace.gradfig(
            ["values", "Templates/affine.yaml", "--classes", "2", "--at"] + values + ["b_1=10", "b_2=20"])
        #expect(outcome.errors == "")
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        let outputs = report.edges.filter { $0.to.hasPrefix("Y_") }
        #expect(outputs.map(\.to) == ["Y_1_1", "Y_1_2", "Y_2_1", "Y_2_2"])
        #expect(outputs.map(\.forward.value) == [15, 20, 21, 19])
    }

    @Test func `another number of classes`() throws {
        let report = try report("--classes", "1")
        #expect(report.assumptions == ["t_1 = 1"])
        #expect(report.edges.contains { $0.from == "a_1" })
        #expect(!report.edges.contains { $0.from == "a_2" })
    }

    @Test func `what is absent has no key`() throws {
        let output = try workspace.gradfig("values", Self.template).output
        let object = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "assumptions", "axes", "definitions", "edges", "general", "gradients", "nodes", "shapes",
                "upstream",
            ])
        let edges = try #require(object["edges"] as? [[String: Any]])
        let label = try #require(edges.first { $0["from"] as? String == "t_1" })
        #expect(label.keys.sorted() == ["forward", "from", "to"])
        #expect((label["forward"] as? [String: Any])?.keys.sorted() == ["plain", "tex"])
        let nodes = try #require(object["nodes"] as? [[String: Any]])
        #expect(
            nodes.first { $0["id"] as? String == "sum" }?.keys.sorted() == [
                "gradient", "id", "layer", "operation",
            ])
    }

    @Test(arguments: [
        ("a_1", "an input is set by its name and a number, such as a_1=0.3", "^~~", nil),
        ("a_1=one", "an input is set by its name and a number, such as a_1=0.3", "^~~~~~~", nil),
        ("a_1=nan", "an input is set by its name and a number, such as a_1=0.3", "^~~~~~~", nil),
        ("b_1=2", "‘b_1’ is no input of the model", "^~~", "did you mean ‘a_1’?"),
        ("S=2", "‘S’ is no input of the model", "^", nil),
        ("a_4=2", "there is no ‘a_4’", "^~~", "a_k has k = 1...3"),
        ("a_2=2", "the input ‘a_2’ is set twice", "^~~~~", nil),
        ("a_k=[1,2]", "‘a_k’ takes 3 numbers, for k from 1 to 3; there are 2 here", "    ^", nil),
        ("t_k=1", "‘t_k’ takes a list of 3 numbers, for k from 1 to 3", "    ^", "write them as [1, 2, 3]"),
    ])
    func `inputs that are none`(argument: String, message: String, marks: String, suggestion: String?) throws {
        let column = marks.prefix { $0 == " " }.count + 1
        let lines = ["--at:1:\(column): error: \(message)", "    \(argument)", "    \(marks)", suggestion]
            .compactMap { $0 }
        #expect(
            try workspace.gradfig("values", Self.template, "--at", "a_2=1", argument)
                == Outcome(exitCode: 65, errors: lines.joined(separator: "\n") + "\n"))
    }
}
