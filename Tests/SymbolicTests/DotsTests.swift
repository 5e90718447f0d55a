import Diagnostics
import Symbolic
import TestSupport
import Testing

/// Dots stand for terms only where those that are written show the rule.
struct DotsTests {
    private func short(_ text: String) throws -> String {
        let expression = try Formula(SourceSlice(text)).instantiate(ranges: ["k": 1...300, "i": 1...6])
        return Shortening(mostTerms: 4)(Notation(expression, in: .linear)).plain
    }

    @Test(arguments: [
        ("sum_k exp(a_k)", "exp(a_1)+exp(a_2)+⋯+exp(a_300)"),
        ("1/(sum_k a_k)^2", "1/(a_1+a_2+⋯+a_300)^2"),
        ("prod_k a_k", "a_1*a_2*⋯*a_300"),
        ("-(sum_i (t_i*log(y_i)))", "-(t_1*log(y_1)+t_2*log(y_2)+⋯+t_6*log(y_6))"),
        ("-x_1-x_2-x_3-x_4-x_5", "-x_1-x_2-⋯-x_5"),
        ("c-2*x_1-2*x_2-2*x_3-2*x_4-2*x_5", "c-2*x_1-2*x_2-⋯-2*x_5"),
        ("x_3+x_4+x_5+x_6+x_7+x_8-t", "x_3+x_4+⋯+x_8-t"),
        ("x_1+x_2+x_3+x_4+x_5+y_1+y_2+y_3+y_4+y_5", "x_1+x_2+⋯+x_5+y_1+y_2+⋯+y_5"),
        ("x_1*y_3+x_2*y_3+x_3*y_3+x_4*y_3+x_5*y_3", "x_1*y_3+x_2*y_3+⋯+x_5*y_3"),
        ("sum_i prod_k w_{i,k}", "w_1_1*w_1_2*⋯*w_1_300+w_2_1*w_2_2*⋯*w_2_300+⋯+w_6_1*w_6_2*⋯*w_6_300"),
    ])
    func `of a run the first two terms and the last are written`(text: String, short: String) throws {
        #expect(try self.short(text) == short)
    }

    @Test(arguments: [
        "a+b+c+d+e+f", "x_1+x_2+x_3+x_4", "x_5+x_4+x_3+x_2+x_1", "x_1+x_3+x_5+x_7+x_9", "x_1+x_2+x_4+x_5+x_6",
        "x_1+y_2+x_3+y_4+x_5+y_6", "x_1+2*x_2+3*x_3+4*x_4+5*x_5", "x_1-x_2+x_3-x_4+x_5-x_6",
        "x_1+x_2+x_3+x_4-x_5", "x_1*y_2+x_2*y_3+x_3*y_4+x_4*y_5+x_5*y_6", "x+x+x+x+x",
        "6*g_1+g_1*y_1*y_2+g_1*y_1*y_3-2*g_2*y_1-2*g_3*y_1*y_3", "x_1_1+x_1_2+x_2_1+x_2_2+x_3_1+x_3_2",
    ])
    func `without a rule all terms are written`(text: String) throws {
        #expect(try short(text) == text)
    }

    @Test(arguments: [
        ("x_1+x_2+x_3-y_1-y_2-y_3", "sum_k x_k-sum_k y_k"),
        (
            "y_1*(x_1+x_2+x_3)+y_2*(x_1+x_2+x_3)+y_3*(x_1+x_2+x_3)-3*g_1-3*g_2-3*g_3",
            "(x_1+x_2+x_3)*sum_k y_k-3*sum_k g_k"
        ),
        ("w_1_1*x_1+w_1_2*x_2+w_1_3*x_3+w_1_4*x_4+a+b", "sum_i (w_1_i*x_i)+a+b"),
        // Two of three values, three of four, and no run at all.
        ("x_1+x_2+y_1+y_2+a+b", "x_1+x_2+y_1+y_2+a+b"), ("x_2+x_3+x_4+a+b+c", "x_2+x_3+x_4+a+b+c"),
        (
            "6*g_1+g_1*y_1*y_2+g_1*y_1*y_3-2*g_2*y_1-2*g_3*y_1",
            "6*g_1+g_1*y_1*y_2+g_1*y_1*y_3-2*g_2*y_1-2*g_3*y_1"
        ),
    ])
    func `a sum of several runs has a ∑ for each over all values`(text: String, short: String) throws {
        let ranges = ["k": 1...3, "i": 1...4]
        let shortening = Shortening(mostTerms: 4, ranges: ranges)
        let expression = try Formula(SourceSlice(text)).instantiate()
        #expect(shortening(Notation(expression, in: .linear)).plain == short)
        let read = try Formula(SourceSlice(short)).instantiate(ranges: ranges)
        #expect(Meaning(read).value == Meaning(expression).value)
    }

    /// Of runs in any order: a run is its first two terms, continued to the last.
    @Test func `who continues what is written gets what was meant`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            var terms: [String] = []
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let pattern = ["x_#", "-x_#", "y_#*x_#", "x_#*y_1", "exp(x_#)/y_2", "-3*y_#"]
                    .randomElement(using: &generator)!
                let start = Int.random(in: 1...3, using: &generator)
                for index in start...Int.random(in: start...9, using: &generator) {
                    terms.append(pattern.replacing("#", with: "\(index)"))
                }
            }
            let text = terms.joined(separator: "+").replacing("+-", with: "-")
            #expect(try continued(short(text)) == text)
        }
    }

    private func continued(_ text: String) throws -> String {
        var terms = text.replacing("-", with: "+-").split(separator: "+").map(String.init)
        while let dots = terms.firstIndex(where: { $0.contains("⋯") }) {
            var run = [terms[dots - 2], terms[dots - 1]]
            while run.last != terms[dots + 1] {
                let (before, last) = (Array(run[run.count - 2]), Array(run[run.count - 1]))
                #expect(before.count == last.count)
                run.append(
                    String(zip(before, last).map { $0 == $1 ? $1 : Character("\($1.wholeNumberValue! + 1)") }))
                if run.count > 20 { Issue.record("\(text)"); break }
            }
            terms.replaceSubrange(dots - 2...dots + 1, with: run)
        }
        return terms.joined(separator: "+").replacing("+-", with: "-")
    }

    @Test func `a sum of many terms is looked through once`() throws {
        let terms = (1...20_000).map { Expression.symbol(Symbol("x", $0 % 3 == 0 ? 0 : $0)) }
        let start = ContinuousClock.now
        let notation = Shortening(mostTerms: 4)(Notation(.sum(terms), in: .linear))
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(notation == Notation(.sum(terms), in: .linear))
    }

    @Test(arguments: [
        ("t_1*x_1+t_2*x_2+t_3*x_3", "sum_k (t_k*x_k)"), ("-x_1-x_2-x_3", "-sum_k x_k"),
        ("x_1+x_2", "x_1+x_2"), ("x_1+x_2+y_1", "x_1+x_2+y_1"), ("x_1+x_3+x_2", "x_1+x_3+x_2"),
        ("c+x_1+x_2+x_3", "c+sum_k x_k"),
    ])
    func `where there is little room every run over all values has a ∑`(text: String, short: String) throws {
        let shortening = Shortening(mostTerms: 4, mostSummands: 2, ranges: ["k": 1...3])
        let expression = try Formula(SourceSlice(text)).instantiate()
        #expect(shortening(Notation(expression, in: .linear)).plain == short)
    }
}
