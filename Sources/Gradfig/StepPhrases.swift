import StepPage

/// The words of figures to step through, in one language.
struct StepPhrases: Sendable {
    // Titles of the steps that a template has none for.
    let inputs, outputs: String
    let forward, backward: @Sendable (_ operations: [String]) -> String
    // From where to where an arrow runs.
    let way: @Sendable (_ direction: Direction, _ tail: ArrowEnd, _ head: ArrowEnd) -> String
    // How values come about.
    let input, constant: String
    let computed: @Sendable (_ operation: String) -> String
    let loss, arriving, severalUses: String
    let chain: @Sendable (_ operation: String) -> String
    let branches: @Sendable (_ operation: String) -> String
    /// Of a function of several values.
    let through: @Sendable (_ function: String) -> String
    let uses: @Sendable (_ facts: [String]) -> String
    /// Between two sentences.
    let gap: String
    let controls: StepWords

    /// The phrases of a language, as `Phrases.of` finds them.
    static func of(_ language: String?) -> StepPhrases {
        switch language?.split(separator: "-").first {
        case "zh": chinese
        case "ja": japanese
        default: english
        }
    }

    private static let english = StepPhrases(
        inputs: "Forward: the inputs come in", outputs: "Backward: the gradient arrives",
        forward: { "Forward: through " + $0.map { "“\($0)”" }.joined(separator: " and ") },
        backward: { "Backward: through " + $0.map { "“\($0)”" }.joined(separator: " and ") },
        way: { direction, tail, head in
            func name(_ end: ArrowEnd) -> String { Phrases.english.name(end, quoted: { "“\($0)”" }) }
            let way = direction == .forward ? "Forward" : "Back"
            return switch (tail, head) {
            case (.outside, _): "\(way) to \(name(head))"
            case (_, .outside): "\(way) from \(name(tail)) to the outside"
            default: "\(way) from \(name(tail)) to \(name(head))"
            }
        },
        input: "An input.", constant: "A constant.",
        computed: { "Computed by “\($0)” from what comes in." },
        loss: "The derivative of the loss by itself.",
        arriving: "The gradient that comes back from what follows.",
        severalUses: "The value is used several times, so the gradients of all uses add up.",
        chain: { "Upstream gradient × local derivative of “\($0)”." },
        branches: { "Upstream gradients, added up, × local derivative of “\($0)”." },
        through: { "The gradients of the values of “\($0)”, each × its derivative, added up." },
        uses: { "Here " + $0.joined(separator: ", ") + "." }, gap: " ",
        controls: StepWords(
            back: "Back", next: "Next", step: "Step", arrows: "Values and gradients",
            position: "%n of %N", reasons: "How the values come about",
            hint: "Point at an arrow, or move to it with Tab, to see how its value comes about."))

    private static let chinese = StepPhrases(
        inputs: "正向：输入进入", outputs: "反向：梯度传来",
        forward: { "正向：" + $0.map { "“\($0)”" }.joined(separator: "与") },
        backward: { "反向：" + $0.map { "“\($0)”" }.joined(separator: "与") },
        way: { direction, tail, head in
            (direction == .forward ? "正向：" : "反向：")
                + [tail, head].map { Phrases.chinese.name($0, quoted: { "“\($0)”" }) }.joined(separator: " → ")
        },
        input: "输入值。", constant: "常数。",
        computed: { "由“\($0)”节点根据其输入算出。" },
        loss: "损失对自身的导数。", arriving: "由后续部分传回的梯度。",
        severalUses: "该值被多次使用，各处的梯度相加。",
        chain: { "上游梯度 × “\($0)”的局部导数。" },
        branches: { "上游各支梯度之和 × “\($0)”的局部导数。" },
        through: { "“\($0)”各值的梯度乘以各自的导数，再相加。" },
        uses: { "其中 " + $0.joined(separator: "，") + "。" }, gap: "",
        controls: StepWords(
            back: "上一步", next: "下一步", step: "步骤", arrows: "数值与梯度", position: "%n / %N",
            reasons: "数值的由来",
            hint: "指向箭头，或用 Tab 键移到箭头上，可查看其数值的由来。"))

    private static let japanese = StepPhrases(
        inputs: "順伝播：入力", outputs: "逆伝播：勾配が届く",
        forward: { "順伝播：" + $0.map { "「\($0)」" }.joined(separator: "と") },
        backward: { "逆伝播：" + $0.map { "「\($0)」" }.joined(separator: "と") },
        way: { direction, tail, head in
            (direction == .forward ? "順伝播：" : "逆伝播：")
                + [tail, head].map { Phrases.japanese.name($0, quoted: { "「\($0)」" }) }.joined(separator: " → ")
        },
        input: "入力です。", constant: "定数です。",
        computed: { "「\($0)」ノードが入力から計算します。" },
        loss: "損失の、それ自身による微分です。", arriving: "後に続く部分から返ってくる勾配です。",
        severalUses: "値は複数回使われるため、それぞれの勾配を足し合わせます。",
        chain: { "上流の勾配 × 「\($0)」の局所微分。" },
        branches: { "上流の勾配の和 × 「\($0)」の局所微分。" },
        through: { "「\($0)」の各値の勾配に、それぞれの微分を掛けて足し合わせます。" },
        uses: { "ここで " + $0.joined(separator: "、") + "。" }, gap: "",
        controls: StepWords(
            back: "戻る", next: "次へ", step: "ステップ", arrows: "値と勾配", position: "%n / %N",
            reasons: "値の求め方",
            hint: "矢印を指すか、Tab キーで移動すると、値の求め方が表示されます。"))
}
