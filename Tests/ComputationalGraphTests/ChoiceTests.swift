import Diagnostics
import Foundation
import Symbolic
import Testing

@testable import ComputationalGraph

/// Choices of which a branch has no value where it is not taken.
struct ChoiceTests {
    private static func choice(_ equations: SourceSlice, functions: SourceSlice = "") throws
        -> ComputationalGraph
    {
        var model = Model(
            indices: [.init("k", 1...2)],
            layers: [Layer("layer", inputs: ["x", "z"], equations: equations, outputs: ["y"])])
        model.functions = functions.lines
        return try ComputationalGraph(model)
    }

    private static func numbers(_ graph: ComputationalGraph, x: Double, z: Double) throws -> Numbers {
        let entries = try [("x", x), ("z", z)].map { name, value in
            InputNumbers.Entry(
                SourceSlice(name), .number(try #require(Number("\(value)")), at: SourceSlice(name)),
                at: SourceSlice(name))
        }
        return try graph.numbers(at: graph.inputs(InputNumbers(entries, at: "at")))
    }

    private static func gradient(_ name: String, _ graph: ComputationalGraph, _ numbers: Numbers) throws
        -> Double
    {
        let node = try #require(graph.nodes.firstIndex { $0.id == name })
        let edges = graph.edges.indices.filter { graph.edges[$0].source == node }
        return try #require(numbers.number(.gradient(edges))).doubleValue
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let equations: SourceSlice
        var functions: SourceSlice = ""
        let value: @Sendable (_ x: Double, _ z: Double) -> Double

        var testDescription: String { equations.text }
    }

    private static let cases = [
        Case(equations: "y = (if x > 0 then log(x) else 2*x) + z") { ($0 > 0 ? log($0) : 2 * $0) + $1 },
        Case(equations: "y = (if x = 0 then 1 else sin(x)/x) * z") { ($0 == 0 ? 1 : sin($0) / $0) * $1 },
        Case(equations: "y = (if x > 1 then sqrt(x - 1) else 0) + z") { ($0 > 1 ? sqrt($0 - 1) : 0) + $1 },
        Case(equations: "y = if x >= 1 then log10(x) * z else x - z") { $0 >= 1 ? log10($0) * $1 : $0 - $1 },
        Case(equations: "y = if x > 0 then x^z else z") { $0 > 0 ? pow($0, $1) : $1 },
        Case(equations: "y = if x > 0 then x^1.5 else -x*z") { $0 > 0 ? pow($0, 1.5) : -$0 * $1 },
        // In a choice, in another condition, and through names.
        Case(equations: "y = if x > 0 then (if z > x then log(z - x) else sqrt(x)) else z") { x, z in
            x > 0 ? z > x ? log(z - x) : sqrt(x) : z
        },
        Case(equations: "y = if x > 0 then (if log(x) > 1 then log(log(x)) else x*z) else x^2") { x, z in
            x > 0 ? log(x) > 1 ? log(log(x)) : x * z : x * x
        },
        Case(equations: "u = log(x)\ny = if x > 0 then u*z + u else z") { x, z in
            x > 0 ? log(x) * z + log(x) : z
        },
        Case(equations: "m = [x > 0]\ny = m*log(x) + z") { ($0 > 0 ? log($0) : 0) + $1 },
        // What equals the root is not it where this has no value.
        Case(equations: "r = sqrt(x + z)\ny = (if x + z > 0 then r*z else z) + z*(x + z)*z") { x, z in
            (x + z > 0 ? sqrt(x + z) * z : z) + z * (x + z) * z
        },
        Case(equations: "u = if x > 0 then x else 0\ny = (if x > 0 then z*x*log(x) else z) + u") { x, z in
            x > 0 ? z * x * log(x) + x : z
        },
        Case(equations: "y = f(x, z)", functions: "f(a, b) = if a > b then log(a - b) else a*b") { x, z in
            x > z ? log(x - z) : x * z
        },
        Case(equations: "a_1 = x\na_2 = x*z\ny = sum_k (if a_k > 0 then log(a_k) else a_k)") { x, z in
            [x, x * z].map { $0 > 0 ? log($0) : $0 }.reduce(0, +)
        },
    ]

    @Test(arguments: cases) func `gradients on both sides of a condition`(of choice: Case) throws {
        let graph = try Self.choice(choice.equations, functions: choice.functions)
        for (x, z) in [(0.75, 1.5), (-0.75, 1.5), (1.75, 0.5), (4.5, -1.5), (-2.5, -0.5)] {
            // The value may be none on this side: then so is the gradient.
            guard choice.value(x, z).isFinite else { continue }
            let numbers = try Self.numbers(graph, x: x, z: z)
            let output = graph.nodes.indices.last!
            #expect(abs(try #require(numbers.number(.node(output))).doubleValue - choice.value(x, z)) < 1e-12)
            let step = 0x1p-18
            let slopes = [
                "x": (choice.value(x + step, z) - choice.value(x - step, z)) / (2 * step),
                "z": (choice.value(x, z + step) - choice.value(x, z - step)) / (2 * step),
            ]
            for (name, slope) in slopes {
                let gradient = try Self.gradient(name, graph, numbers)
                #expect(abs(gradient - slope) < 1e-6 * (1 + abs(slope)), "\(name) at \(x), \(z)")
            }
        }
    }

    private func gradient(_ equations: SourceSlice) throws -> [String] {
        let graph = try Self.choice(equations)
        return try ["x", "z"].map { name in
            let node = try #require(graph.nodes.firstIndex { $0.id == name })
            let edges = graph.edges.indices.filter { graph.edges[$0].source == node }
            return try graph.gradient(along: edges)?.plain ?? "none"
        }
    }

    /// Nothing comes back to the condition for log(x), which has a value only where that is true.
    @Test func `a gradient has the condition as a factor`() throws {
        let graph = try Self.choice("y = (if x > 0 then log(x) else 2*x) * z")
        let backward = graph.edges.filter { graph.nodes[$0.source].id == "x" }.map {
            $0.backward?.plain ?? "none"
        }
        #expect(backward == ["none", "z*[x>0]/x", "0", "2*z*[x<=0]"])
    }

    /// In x² = r² for r = √x the root has no value for negative x.
    @Test func `what holds in a branch is not known outside of it`() throws {
        let plain = try gradient("y = exp(x)*z + sqrt(x^2)*z")
        let beside = try gradient("y = (if x > 0 then log(x) else 0) + exp(x)*z + sqrt(x^2)*z")
        #expect(beside[1] == plain[1])
        #expect(plain[1].contains("sqrt(x^2)"))
        #expect(try gradient("y = log(x) + exp(x)*z + sqrt(x^2)*z")[1] == "x+exp(x)")
    }

    @Test func `numbers of the branch that is not taken`() throws {
        let graph = try Self.choice("y = if x > 0 then log(x)*z else 2*x")
        let numbers = try Self.numbers(graph, x: -1, z: 3)
        let logarithm = try #require(graph.nodes.firstIndex { $0.operation == .log })
        #expect(numbers.isUnused(.node(logarithm)))
        #expect(numbers.reason(.node(logarithm))?.message == "log(x) is in a branch that is not taken")
        let taken = try Self.numbers(graph, x: 1, z: 3)
        #expect(!taken.isUnused(.node(logarithm)))
    }

    @Test func `a branch without a value where it is taken`() throws {
        let graph = try Self.choice("y = if x > 0 then log(x - 1) else z")
        let numbers = try Self.numbers(graph, x: 0.5, z: 3)
        let logarithm = try #require(graph.nodes.firstIndex { $0.operation == .log })
        #expect(
            numbers.reason(.node(logarithm))?.message
                == "log(x-1) has no value where x-1 = -0.5: it is log(-0.5)")
    }

    /// What a condition says of what stands beside it.
    @Test(
        arguments: [
            ("y = (if x > 0 then abs(x) else 0) * z", "z*[x>0]"),
            ("y = (if x < 0 then abs(x) else 0) * z", "-z*[x<0]"),
            ("y = (if x > 0 then max(x, 0) else -x) * z", "z*([x>0]-[x<=0])"),
            ("y = (if x > 0 then relu(x) else 0) * z", "z*[x>0]"),
            ("y = (if x > 0 then [x > 0]*x else z) * z", "z*[x>0]"),
            ("y = if x > 0 then x*sign(x)*z else z", "z*[x>0]"),
            ("y = if x - z > 0 then abs(x - z) else 0", "[x>z]"),
            ("y = (if x >= 0 then abs(x) else 0) * z", "z*[x>0]"), ("y = relu(x)^2 * z", "2*z*relu(x)"),
        ] as [(SourceSlice, String)])
    func `a branch is as short as its condition makes it`(equation: SourceSlice, gradient: String) throws {
        #expect(try self.gradient(equation)[0] == gradient)
    }

    // MARK: Arrays, and any number of values

    struct ArrayCase: CustomTestStringConvertible, Sendable {
        let equations: SourceSlice
        /// The loss for rows of X, and m.
        let value: @Sendable (_ x: [[Double]], _ m: [Double]) -> Double

        var testDescription: String { equations.text }
    }

    /// The sum over all values of X, each with that of m in its column.
    private static func sum(_ x: [[Double]], _ m: [Double], _ value: (Double, Double) -> Double) -> Double {
        var sum = 0.0
        for row in x { for (x, m) in zip(row, m) { sum += value(x, m) } }
        return sum
    }

    private static func sum(ofRows x: [[Double]], _ value: ([Double]) -> Double) -> Double {
        var sum = 0.0
        for row in x { sum += value(row) }
        return sum
    }

    private static let arrayCases = [
        ArrayCase(equations: "Y = if X > 0 then log(X) else 2*X + X^2\nL = sum(Y * m)") { x, m in
            sum(x, m) { x, m in m * (x > 0 ? log(x) : 2 * x + x * x) }
        },
        // A shorter array is repeated, in the condition and in a branch.
        ArrayCase(equations: "Y = if X > m then (X - m)^2 else m\nL = sum(Y)") { x, m in
            sum(x, m) { x, m in x > m ? (x - m) * (x - m) : m }
        },
        ArrayCase(equations: "s = mean(X)\nY = if X > s then X * s else m\nL = sum(Y * Y)") { x, m in
            let s = sum(x, m) { x, _ in x } / Double(x.count * m.count)
            return sum(x, m) { x, m in x > s ? x * s * x * s : m * m }
        },
        // A value for each row.
        ArrayCase(equations: "s = sum_d X\nr = if s > 0 then sqrt(s) else s^2\nL = sum(r) * sum(m)") { x, m in
            let total: Double = m.reduce(0, +)
            return sum(ofRows: x) { row in
                let s: Double = row.reduce(0, +)
                return total * (s > 0 ? s.squareRoot() : s * s)
            }
        },
        // Matrix products in the condition and in a branch.
        ArrayCase(equations: "y = X @ m\nz = if y > 0 then X @ (m * m) else exp(y)\nL = sum(z)") { x, m in
            sum(ofRows: x) { row in
                let y = sum([row], m) { x, m in x * m }
                return y > 0 ? sum([row], m) { x, m in x * m * m } : exp(y)
            }
        },
    ]

    /// Derived for any numbers of rows and columns, held against difference quotients for two of them.
    @Test(arguments: arrayCases) func `gradients of arrays`(of choice: ArrayCase) throws {
        let model = Model(
            shapes: [.init("X", ["N", "D"]), .init("m", ["D"])],
            layers: [Layer("layer", inputs: ["X", "m"], equations: choice.equations, outputs: ["L"])])
        let graph = try ComputationalGraph(model)
        for (x, m) in [
            ([[0.75, -1.5, 0.25], [-0.5, 2, 1.25]], [0.5, -0.25, 1]), ([[-0.75], [0.375]], [0.25]),
        ] {
            func entry(_ name: SourceSlice, _ value: InputNumbers.Value) -> InputNumbers.Entry {
                .init(name, value, at: name)
            }
            func list(_ values: [Double]) throws -> InputNumbers.Value {
                .list(try values.map { .number(try #require(Number("\($0)")), at: "") }, at: "")
            }
            let given = InputNumbers(
                [entry("X", .list(try x.map(list), at: "")), entry("m", try list(m))], at: "at")
            let writtenOut = try graph.writtenOut(for: [given])
            let numbers = try writtenOut.numbers(at: writtenOut.inputs(given))
            func slope(_ moved: (Double) -> ([[Double]], [Double])) -> Double {
                let step = 0x1p-18
                let (above, below) = (moved(step), moved(-step))
                return (choice.value(above.0, above.1) - choice.value(below.0, below.1)) / (2 * step)
            }
            func check(_ name: String, _ slope: Double) throws {
                let gradient = try Self.gradient(name, writtenOut, numbers)
                #expect(abs(gradient - slope) < 1e-6 * (1 + abs(slope)), "\(name)")
            }
            for row in x.indices {
                for column in m.indices {
                    try check(
                        "X_\(row + 1)_\(column + 1)",
                        slope { step in
                            var moved = x
                            moved[row][column] += step
                            return (moved, m)
                        })
                }
            }
            for column in m.indices {
                try check(
                    "m_\(column + 1)",
                    slope { step in
                        var moved = m
                        moved[column] += step
                        return (x, moved)
                    })
            }
        }
    }

    @Test(
        arguments: [
            ("y_k = if x_k > 0 then log(x_k) else x_k^2\nL = sum_k y_k", "[x_1>0]/x_1+2*x_1*[x_1<=0]"),
            (
                "s = sum_k x_k\ny_k = if s > 1 then x_k/s else x_k\nL = sum_k y_k^2",
                "2*([s>1]*(y_1-sum_k y_k^2)/s+x_1*[s<=1])"
            ),
        ] as [(SourceSlice, String)])
    func `any number of values`(equations: SourceSlice, gradient: String) throws {
        let graph = try ComputationalGraph(
            Model(
                indices: [.init("k", 1...3, last: "n")],
                layers: [Layer("layer", inputs: ["x_k"], equations: equations, outputs: ["L"])]))
        try graph.check(Statement(SourceSlice("d L / d x_1 = \(gradient)")))
    }
}
