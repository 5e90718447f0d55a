import Foundation
import Gradfig
import TestSupport
import Testing

/// A file that `check` says is up to date has the bytes that would be drawn: after random edits of all that files are made
/// from, and of files.
///
/// With `GRADFIG_LONG_TESTS` in the environment, 2,000 edits.
struct RandomEditTests {
    private static let isLong = ProcessInfo.processInfo.environment["GRADFIG_LONG_TESTS"] != nil

    private let workspace: Workspace

    private static let template = """
        title: { en: Half, zh: 一半 }
        index: { k: 1...2 }
        names: { x: '\\hat{x}' }
        layers:
          - name: Halves
            label: { en: Halves Ж, zh: 层 }
            input: x_k
            equations: |
              y_k = x_k / 2 + 1
              z = sum_k y_k
            output: z
        at: { x_k: [1, 2] }
        figures:
          - { id: half, title: { en: Halves, zh: 一半 }, caption: All of them }
          - { id: two, title: Both, backward: all, show: both }
        equations:
          - { id: equation, formula: y_1 = x_1 / 2 + 1 }
        """

    private static let document = """
        # Halves

        ![](Figure_half.png) and ![](one.png), ![](two.png) and ![](Other_two.png)

        ```gradfig
        template: t
        figure: two
        interactive: true
        ```

        """

    init() throws {
        workspace = try Workspace([])
        try workspace.write(Self.template, to: "t.yaml")
        try workspace.write(Self.document, to: "a.md")
        try workspace.write("a picture", to: "one.png")
        for font in [FontFile.latinModernMath, .latinModernRoman] {
            try workspace.write(
                Data(contentsOf: URL(fileURLWithPath: font.locate())), to: "fonts/\(font.name)")
        }
        try workspace.write(
            "<fontconfig><dir>\(workspace.url.path)/installed</dir><cachedir>\(workspace.url.path)/cache</cachedir></fontconfig>",
            to: "fonts.conf")
    }

    /// Fonts that have the label's letter, which Latin Modern lacks.
    private static let standIns = ["DejaVuSans.ttf", "DejaVuSerif.ttf"].map {
        "/usr/share/fonts/truetype/dejavu/\($0)"
    }

    private func gradfig(_ arguments: [String]) throws -> Outcome {
        try workspace.gradfig(
            arguments, environment: ["GRADFIG_FONT_PATH": "fonts", "FONTCONFIG_FILE": "fonts.conf"])
    }

    /// The paths of the files that a check names.
    private func stale(_ outcome: Outcome) -> Set<String> {
        Set(
            outcome.errors.split(separator: "\n").compactMap { line in
                ["output/", "site/"].contains(where: line.hasPrefix)
                    ? line.split(separator: ":")[0].description : nil
            })
    }

    @Test(arguments: 1...(isLong ? 40 : 4) as ClosedRange<UInt64>, [false, true])
    func `what is fresh is as it would be drawn`(seed: UInt64, isDocument: Bool) throws {
        var generator = SeededGenerator(seed: seed)
        var options: [String: [String]] = [:]
        var told = 0
        for _ in 0..<(Self.isLong ? 25 : 5) {
            let command =
                isDocument
                ? ["docs", "a.md", "--template", "t.yaml", "--output", "site"] : ["build", "t.yaml"]
            func words() -> [String] {
                command + options.sorted { $0.key < $1.key }.flatMap { [$0.key] + $0.value }
            }
            let backup = try workspace.text("t.yaml")
            if try gradfig(words() + ["--force"]).exitCode != 0 {
                try workspace.write(Self.template, to: "t.yaml")
                try workspace.write(Self.document, to: "a.md")
                options = [:]
                guard try gradfig(words() + ["--force"]).exitCode == 0 else {
                    Issue.record("\(words()): \(backup)")
                    return
                }
            }
            let edit = try edit(&options, isDocument, &generator)
            let check = try gradfig(words() + ["--check"])
            guard check.exitCode <= 1 else { continue }
            let exact = try gradfig(words() + ["--check", "--exact"])
            guard exact.exitCode <= 1 else { continue }
            told += check.exitCode == 1 ? 1 : 0
            #expect(stale(exact).subtracting(stale(check)) == [], "seed \(seed): \(edit)")
        }
        #expect(told > 0)
    }

    /// Makes an edit.
    ///
    /// - Returns: what it is.
    private func edit(
        _ options: inout [String: [String]], _ isDocument: Bool, _ generator: inout SeededGenerator
    ) throws -> String {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return try slip("t.yaml", &generator)
        case 1: return try replace("t.yaml", Self.words, &generator)
        case 2:
            let (name, values) = (isDocument ? Self.documentOptions : Self.figureOptions)
                .randomElement(using: &generator)!
            options[name] = options[name] == nil ? values.randomElement(using: &generator) : nil
            return "\(name) \(options[name] ?? ["not"])"
        case 3: return try editFonts(&generator)
        case 4 where isDocument: return try editDocument(&generator)
        default: return try editFile(in: isDocument ? "site" : "output", &generator)
        }
    }

    private static let figureOptions: [(String, [[String]])] = [
        ("--language", [["zh"], ["ja"]]), ("--classes", [["3"], ["n"]]),
        ("--format", [["svg", "pdf"], ["dot"]]),
        ("--transparent", [[]]), ("--text", [[]]), ("--scale", [["1"], ["3"]]),
        ("--width", [["5cm"], ["200pt"]]),
        ("--show", [["symbols"], ["numbers"]]), ("--digits", [["1"], ["2"]]), ("--naming", [["pairs"]]),
        ("--at", [["x_k=[3,4]"], ["x_1=7"]]), ("--only", [["half"]]),
    ]

    private static let documentOptions: [(String, [[String]])] = [
        ("--language", [["zh"], ["ja"]]), ("--to", [["html"]]), ("--format", [["png"], ["pdf"]]),
        ("--scale", [["1"], ["3"]]), ("--width", [["5cm"], ["200pt"]]), ("--allow-missing", [[]]),
        ("--image-pattern", [["Other_{id}"], ["{id}"]]),
    ]

    private static let words = [
        ("/ 2", "/ 3"), ("+ 1", "- 1"), ("1...2", "1...3"), ("[1, 2]", "[2, 1]"), ("Halves Ж", "Halves Я"),
        ("层", "層"), ("\\hat{x}", "\\bar{x}"), ("show: both", "show: symbols"),
        ("backward: all", "backward: none"),
        ("Both", "The two"), ("All of them", "Each"), ("en: Half", "en: Halves"), ("id: two", "id: both"),
        ("formula: y_1 = x_1 / 2 + 1", "formula: y_2 = x_2 / 2 + 1"),
    ]

    private func replace(_ path: String, _ pairs: [(String, String)], _ generator: inout SeededGenerator) throws
        -> String
    {
        let text = try workspace.text(path)
        let (one, other) = pairs.randomElement(using: &generator)!
        try workspace.write(
            text.contains(one) ? text.replacing(one, with: other) : text.replacing(other, with: one), to: path)
        return "\(path): \(one) and \(other)"
    }

    private func slip(_ path: String, _ generator: inout SeededGenerator) throws -> String {
        var text = Array(try workspace.text(path))
        text.slip(with: &generator)
        try workspace.write(String(text), to: path)
        return "\(path) is:\n\(String(text))"
    }

    private func editDocument(_ generator: inout SeededGenerator) throws -> String {
        let picture = workspace.names(in: ".").contains("one.png") ? "one" : "two"
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return try slip("a.md", &generator)
        case 1:
            try workspace.write(workspace.text("\(picture).png") + "!", to: "\(picture).png")
            return "another picture"
        default:
            let other = picture == "one" ? "two" : "one"
            try FileManager.default.moveItem(
                at: workspace.url.appending(path: "\(picture).png"),
                to: workspace.url.appending(path: "\(other).png"))
            return "\(picture).png is \(other).png"
        }
    }

    /// Another version of a chosen font, or another font installed.
    private func editFonts(_ generator: inout SeededGenerator) throws -> String {
        if Bool.random(using: &generator) {
            let name = [FontFile.latinModernMath, .latinModernRoman].randomElement(using: &generator)!.name
            try workspace.write(workspace.data("fonts/\(name)") + [0], to: "fonts/\(name)")
            return "another version of \(name)"
        }
        let installed = workspace.names(in: "installed")
        if let name = installed.first {
            try workspace.remove("installed/\(name)")
            return "\(name) is removed"
        }
        let font = Self.standIns.randomElement(using: &generator)!
        guard let data = FileManager.default.contents(atPath: font) else { return "no font" }
        try workspace.write(data, to: "installed/font.ttf")
        return "\(font) is installed"
    }

    /// A byte of a written file, or all of it.
    private func editFile(in folder: String, _ generator: inout SeededGenerator) throws -> String {
        let files =
            (FileManager.default.enumerator(atPath: workspace.url.appending(path: folder).path)?
            .compactMap { $0 as? String } ?? []).sorted().filter {
                !$0.hasPrefix(".")
                    && FileManager.default.contents(
                        atPath: workspace.url.appending(path: "\(folder)/\($0)").path) != nil
            }
        guard files.count > 1 else { return "no file" }
        let name = files.randomElement(using: &generator)!
        var bytes = Array(try workspace.data("\(folder)/\(name)"))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where !bytes.isEmpty: bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1
        case 1: bytes.slip(with: &generator)
        case 2: bytes.append(.random(in: 0...255, using: &generator))
        default: bytes = Array(try workspace.data("\(folder)/\(files.randomElement(using: &generator)!)"))
        }
        try workspace.write(Data(bytes), to: "\(folder)/\(name)")
        return "\(name) is changed"
    }
}
