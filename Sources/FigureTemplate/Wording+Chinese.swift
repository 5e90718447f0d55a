extension Wording {
    static let chinese = Wording([
        .fromLeftToRight: "从左到右", .opened: "{layer}（展开）", .forward: "正向", .backward: "反向", .new: "本步新增",
        .gradientOn: "{value} 上的 {gradient}", .likewise: "其余 {count} 个类别同理", .gradient: "梯度", .outside: "外部",
        .split: "分支点", .runs: "{value} 从 {tail} 流向 {head}", .runsBack: "{value} 从 {tail} 反向流向 {head}",
        .separator: "；", .colon: "：", .period: "。", .gap: "", .quote: "“{name}”", .and: "与",
        .listSeparator: "，",
        .inputsComeIn: "正向：输入进入", .gradientArrives: "反向：梯度传来", .forwardThrough: "正向：{names}",
        .backwardThrough: "反向：{names}", .wayForward: "正向：{tail} → {head}", .wayForwardIn: "正向：外部 → {head}",
        .wayForwardOut: "正向：{tail} → 外部", .wayBack: "反向：{tail} → {head}", .wayBackIn: "反向：外部 → {head}",
        .wayBackOut: "反向：{tail} → 外部", .input: "输入值。", .constant: "常数。",
        .computed: "由{name}节点根据其输入算出。", .loss: "损失对自身的导数。", .arriving: "由后续部分传回的梯度。",
        .severalUses: "该值被多次使用，各处的梯度相加。", .chain: "上游梯度 × {name}的局部导数。",
        .branches: "上游各支梯度之和 × {name}的局部导数。", .through: "{name}各值的梯度乘以各自的导数，再相加。",
        .uses: "其中 {facts}。", .back: "上一步", .next: "下一步", .step: "步骤", .arrows: "数值与梯度",
        .position: "%n / %N", .reasons: "数值的由来", .hint: "指向箭头，或用 Tab 键移到箭头上，可查看其数值的由来。",
        .stepArrives: "第 {number} 步：梯度传来", .stepThrough: "第 {number} 步：反向通过{names}",
        .upstreamArrives: "这是上游梯度。", .chainRule: "上游梯度乘以局部导数。", .ruleSum: "{name}节点将梯度原样传下去。",
        .ruleProduct: "{name}节点将梯度乘以另一个因子。", .ruleFactors: "{name}节点将梯度乘以其余各因子。",
        .ruleMatrixProduct: "{name}节点将梯度乘以另一个因子的转置。", .ruleReciprocal: "1/x 的导数是 −1/x²，即其值平方的相反数。",
        .ruleExp: "指数函数的导数就是它自身。", .ruleLog: "对数的导数是倒数。", .ruleNegation: "符号改变。",
        .ruleRelu: "值为正处，梯度通过。", .ruleAddedUp: "对某个下标的所有取值都用到的量，得到的是对这些取值的求和。",
    ])
}
