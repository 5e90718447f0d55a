import MathTypesetting

/// Formulas each of which equals the one before: on one line, or on a line each where several are told what they rest on.
struct FormulaChain {
    private let first: FormulaSide
    private var links: [Link] = []

    struct Link {
        var form: FormulaSide
        /// The definitions and assumptions by which it equals what stands before it.
        var facts: [FormulaSide] = []
    }

    init(_ first: FormulaSide, _ links: [Link] = []) {
        self.first = first
        // What is the same is not said twice.
        self.links = links.filter { !$0.facts.isEmpty || $0.form.tex != first.tex }
    }

    /// Goes on with a number, on the last line.
    mutating func append(_ numeral: NumberLabel) {
        let number = FormulaSide(node: numeral.mathNode, plain: numeral.plain, tex: numeral.tex)
        if let last = links.indices.last {
            links[last].form = .equation(links[last].form, number)
        } else {
            links = [Link(form: number)]
        }
    }

    private var isOnOneLine: Bool { links.count { !$0.facts.isEmpty } <= 1 }

    /// What is to be said of it besides: the facts that no line has.
    var factsApart: [FormulaSide] { isOnOneLine ? links.flatMap(\.facts) : [] }

    var side: FormulaSide { isOnOneLine ? links.reduce(first) { .equation($0, $1.form) } : onLines }

    /// Aligned at the signs, behind each form in brackets what it rests on.
    private var onLines: FormulaSide {
        var (rows, plain, tex): ([[MathNode]], String, [String]) = ([], first.plain, [])
        for (place, link) in links.enumerated() {
            let left = place == 0 ? first : FormulaSide(node: .row([]), plain: "", tex: "")
            var row = [left.node, .row([.symbol("="), link.form.node])]
            plain += " = \(link.form.plain)"
            var line = "\(left.tex) &= \(link.form.tex)"
            if !link.facts.isEmpty {
                let facts = Array(link.facts.map { [$0.node] }.joined(separator: [.symbol(",")]))
                row += [.row([]), .delimited("(", .row(facts), ")")]
                plain += " (\(link.facts.map(\.plain).joined(separator: ", ")))"
                line += #" && \left(\#(link.facts.map(\.tex).joined(separator: #",\; "#))\right)"#
            }
            rows.append(row)
            tex.append(line.trimmingPrefix(" ").description)
        }
        return FormulaSide(
            node: .array(rows, .aligned), plain: plain,
            tex: "\\begin{aligned} \(tex.joined(separator: " \\\\ ")) \\end{aligned}")
    }
}
