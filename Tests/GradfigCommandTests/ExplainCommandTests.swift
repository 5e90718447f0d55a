import Foundation
import Testing

struct ExplainCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func explanation(_ arguments: String...) throws -> String {
        let outcome = try workspace.gradfig(["explain", "Templates/softmax-with-loss.yaml"] + arguments)
        #expect(outcome.exitCode == 0)
        return outcome.output
    }

    /// The gradients of the branches, the local derivative, both multiplied out, and the assumption that makes it short.
    @Test func `a step`() throws {
        #expect(
            try explanation("--step", "A.7") == #"""
                # Softmax-with-Loss layer

                ### Step 3: the branches add up and pass the “/” node

                The reciprocal went to all classes; what comes back from them adds up.

                **Back from “/” to “+”: the gradient on $S$.** Upstream gradients, added up, × local derivative of “/”.

                $$(-t_1 S - t_2 S - t_3 S) \times \left(-\frac{1}{S^{2}}\right) = \frac{t_1 + t_2 + t_3}{S} = \frac{1}{S}$$

                Here $t_1 + t_2 + t_3 = 1$.

                """#)
    }

    @Test func `one gradient, with the definition that it rests on`() throws {
        let text = try explanation("--edge", "a_1")
        #expect(text.contains(#"\times \exp(a_1) = \frac{\exp(a_1)}{S} - t_1 = y_1 - t_1$$"#))
        #expect(text.contains(#"Here $y_1 = \exp(a_1) \frac{1}{S}$."#))
        #expect(!text.contains("a_2 "))
    }

    /// For any number of classes, and of rows in a batch: as it is said of all.
    @Test func `what a gradient for any number of values rests on`() throws {
        let outcome = try workspace.gradfig("explain", "Templates/softmax-with-n-classes.yaml")
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.output.contains(
                #"""
                $$(-S) \times \left(-\frac{1}{S^{2}}\right) = \frac{1}{S}$$

                Here $\sum_{k} t_k = 1$.
                """#))
        #expect(
            outcome.output.contains(
                #"""
                \times \exp(a_n) = \frac{\exp(a_n)}{S} - t_n = y_n - t_n$$

                Here $y_n = \exp(a_n) \frac{1}{S}$.
                """#))
    }

    /// What is normalized adds up to 0: that takes three definitions, each with a line of its own.
    @Test func `a line for each fact`() throws {
        let outcome = try workspace.gradfig([
            "explain", "Templates/batch-normalization.yaml", "--edge", "mu",
        ])
        let lines = outcome.output.split(separator: "\n").filter { $0.contains("aligned") }
            .flatMap { $0.split(separator: #" \\ "#) }
        #expect(
            lines == [
                #"$$\begin{aligned} \sum_{i} \frac{\gamma \left(g_i - \frac{h_i \sum_{j} g_j h_j}{n}\right)}{s} \times (-1) &= \frac{\gamma \left(\frac{\left(\sum_{i} g_i h_i\right) \sum_{i} h_i}{n} - \sum_{i} g_i\right)}{s}"#,
                #"&= \frac{\gamma \left(\frac{\left(\sum_{i} g_i h_i\right) \sum_{i} d_i}{n s} - \sum_{i} g_i\right)}{s} && \left(h_i = \frac{d_i}{s}\right)"#,
                #"&= \frac{\gamma \left(\frac{\left(\sum_{i} x_i - n \mu\right) \sum_{i} g_i h_i}{n s} - \sum_{i} g_i\right)}{s} && \left(d_i = x_i - \mu\right)"#,
                #"&= -\frac{\gamma \sum_{i} g_i}{s} && \left(\mu = \frac{\sum_{i} x_i}{n}\right) \end{aligned}$$"#,
            ])
    }

    @Test func `in the template's languages`() throws {
        #expect(try explanation("--step", "A.7", "--language", "ja").contains("上流の勾配の和 × 「/」の局所微分。"))
    }

    @Test func `what isn't there is told`() throws {
        let outcome = try workspace.gradfig(["explain", "Templates/softmax-with-loss.yaml", "--step", "A.77"])
        #expect(outcome.exitCode == 65)
        #expect(
            outcome.errors == """
                --step:1:1: error: the template has no figure ‘A.77’
                    A.77
                    ^~~~
                did you mean ‘A.7’?

                """)
    }
}
