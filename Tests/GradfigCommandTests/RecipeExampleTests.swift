import Foundation
import Testing

/// The recipes of Documentation/, followed as they are written, with the real tools.
struct RecipeExampleTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test(
        .enabled(if: PythonPackages.areInstalled, "Scripts/python-packages can’t be installed from PyPI here"),
        arguments: [("MkDocs", "#only-light"), ("Sphinx", ".only-light")])
    func `the site has the figures, light and dark, and the theme's rule that shows one`(
        page: String, rule: String
    ) throws {
        let recipe = try Recipe(page)
        for (path, text) in recipe.files { try workspace.write(text, to: path) }
        #expect(recipe.pictures == ["figures/A.5-light.svg", "figures/A.5-dark.svg"])
        #expect(recipe.packages.isSubset(of: try PythonPackages.names))

        try build(recipe)
        let site = try workspace.shell("find site -type f").output.split(separator: "\n").map(String.init)
        for picture in recipe.pictures {
            let name = try #require(picture.split(separator: "/").last)
            let copy = try #require(site.first { $0.hasSuffix("/\(name)") })
            #expect(try workspace.data(copy) == workspace.data("docs/\(picture)"))
            #expect(try workspace.text("site/index.html").contains(name))
        }
        let styles = site.filter { $0.hasSuffix(".css") }
        #expect(try styles.contains { try workspace.text($0).contains(rule) })

        // Nothing has changed: no figure is drawn again.
        let before = try workspace.shell("ls -l --full-time docs/figures").output
        try build(recipe)
        #expect(try workspace.shell("ls -l --full-time docs/figures").output == before)

        let template = "Templates/squared-error.yaml"
        try workspace.write(workspace.text(template).replacing("d_k * d_k", with: "d_k * e_k"), to: template)
        let outcome = try run(try #require(recipe.commands.last))
        #expect(outcome.exitCode != 0)
        #expect(outcome.output.contains("\(template):10:26: error: ‘e_k’ is not defined\n"))
        #expect(outcome.output.contains("The figures can't be drawn."))
    }

    @Test func `Quarto's command writes the pictures that its page shows`() throws {
        let recipe = try Recipe("Quarto")
        let project = try #require(recipe.files["_quarto.yml"])
        let command = try #require(project.firstMatch(of: /pre-render: (gradfig .*)/)).1
        #expect(try workspace.shell(String(command)) == .silence)
        #expect(recipe.pictures == ["figures/A.5-light.svg", "figures/A.5-dark.svg"])
        for picture in recipe.pictures { #expect(try workspace.text(picture).hasPrefix("<svg ")) }
    }

    private func build(_ recipe: Recipe) throws {
        #expect(!recipe.commands.isEmpty)
        for command in recipe.commands {
            let outcome = try run(command)
            #expect(outcome.exitCode == 0, "\(command): \(outcome.output)")
        }
    }

    private func run(_ command: String) throws -> Outcome {
        try workspace.shell("PATH=\(PythonPackages.programs.path):$PATH; \(command) 2>&1")
    }
}

/// What a page of Documentation/ says is to be written and run.
private struct Recipe {
    /// The text of each code block that follows the name of a file.
    let files: [String: String]
    /// The lines of shell, but for those that install packages.
    let commands: [String]
    /// The packages that are installed.
    let packages: Set<String>
    /// The paths of the pictures, as the pages show them.
    let pictures: [String]

    init(_ page: String) throws {
        let url = Workspace.package.appending(path: "Documentation/\(page).md")
        let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "```")
        var files: [String: String] = [:]
        var lines: [String] = []
        // Texts and blocks take turns.
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            let (text, block) = (parts[index], parts[index + 1])
            let content = block.drop { $0 != "\n" }.dropFirst()
            if block.hasPrefix("sh\n") {
                lines += content.split(separator: "\n").map(String.init)
            } else {
                let name = try #require(text.matches(of: /`([\w\/.]+\.[a-z]+)`/).last).1
                files[String(name)] = String(content)
            }
        }
        self.files = files
        let install = "pip install "
        commands = lines.filter { !$0.hasPrefix(install) }
        packages = Set(
            lines.filter { $0.hasPrefix(install) }
                .flatMap { $0.dropFirst(install.count).split(separator: " ").map(String.init) })
        pictures = files.values.flatMap { $0.matches(of: /figures\/[\w.-]+\.svg/).map { String($0.0) } }
    }
}

/// The packages of Scripts/python-packages, in a folder of their own.
private enum PythonPackages {
    static let programs = Workspace.package.appending(path: ".build/python/bin")

    /// Installs what is missing.
    static let areInstalled: Bool = {
        let script = Workspace.package.appending(path: "Scripts/install-python-packages")
        return (try? Workspace().run(script, []).exitCode) == 0
    }()

    static var names: Set<String> {
        get throws {
            let url = Workspace.package.appending(path: "Scripts/python-packages")
            let text = try String(contentsOf: url, encoding: .utf8)
            return Set(text.matches(of: /(?m)^([a-z-]+)==/).map { String($0.1) })
        }
    }
}
