/// The commands of the TeX reader: what it knows and what its documentation says come from this table alone.
enum TeXCommandTable {
    struct Section: Sendable {
        let title: String
        let entries: [Entry]
    }

    struct Entry: Sendable {
        let name: String
        /// How it is written, with its arguments.
        let usage: String
        let meaning: String
        let command: TeXCommand
    }

    static let commands: [String: TeXCommand] = Dictionary(
        uniqueKeysWithValues: sections.flatMap(\.entries).map { ($0.name, $0.command) })

    static let sections = [
        Section(
            title: "Fractions and roots",
            entries: [
                entry("frac", "{a}{b}", "a fraction", .fraction(nil)),
                entry("dfrac", "{a}{b}", "a fraction as in a displayed formula", .fraction(.display)),
                entry("tfrac", "{a}{b}", "a fraction as in a line of text", .fraction(.text)),
                entry("sqrt", "[n]{x}", "a root; without `[n]` the square root", .radical),
            ]),
        Section(
            title: "Accents and bars",
            entries: accents("hat ̂ bar ̄ vec ⃗ dot ̇ ddot ̈ tilde ̃ check ̌ breve ̆ acute ́ grave ̀ mathring ̊") + [
                entry("widehat", "{x}", "a hat that grows", .accent("\u{302}", isWide: true)),
                entry("widetilde", "{x}", "a tilde that grows", .accent("\u{303}", isWide: true)),
                entry("overline", "{x}", "a bar as long as what is under it", .overline),
                entry("underline", "{x}", "a bar as long as what is above it", .underline),
            ]),
        Section(
            title: "Text and alphabets",
            entries: [
                entry("text", "{if }", "words, with their blanks", .text),
                entry("mathrm", "{d}", "upright", .alphabet(.upright)),
                entry("mathit", "{x}", "italic", .alphabet(.italic)),
                entry("mathbf", "{x}", "bold", .alphabet(.bold)),
                entry("boldsymbol", "{x}", "bold, of the slant that it has without", .alphabet(.boldItalic)),
                entry("bm", "{x}", "the same", .alphabet(.boldItalic)),
                entry("mathbb", "{R}", "blackboard bold", .alphabet(.blackboard)),
                entry("mathcal", "{L}", "calligraphic", .alphabet(.script)),
                entry("mathfrak", "{g}", "fraktur", .alphabet(.fraktur)),
                entry("mathsf", "{x}", "sans serif", .alphabet(.sansSerif)),
                entry("mathtt", "{x}", "monospaced", .alphabet(.monospace)),
            ]),
        Section(
            title: "Functions",
            entries: functions(
                "arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh",
                limits: false)
                + functions("det gcd inf lim liminf limsup max min Pr sup", limits: true) + [
                    entry(
                        "operatorname", "{softmax}",
                        "any other name; `\\operatorname*` takes limits below and above", .operatorName)
                ]),
        symbols(
            "Large operators",
            """
            sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ \
            bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
            """),
        symbols(
            "Greek letters",
            """
            alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ \
            varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ \
            upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ \
            Upsilon Υ Phi Φ Psi Ψ Omega Ω
            """),
        symbols(
            "Letters and signs",
            """
            partial ∂ nabla ∇ infty ∞ hbar ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ imath ı jmath ȷ forall ∀ exists ∃ \
            nexists ∄ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ triangle △ square □ blacksquare ■ \
            prime ′ backslash \\ $ $ % % # # & & _ _
            """),
        symbols(
            "Binary operations",
            """
            pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ \
            wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ setminus ∖ dagger † ddagger ‡
            """),
        symbols(
            "Relations",
            """
            lt < gt > leq ≤ le ≤ geq ≥ ge ≥ ll ≪ gg ≫ neq ≠ ne ≠ approx ≈ simeq ≃ cong ≅ equiv ≡ sim ∼ propto ∝ \
            prec ≺ succ ≻ preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ in ∈ \
            notin ∉ ni ∋ mid ∣ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ asymp ≍ doteq ≐ coloneqq ≔
            """, except: ["perp": .relation]),
        symbols(
            "Arrows",
            """
            to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ \
            implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ \
            longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ \
            hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ \
            rightleftharpoons ⇌ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ \
            nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
            """),
        symbols("Dots", "ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱"),
        symbols("Punctuation", "colon :", except: ["colon": .punctuation]),
        symbols(
            "Delimiters",
            """
            { { } } lbrace { rbrace } langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | | ‖ Vert ‖ \
            lvert | rvert | lVert ‖ rVert ‖ lbrack [ rbrack ]
            """, except: ["lvert": .opening, "rvert": .closing, "lVert": .opening, "rVert": .closing]),
        Section(
            title: "Delimiters that grow",
            entries: [
                entry("left", "( … \\right)", "as tall as what is between them; `.` is an empty one", .left),
                entry("right", ")", "the other end of `\\left`", .right),
            ] + sizedDelimiters("big Big bigg Bigg")),
        Section(
            title: "Matrices and aligned rows",
            entries: [
                entry(
                    "begin", "{pmatrix} … \\end{pmatrix}", "cells in rows and columns, parted by `&`", .begin),
                entry("end", "{pmatrix}", "the end of `\\begin`", .end),
                entry("\\", "", "a new row", .newRow),
            ]),
        Section(
            title: "Spaces",
            entries: [
                entry(",", "", "a thin space", .space(Spacing.thin)),
                entry(":", "", "a medium space", .space(Spacing.medium)),
                entry(">", "", "the same", .space(Spacing.medium)),
                entry(";", "", "a thick space", .space(Spacing.thick)),
                entry("!", "", "a thin space back", .space(Em(-Spacing.thin.value))),
                entry(" ", "", "the blank of a text, as `~`", .space(Spacing.blank)),
                entry("enspace", "", "half an em", .space(Em(0.5))),
                entry("quad", "", "an em", .space(Em(1))),
                entry("qquad", "", "two em", .space(Em(2))),
            ]),
        Section(
            title: "Styles",
            entries: [
                entry(
                    "displaystyle", "", "what follows in the group, as in a displayed formula", .style(.display)
                ),
                entry("textstyle", "", "as in a line of text", .style(.text)),
                entry("scriptstyle", "", "as in a script", .style(.script)),
                entry("scriptscriptstyle", "", "as in a script of a script", .style(.scriptScript)),
            ]),
        Section(
            title: "Classes",
            entries: [
                entry("mathord", "{x}", "spaced as a letter", .atom(.ordinary)),
                entry("mathop", "{x}", "as a large operator", .atom(.operator)),
                entry("mathbin", "{x}", "as a binary operation", .atom(.binary)),
                entry("mathrel", "{x}", "as a relation", .atom(.relation)),
                entry("mathopen", "{x}", "as an opening delimiter", .atom(.opening)),
                entry("mathclose", "{x}", "as a closing delimiter", .atom(.closing)),
                entry("mathpunct", "{x}", "as a comma", .atom(.punctuation)),
                entry("mathinner", "{x}", "as a formula in delimiters", .atom(.inner)),
            ]),
    ]

    private static func entry(_ name: String, _ arguments: String, _ meaning: String, _ command: TeXCommand)
        -> Entry
    {
        Entry(name: name, usage: "\\" + name + arguments, meaning: meaning, command: command)
    }

    /// Pairs of a command and its character; of the class that the character has, but for the exceptions.
    private static func symbols(
        _ title: String, _ pairs: String, except classes: [String: AtomClass] = [:]
    ) -> Section {
        Section(
            title: title,
            entries: self.pairs(pairs).map { name, character in
                let command = classes[name].map { TeXCommand.classedSymbol($0, character) }
                return entry(name, "", String(character), command ?? .symbol(character))
            })
    }

    private static func accents(_ pairs: String) -> [Entry] {
        self.pairs(pairs).map { name, accent in
            entry(name, "{x}", "x\(accent)", .accent(accent, isWide: false))
        }
    }

    private static func pairs(_ text: String) -> [(String, Unicode.Scalar)] {
        let words = text.unicodeScalars.split(separator: " ")
        return stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            words[index + 1].first.map { (String(words[index]), $0) }
        }
    }

    private static func functions(_ names: String, limits: Bool) -> [Entry] {
        names.split(separator: " ").map { word in
            let name = String(word)
            // liminf and limsup are two words, a thin space apart.
            let isTwoWords = name.count > 3 && name.hasPrefix("lim")
            let shown = isTwoWords ? "lim\u{2009}" + name.dropFirst(3) : name
            return entry(name, "", shown, .function(shown, limits: limits))
        }
    }

    /// Four sizes, each as an ordinary atom, an opening, a closing delimiter and a relation; as LaTeX has them, around
    /// 12, 18, 24 and 30 points of a text of 10 points.
    private static func sizedDelimiters(_ names: String) -> [Entry] {
        let kinds: [(String, AtomClass, String)] = [
            ("", .ordinary, "|"), ("l", .opening, "("), ("r", .closing, ")"), ("m", .relation, "|"),
        ]
        return names.split(separator: " ").enumerated().flatMap { index, name in
            let extent = Em(1.2 + 0.6 * Double(index))
            return kinds.map { suffix, atomClass, example in
                entry(
                    name + suffix, example, "a delimiter around \(12 + 6 * index) points at 10 points",
                    .sizedDelimiter(atomClass, covering: extent))
            }
        }
    }
}
