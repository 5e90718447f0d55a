import ComputationalGraph
import Diagnostics
import Testing

@Suite struct ModelErrorTests {
    private func message(_ model: Model) -> String {
        do {
            return "no error: \(try ComputationalGraph(model).lines)"
        } catch {
            return ((error as? Failures)?.errors ?? [error]).map { "\($0)" }.joined(separator: "\n")
        }
    }

    @Test func undefinedName() {
        #expect(
            message(layer(inputs: ["a_k"], "S = sum_k exp(a_k)\nL = log(SS)")) == """
                <formula>:2:9: error: ‘SS’ is not defined
                    L = log(SS)
                            ^~
                did you mean ‘S’?
                """)
    }

    /// What an equation defines is none of what it needs.
    @Test func valueOfItsOwnEquation() {
        #expect(
            message(layer(inputs: ["a_k"], "y_k = 2 * a_k + b_k", outputs: ["y_k"])) == """
                <formula>:1:17: error: ‘b_k’ is not defined
                    y_k = 2 * a_k + b_k
                                    ^~~
                did you mean ‘a_k’?
                """)
    }

    @Test func startOfRecursion() {
        #expect(
            message(layer(inputs: ["x_k"], "s_1 = x_1\ns_k = s_{k-1} + x_k", outputs: ["s_k"])) == """
                <formula>:2:1: error: ‘s_1’ is defined twice, in line 1, too
                    s_k = s_{k-1} + x_k
                    ^~~
                what a recursion starts with stands before its first value: an input ‘s_0’, or ‘s_0 = 0’
                """)
    }

    @Test func numberOfValues() {
        #expect(
            message(layer(inputs: ["x_k"], "L = sum_k x_k / K")) == """
                <formula>:1:17: error: ‘K’ is not defined
                    L = sum_k x_k / K
                                    ^
                ‘k’ has 3 values: write ‘3’, or under ‘index’ that it has any number, ‘k: 1...K’
                """)
        var single = layer(inputs: ["x_k"], "L = sum_k x_k / n")
        single.indices.removeFirst()
        #expect(
            message(single) == """
                <formula>:1:17: error: ‘n’ is not defined
                    L = sum_k x_k / n
                                    ^
                ‘k’ has 3 values: write ‘3’, or under ‘index’ that it has any number, ‘k: 1...n’
                """)
    }

    @Test func namesThatStandTogether() {
        #expect(
            message(layer(inputs: ["w", "x"], "L = wx + w * x")) == """
                <formula>:1:5: error: ‘wx’ is not defined
                    L = wx + w * x
                        ^~
                a product has a ‘*’: ‘w * x’
                """)
    }

    @Test func shiftWithoutBraces() {
        #expect(
            message(layer(inputs: ["x_k", "h_0"], "h_k = x_k + h_k-1", outputs: ["h_k"])) == """
                <formula>:1:1: error: the input ‘h_0’ is used nowhere in the layer ‘layer’
                    h_0
                    ^~~
                ‘h_k-1’ is a difference; an index is shifted in braces: ‘h_{k-1}’
                """)
    }

    @Test func undefinedIndex() {
        #expect(
            message(layer(inputs: ["a_k"], "L = sum_k log(a_j)")) == """
                <formula>:1:15: error: the index ‘j’ is not defined here
                    L = sum_k log(a_j)
                                  ^~~
                the indices are ‘i’, ‘k’
                """)
        #expect(
            message(layer(inputs: ["a_k"], "L = sum_n a_k")) == """
                <formula>:1:5: error: the index ‘n’ is not defined here
                    L = sum_n a_k
                        ^~~~~
                the indices are ‘i’, ‘k’; another is declared, as in ‘index: { n: 1...3 }’
                """)
        #expect(
            message(layer(inputs: ["a_q"], "L = a_1")) == """
                <formula>:1:5: error: ‘a_1’ is not defined
                    L = a_1
                        ^~~
                did you mean ‘a_q’?
                """)
    }

    @Test func indexThatIsFreeOnTheRightOnly() {
        #expect(
            message(layer(inputs: ["a_k"], "L = exp(a_k)")) == """
                <formula>:1:9: error: the index ‘k’ of ‘a_k’ is not on the left side
                    L = exp(a_k)
                            ^~~
                sum over it with ‘sum_k’, or write a number
                """)
        #expect(
            message(layer(inputs: ["a_k", "w_k"], "L = sum_k a_k * w_k")) == """
                <formula>:1:17: error: the index ‘k’ of ‘w_k’ is not on the left side
                    L = sum_k a_k * w_k
                                    ^~~
                ‘sum_k’ takes only the factor right after it: put all it takes in brackets
                """)
    }

    @Test func outputThatIsTheSameForAllValuesOfItsIndex() {
        #expect(
            message(layer(inputs: ["x_k"], "y_k = mean_j x_j", outputs: ["y_k"])) == """
                <formula>:1:1: error: ‘y_k’ is the same for all values of ‘k’
                    y_k = mean_j x_j
                    ^~~
                write it without this index, here and as an output
                """)
        #expect(
            message(layer(inputs: ["x"], "y_{i,k} = x^2", outputs: ["y_{i,k}"])) == """
                <formula>:1:1: error: ‘y_{i,k}’ is the same for all values of ‘i’
                    y_{i,k} = x^2
                    ^~~~~~~
                write it without this index, here and as an output
                """)
        // Within the layer it may be so.
        let centred = layer(
            inputs: ["x_k"], "m_k = mean_j x_j\ny_k = x_k - m_k", outputs: ["y_k"])
        #expect(message(centred).hasPrefix("no error"))
    }

    @Test func indexOutOfRange() {
        #expect(
            message(layer(inputs: ["a_k"], "L = sum_k a_k + a_4")) == """
                <formula>:1:17: error: there is no ‘a_4’
                    L = sum_k a_k + a_4
                                    ^~~
                a_k has k = 1...3
                """)
        #expect(
            message(layer(inputs: ["a_i"], "L = sum_k a_k")) == """
                <formula>:1:11: error: there is no ‘a_3’
                    L = sum_k a_k
                              ^~~
                a_i has i = 1...2
                """)
    }

    @Test func wrongNumberOfIndices() {
        #expect(
            message(layer(inputs: ["a_k"], "L = sum_k a_{k,k}")) == """
                <formula>:1:11: error: ‘a’ takes one index, not 2
                    L = sum_k a_{k,k}
                              ^~~~~~~
                it is declared as ‘a_k’
                """)
        #expect(
            message(layer(inputs: ["a"], "L = a_1")) == """
                <formula>:1:5: error: ‘a’ takes no index, not 1
                    L = a_1
                        ^~~
                it is declared as ‘a’
                """)
    }

    /// What beginners mix: values with an index, and values that are listed one by one.
    @Test(
        arguments: [
            (
                ["x_1", "x_2"], "L = sum_k x_k", "1:11: error: there is no ‘x_3’", "x_k",
                "there are ‘x_1’, ‘x_2’, and k = 1...3"
            ),
            (
                ["x_1", "x_2"], "L = sum_i x_i + x_4", "1:17: error: there is no ‘x_4’", "x_4",
                "there are ‘x_1’, ‘x_2’"
            ),
            (
                ["x_k", "x_4"], "L = sum_k x_k",
                "1:1: error: the input ‘x_4’ is used nowhere in the layer ‘layer’",
                "x_4", nil
            ),
            (["x_k", "x_3"], "L = sum_k x_k + x_3", "1:1: error: the input ‘x_3’ is listed twice", "x_3", nil),
            (
                ["x_1", "x_2_1"], "L = sum_i x_i", "1:1: error: ‘x’ takes one index, not 2", "x_2_1",
                "it is declared as ‘x_1’"
            ),
            (
                ["x_1", "x_2", "x_3"], "L = sum_i x_i",
                "1:1: error: the input ‘x_3’ is used nowhere in the layer ‘layer’", "x_3",
                nil
            ),
            (
                ["x_j"], "L = x_1 + x_2", "1:5: error: ‘x_1’ is not defined", "x_1",
                "‘x_j’ is a single value: ‘j’ is no index; declare it, as in ‘index: { j: 1...3 }’"
            ),
            (
                ["x_1", "x_2"], "y_j = 2*x_j\nL = y_j", "1:9: error: ‘x_j’ is not defined", "x_j",
                "‘j’ is no index; declare it, as in ‘index: { j: 1...2 }’"
            ),
            (
                ["x1", "x2"], "L = sum_i x_i", "1:11: error: ‘x_i’ is not defined", "x_i",
                "there are ‘x1’, ‘x2’; with an index they are declared as ‘x_1’"
            ),
            (["x_i"], "L = x1 + x2", "1:5: error: ‘x1’ is not defined", "x1", "did you mean ‘x_1’?"),
            (
                ["x"], "L = sum_i x_i", "1:11: error: ‘x’ takes no index, not 1", "x_i",
                "it is declared as ‘x’; what has a value for each i is declared as ‘x_i’"
            ),
            (
                ["w_11", "w_12"], "y_i = w_ii\nL = y_1", "1:7: error: ‘w’ takes one index, not 2", "w_ii",
                "it is declared as ‘w_11’; indices are written apart, as in ‘w_1_1’"
            ),
        ] as [([SourceSlice], SourceSlice, String, String, String?)])
    func valuesOneByOne(
        _ inputs: [SourceSlice], _ equations: SourceSlice, _ error: String, _ written: String, _ hint: String?
    ) {
        let lines = message(layer(inputs: inputs, equations)).split(separator: "\n").map(String.init)
        #expect(lines.first == "<formula>:" + error)
        #expect(lines.dropFirst(2).first?.filter { $0 == "^" || $0 == "~" }.count == written.count)
        #expect(lines.dropFirst(3).first == hint)
    }

    @Test func indexWhereThereIsNone() {
        let sum = Layer("sum", inputs: ["x_1", "x_2"], equations: "L = sum_j x_j", outputs: ["L"])
        #expect(
            message(Model(indices: [], layers: [sum])) == """
                <formula>:1:5: error: the index ‘j’ is not defined here
                    L = sum_j x_j
                        ^~~~~
                declare it, as in ‘index: { j: 1...2 }’
                """)
    }

    @Test func definitionsWithDifferentIndices() {
        #expect(
            message(layer(inputs: ["x"], "u = x\nu_1 = x\nL = u")) == """
                <formula>:2:1: error: ‘u’ takes no index, not 1
                    u_1 = x
                    ^~~
                it is declared as ‘u’
                """)
    }

    @Test func definedTwice() {
        #expect(
            message(layer(inputs: ["x"], "u = x\nL = u\nu = 2*x")) == """
                <formula>:3:1: error: ‘u’ is defined twice, in line 1, too
                    u = 2*x
                    ^
                """)
        #expect(
            message(layer(inputs: ["x_k"], "y_2 = x_2\ny_k = 2*x_k\nL = y_1")) == """
                <formula>:2:1: error: ‘y_2’ is defined twice, in line 1, too
                    y_k = 2*x_k
                    ^~~
                """)
    }

    @Test func inputAndDefinition() {
        #expect(
            message(layer(inputs: ["x", "u"], "u = x\nL = u")) == """
                <formula>:1:1: error: ‘u’ is an input and cannot be defined as well
                    u = x
                    ^
                give the new value another name
                """)
        #expect(
            message(layer(inputs: ["x", "x"], "L = x")) == """
                <formula>:1:1: error: the input ‘x’ is listed twice
                    x
                    ^
                """)
    }

    @Test func cycle() {
        #expect(
            message(layer(inputs: ["x"], "u = x + w\nv = exp(u)\nw = v/2\nL = w")) == """
                <formula>:2:9: error: ‘u’ depends on itself: u → w → v → u
                    v = exp(u)
                            ^
                """)
        #expect(
            message(layer(inputs: ["x"], "L = x + L")) == """
                <formula>:1:9: error: ‘L’ depends on itself: L → L
                    L = x + L
                            ^
                """)
    }

    @Test func leftSideThatIsNoSymbol() {
        #expect(
            message(layer(inputs: ["x"], "2*L = x")) == """
                <formula>:1:1: error: the left side of an equation is one symbol, such as ‘y_k’
                    2*L = x
                    ^~~
                """)
        #expect(
            message(layer(inputs: ["x"], "exp(x)")) == """
                <formula>:1:1: error: an equation is expected here: write ‘name = formula’
                    exp(x)
                    ^~~~~~
                """)
    }

    @Test func outputThatIsNotDefined() {
        #expect(
            message(layer(inputs: ["x"], "Loss = x", outputs: ["Los"])) == """
                <formula>:1:1: error: the layer ‘layer’ does not define its output ‘Los’
                    Los
                    ^~~
                did you mean ‘Loss’?
                """)
    }

    @Test func outputThatIsListedTwice() {
        #expect(
            message(layer(inputs: ["x_k"], "y_k = x_k", outputs: ["y_k", "y_2"])) == """
                <formula>:1:1: error: the output ‘y_2’ is listed twice
                    y_2
                    ^~~
                """)
    }

    @Test func inputThatIsNotUsed() {
        #expect(
            message(layer(inputs: ["x", "u_k"], "L = x")) == """
                <formula>:1:1: error: the input ‘u_k’ is used nowhere in the layer ‘layer’
                    u_k
                    ^~~
                """)
    }

    @Test func constantThatIsNoInput() {
        #expect(
            message(layer(inputs: ["t_k"], constants: ["t"], "L = sum_k t_k")) == """
                <formula>:1:1: error: ‘t’ takes one index, not 0
                    t
                    ^
                it is declared as ‘t_k’
                """)
        #expect(
            message(layer(inputs: ["t_k"], constants: ["u_k"], "L = sum_k t_k")) == """
                <formula>:1:1: error: ‘u_k’ is not an input of the layer ‘layer’
                    u_k
                    ^~~
                did you mean ‘t_k’?
                """)
    }

    @Test func assumptionThatIsFalse() {
        #expect(
            message(
                layer(
                    inputs: ["a_i"], "S = sum_i exp(a_i)\ny_i = exp(a_i)/S\nL = y_1",
                    assuming: ["sum_i y_i = 2"]))
                    == """
                    <formula>:1:1: error: this does not hold: the left side is 1.0, the right side 2.0
                        sum_i y_i = 2
                        ^~~~~~~~~~~~~
                    """)
        let contradiction = message(
            layer(inputs: ["x", "y"], "L = x*y", assuming: ["x = 2\ny = 3", "x*y = 7"]))
        #expect(
            contradiction == """
                <formula>:1:1: error: this does not hold: the left side is 6.0, the right side 7.0 at x = 2.0, y = 3.0
                    x*y = 7
                    ^~~~~~~
                """)
    }

    @Test func noFiniteValue() {
        #expect(
            message(layer(inputs: ["x"], "u = x - x\nL = exp(x) + 1/(x*0)")) == """
                <formula>:2:14: error: this divides by zero
                    L = exp(x) + 1/(x*0)
                                 ^~~~~~~
                """)
        #expect(
            message(layer(inputs: ["x"], "L = log(-(x^2))")) == """
                <formula>:1:5: error: this has no finite value at any of the points that were tried
                    L = log(-(x^2))
                        ^~~~~~~~~~~
                say where it has one, as in ‘assume: x > 0’
                """)
    }

    @Test func numbersThatGrowTooLarge() {
        #expect(
            message(layer(inputs: ["x"], "u = 9000000000000000000 * x\nL = u + 2^1000000000*x")) == """
                <formula>:2:9: error: the exact numbers of this formula or of its derivatives grow too large
                    L = u + 2^1000000000*x
                            ^~~~~~~~~~~~
                """)
    }

    @Test func tooManyParts() {
        var model = layer(inputs: ["x"], "L = sum_k sum_i (x * x)")
        model.indices[1].range = 1...1_000_000_000
        #expect(
            message(model) == """
                <formula>:1:5: error: this has more than 100000 parts, counted for all values of its indices
                    L = sum_k sum_i (x * x)
                        ^~~~~~~~~~~~~~~~~~~
                a figure with ‘lanes: none’ draws all values of an index as one, however many there are
                """)
        #expect(
            message(softmaxWithLoss(classes: Int.max)) == """
                <formula>:1:1: error: this has more than 100000 parts, counted for all values of its indices
                    a_k
                    ^~~
                a figure with ‘lanes: none’ draws all values of an index as one, however many there are
                """)
    }

    @Test func definitionsThatWaitForTooManyOthers() {
        let equations = (0..<2_000).map { "u\($0) = u\($0 + 1) + x\n" }.joined() + "u2000 = x\nL = u0"
        let error = #expect(throws: Diagnostic.self) {
            try ComputationalGraph(layer(inputs: ["x"], SourceSlice(equations)))
        }
        #expect(
            error?.message == "too many definitions wait for later ones here; define each before it is used")
    }

    // MARK: Layers and indices

    private func twoLayers(_ first: Layer, _ second: Layer) -> String {
        message(Model(indices: [.init("k", 1...3)], layers: [first, second]))
    }

    @Test func anotherLayersName() {
        let first = Layer("first", inputs: ["x"], equations: "u = x\ny = exp(u)", outputs: ["y"])
        #expect(
            twoLayers(first, Layer("second", inputs: ["y"], equations: "L = y + u", outputs: ["L"])) == """
                <formula>:1:9: error: ‘u’ is not an input of the layer ‘second’
                    L = y + u
                            ^
                it belongs to the layer ‘first’; add it to the inputs
                """)
        #expect(
            twoLayers(first, Layer("second", inputs: ["y", "u"], equations: "L = y + u", outputs: ["L"])) == """
                <formula>:1:1: error: ‘u’ is not an output of the layer ‘first’
                    u
                    ^
                add it to the outputs there
                """)
        #expect(
            twoLayers(first, Layer("second", inputs: ["y"], equations: "u = y\nL = u", outputs: ["L"])) == """
                <formula>:1:1: error: ‘u’ is already defined in the layer ‘first’
                    u = y
                    ^
                """)
        #expect(
            twoLayers(
                first, Layer("second", inputs: ["y"], constants: ["y"], equations: "L = y", outputs: ["L"]))
                    == """
                    <formula>:1:1: error: ‘y’ is computed by an earlier layer; it is no constant
                        y
                        ^
                    """)
    }

    @Test func badIndices() {
        let body = Layer("l", inputs: ["x"], equations: "L = x", outputs: ["L"])
        #expect(
            message(Model(indices: [.init("k", 1...3), .init("k", 1...2)], layers: [body])) == """
                <formula>:1:1: error: the index ‘k’ is defined twice
                    k
                    ^
                """)
        #expect(
            message(Model(indices: [.init("k_1", 1...3)], layers: [body])) == """
                <formula>:1:1: error: an index is a name such as ‘k’
                    k_1
                    ^~~
                """)
    }
}
