/// The words that figures are described with, in one language.
struct Phrases: Sendable {
    let fromLeftToRight: String
    let opened: @Sendable (_ layer: String) -> String
    let forward: String
    let backward: String
    let new: String
    let onEdge: @Sendable (_ gradient: String, _ value: String) -> String
    let likewise: @Sendable (_ classes: Int) -> String
    let gradient: String
    let outside: String
    let split: String
    let runs: @Sendable (_ value: String, _ source: String, _ target: String) -> String
    let runsBack: @Sendable (_ value: String, _ target: String, _ source: String) -> String
    /// Between what is told, after what it is, at the end of a sentence, and between sentences.
    let separator, colon, period, gap: String

    /// The phrases of a language, such as `zh-Hant`: of the language before its `-`; English where there are none.
    static func of(_ language: String?) -> Phrases {
        switch language?.split(separator: "-").first {
        case "zh": chinese
        case "ja": japanese
        default: english
        }
    }

    /// What an arrow begins or ends at.
    func name(_ end: ArrowEnd, quoted: (String) -> String = { $0 }) -> String {
        switch end {
        case .outside: outside
        case .split: split
        case .part(let name): quoted(name)
        }
    }

    /// A sentence such as “Forward: a_1; a_2.”
    func sentence(_ what: String, _ told: [String]) -> String {
        what + colon + told.joined(separator: separator) + period
    }

    static let english = Phrases(
        fromLeftToRight: "From left to right", opened: { "\($0), opened" }, forward: "Forward",
        backward: "Backward", new: "New in this step", onEdge: { "\($0) on \($1)" },
        likewise: { "Likewise for the other \($0) classes" }, gradient: "the gradient", outside: "outside",
        split: "the split", runs: { "\($0) runs from \($1) to \($2)" },
        runsBack: { "\($0) runs back from \($1) to \($2)" },
        separator: "; ", colon: ": ", period: ".", gap: " ")

    static let chinese = Phrases(
        fromLeftToRight: "从左到右", opened: { "\($0)（展开）" }, forward: "正向", backward: "反向", new: "本步新增",
        onEdge: { "\($1) 上的 \($0)" }, likewise: { "其余 \($0) 个类别同理" }, gradient: "梯度", outside: "外部",
        split: "分支点", runs: { "\($0) 从 \($1) 流向 \($2)" }, runsBack: { "\($0) 从 \($1) 反向流向 \($2)" },
        separator: "；", colon: "：", period: "。", gap: "")

    static let japanese = Phrases(
        fromLeftToRight: "左から右へ", opened: { "\($0)（展開）" }, forward: "順伝播", backward: "逆伝播",
        new: "このステップで加わるもの", onEdge: { "\($1) 上の \($0)" }, likewise: { "残りの \($0) クラスも同様" },
        gradient: "勾配", outside: "外部", split: "分岐点", runs: { "\($0) は \($1) から \($2) へ流れる" },
        runsBack: { "\($0) は \($1) から \($2) へ逆向きに流れる" }, separator: "；", colon: "：", period: "。", gap: "")
}
