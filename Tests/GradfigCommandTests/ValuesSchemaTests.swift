import Foundation
import Testing

/// `gradfig values` prints what Documentation/values.schema.json says: axes, shapes, and the graph for any value of an index.
struct ValuesSchemaTests {
    private let workspace: Workspace
    private let schema: JSONSchema

    init() throws {
        workspace = try Workspace()
        schema = try JSONSchema(
            Data(contentsOf: Workspace.package.appending(path: "Documentation/values.schema.json")))
        try workspace.write(
            """
            title: A recursion
            index: { t: 1...2 }
            layers:
              - name: Recursion
                input: [x_t, h_0, w]
                assume: 0 < w < 1
                equations: h_t = tanh(w * h_{t-1} + x_t)
                output: h_t
            """, to: "recursion.yaml")
        try workspace.write(
            """
            title: A gradient with a name
            index: { k: 0...n }
            layers:
              - name: Layer
                input: [x_k, w]
                assume: x_k > 0
                equations: |
                  c_k = x_k * w
                  z   = w
                  y_k = sqrt(c_k) + exp(c_k) + z
                output: y_k
                gradients: { c_k: delta_k }
            """, to: "named.yaml")
        try workspace.write(
            """
            title: A sum of numbers
            layers:
              - name: Layer
                input: [x_1, y]
                equations: L = x_1 * y + 1
                output: L
            """, to: "numbers.yaml")
    }

    private func values(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try workspace.gradfig(["values"] + arguments)
        #expect(outcome.exitCode == 0 && outcome.errors == "")
        return try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    private func general(_ template: String) throws -> [String: Any] {
        try #require(values([template])["general"] as? [String: Any])
    }

    /// Each axis of a value as it stands in a template: `i: n`.
    private func shape(_ name: String, in values: [String: Any]) -> [String]? {
        ((values["shapes"] as? [String: Any])?[name] as? [[String: Any]])?.map {
            "\($0["index"] ?? "–"): \($0["length"]!)"
        }
    }

    private func edges(_ values: [String: Any]) -> [String] {
        (values["edges"] as? [[String: Any]] ?? []).map { edge in
            let formulas = ["forward", "backward"].compactMap {
                (edge[$0] as? [String: Any])?["plain"] as? String
            }
            return "\(edge["from"]!) → \(edge["to"]!): \(formulas.joined(separator: ", "))"
        }
    }

    private func axes(_ graph: [String: Any]) -> [String]? {
        (graph["axes"] as? [[String: Any]])?.map { "\($0["index"]!) = \($0["first"]!)...\($0["last"]!)" }
    }

    @Test(arguments: [
        ["Templates/affine.yaml"], ["Templates/affine.yaml", "--classes", "2"],
        ["Templates/batch-normalization.yaml"], ["Templates/batch-normalization.yaml", "--classes", "2"],
        ["Templates/softmax-with-loss.yaml"], ["Templates/softmax-with-loss.yaml", "--classes", "1"],
        ["Templates/softmax-with-loss.yaml", "--classes", "n"], ["Templates/softmax-with-n-classes.yaml"],
        ["Templates/squared-error.yaml", "--at", "y_1=2", "t_1=1.5"], ["recursion.yaml"],
        ["named.yaml"], ["numbers.yaml"],
    ])
    func `all that is printed is in the schema`(arguments: [String]) throws {
        #expect(try schema.faults(in: values(arguments)) == [])
    }

    /// The check finds what is not so.
    @Test func `what is not in the schema is found`() throws {
        var values = try values(["Templates/squared-error.yaml"])
        var general = try #require(values["general"] as? [String: Any])
        general["more"] = 1
        general["nodes"] = nil
        values["general"] = general
        values["extra"] = "text"
        values["upstream"] = [1]
        values["axes"] = [["index": "k", "first": 1.5]]
        #expect(
            schema.faults(in: values).sorted() == [
                "/axes/0/first: is no integer", "/axes/0: lacks ‘last’", "/general: has ‘more’",
                "/general: lacks ‘nodes’", "/upstream/0: is no string", ": has ‘extra’",
            ])
    }

    @Test func `axes and shapes`() throws {
        let lanes = try values(["Templates/batch-normalization.yaml", "--classes", "4"])
        #expect(axes(lanes) == ["i = 1...4"])
        #expect(shape("x", in: lanes) == ["i: 4"])
        #expect(shape("mu", in: lanes) == [])
        let general = try #require(lanes["general"] as? [String: Any])
        #expect(axes(general) == ["i = 1...n"])
        #expect(shape("x", in: general) == ["i: n"])
        let matrices = try values(["Templates/affine.yaml"])
        #expect(shape("X", in: matrices) == ["n: N", "d: D"])
        #expect(shape("Y", in: matrices) == ["n: N", "m: M"])
        // From h_0 on.
        #expect(try shape("h", in: values(["recursion.yaml"])) == ["t: 3"])
        #expect(try shape("c", in: values(["named.yaml"])) == ["k: n+1"])
        #expect(try shape("x_1", in: values(["numbers.yaml"])) == [])
    }

    @Test func `the graph for any value of an index`() throws {
        let softmax = try general("Templates/softmax-with-loss.yaml")
        #expect(softmax["assumptions"] as? [String] == ["sum_k t_k = 1"])
        #expect(
            softmax["definitions"] as? [String: String] == [
                "S": "sum_k exp(a_k)", "y_k": "exp(a_k)*(1/S)", "L": "sum_k (t_k*log(y_k))*(-1)",
            ])
        #expect(edges(softmax).first == "a_k → exp_k: a_k, y_k-t_k")
        let nodes = try #require(softmax["nodes"] as? [[String: Any]])
        #expect(nodes.first { $0["id"] as? String == "sum" }?["over"] as? String == "k")
        #expect(nodes.allSatisfy { $0["lane"] == nil })
        let affine = try general("Templates/affine.yaml")
        #expect(affine["upstream"] as? [String] == ["d L / d Y"])
        #expect(
            edges(affine).prefix(2) == [
                "X → product_n_m: X, (d L / d Y)@W'", "W → product_n_m: W, X'@(d L / d Y)",
            ])
    }

    @Test func `gradients have the indices that are shown`() throws {
        let lanes = try values(["named.yaml"])
        #expect(lanes["upstream"] as? [String] == ["d L / d y_0", "d L / d y_1", "d L / d y_n"])
        #expect((lanes["gradients"] as? [String: String])?.keys.sorted() == ["delta_0", "delta_1", "delta_n"])
        #expect(lanes["assumptions"] as? [String] == ["x_k > 0"])
        let general = try #require(lanes["general"] as? [String: Any])
        #expect(general["upstream"] as? [String] == ["d L / d y_k"])
        #expect((general["gradients"] as? [String: String])?.keys.sorted() == ["delta_k"])
    }

    @Test(arguments: ["recursion.yaml", "numbers.yaml"])
    func `no graph for any value where they are not alike, or there is no index`(template: String) throws {
        #expect(try values([template])["general"] == nil)
    }

    @Test func `assumptions say how the sides compare`() throws {
        #expect(try values(["recursion.yaml"])["assumptions"] as? [String] == ["0 < w", "w < 1"])
    }
}
