import Foundation

extension Bench {
    /// Our document with its 29 pictures: beside documentation tools with as many plain graphs for `dot`.
    func compareDocuments() throws {
        let document = "Documentation/softmax-with-loss.md"
        let copy = "\(folder)/template.yaml"
        let text = try String(contentsOfFile: template, encoding: .utf8)
        var versions = [text, text.replacing("formula: y_3 - t_3", with: "formula: -t_3 + y_3")]
        guard versions[0] != versions[1] else { throw BenchError(failed: "the equation to change is gone") }
        let site = "\(folder)/site"
        let own = Tool(
            name: "gradfig", site: site,
            build: { try self.run(self.gradfig, ["docs", document, "--template", copy, "--output", site]) },
            change: {
                versions.reverse()
                try versions[0].write(toFile: copy, atomically: true, encoding: .utf8)
            })
        try own.change()
        let graphs = try plainGraphs(count: 29)
        let tools = [own] + (try documentationTools(graphs))
        print("\nA document with 29 figures, in milliseconds, median of \(runs) runs in turn")
        print(row(["", "cold", "no change", "one change"]))
        let measured = try (0..<runs).map { _ in try tools.map(times) }
        for (index, tool) in tools.enumerated() {
            let columns = (0..<3).map { column in milliseconds(median(measured.map { $0[index][column] })) }
            print(row([tool.name] + columns))
        }
    }

    /// Something that builds a site.
    private struct Tool {
        let name: String
        /// The folder that is made.
        let site: String
        let build: () throws -> Void
        /// Changes one figure's source.
        let change: () throws -> Void
    }

    /// The seconds for a build from nothing, for one with nothing to do, and for one after a change.
    private func times(_ tool: Tool) throws -> [Double] {
        try? FileManager.default.removeItem(atPath: tool.site)
        let cold = try seconds(tool.build)
        let fresh = try seconds(tool.build)
        try tool.change()
        return [cold, fresh, try seconds(tool.build)]
    }

    /// The figures as graphs that `dot` lays out, as often as needed.
    private func plainGraphs(count: Int) throws -> [String] {
        let source = "\(folder)/graphs"
        try run(gradfig, ["build", template, "--format", "dot", "--output", source])
        let files = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
        let graphs = try files.map { try String(contentsOfFile: "\(source)/\($0)", encoding: .utf8) }
        return (0..<count).map { graphs[$0 % graphs.count] }
    }

    private func documentationTools(_ graphs: [String]) throws -> [Tool] {
        guard FileManager.default.fileExists(atPath: python) else {
            print("\nno Sphinx and no MkDocs: Scripts/install-bench-peers could not install from PyPI")
            return []
        }
        let (sphinx, mkdocs) = ("\(folder)/sphinx", "\(folder)/mkdocs")
        try write(
            "extensions = ['sphinx.ext.graphviz']\ngraphviz_output_format = 'svg'\n", to: "\(sphinx)/conf.py")
        try write("site_name: Bench\nplugins: [mkdocs_graphviz]\n", to: "\(mkdocs)/mkdocs.yml")
        var changes = 0
        /// One directive, or one fenced block, for each graph; the last graph with a comment that changes.
        func page(_ block: (String) -> String) -> String {
            changes += 1
            let last = graphs[graphs.count - 1].replacing("{", with: "{ // \(changes)\n", maxReplacements: 1)
            return (graphs.dropLast() + [last]).map(block).joined(separator: "\n")
        }
        let changeSphinx = {
            let text = page { graph in
                ".. graphviz::\n\n" + graph.split(separator: "\n").map { "   \($0)\n" }.joined()
            }
            try write("Bench\n=====\n\n" + text, to: "\(sphinx)/index.rst")
        }
        let changeMkDocs = {
            try write("# Bench\n\n" + page { "```dot\n\($0)\n```\n" }, to: "\(mkdocs)/docs/index.md")
        }
        try changeSphinx()
        try changeMkDocs()
        return [
            Tool(
                name: "Sphinx", site: "\(sphinx)/site",
                build: { try self.run(self.python, ["-m", "sphinx", "-q", sphinx, "\(sphinx)/site"]) },
                change: changeSphinx),
            Tool(
                name: "MkDocs", site: "\(mkdocs)/site",
                build: {
                    try self.run(self.python, ["-m", "mkdocs", "build", "-q", "-f", "\(mkdocs)/mkdocs.yml"])
                },
                change: changeMkDocs),
        ]
    }
}

private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
}
