import ArgumentParser

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a template to begin with.",
        discussion: """
            Example: write Templates/my-layer.yaml, and draw its figure:

              gradfig init my-layer
              gradfig build Templates/my-layer.yaml
            """)

    @Argument(
        help: ArgumentHelp(
            "What the template is called: its file in Templates/, and its figure.", valueName: "name"))
    var name = "squared-error"

    private var stem: String { name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name }

    func validate() throws {
        let isName = stem.first?.isLetter ?? false
        guard isName, stem.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
        else {
            throw ValidationError(
                "A name is a letter followed by letters, digits, ‘.’, ‘_’ or ‘-’: it names a file, and a figure."
            )
        }
    }

    func run() throws {
        try reportingErrors {
            let path = "\(TemplateOptions.folder)/\(stem).yaml"
            guard FileIdentity(path) == nil else {
                throw FileError("\(path) is there already; choose another name: gradfig init NAME")
            }
            try makeFolder(TemplateOptions.folder)
            try writeFile(Array(Self.template(id: stem).utf8), to: path)
            try printOutput("\(path) is written; this draws it: gradfig build \(path)")
        }
    }

    /// The squared error, as in the gallery.
    private static func template(id: String) -> String {
        """
        title: Squared error
        index: { k: 1...3 }             # 1...n for any number

        layers:
          - name: Squared Error
            input: [y_k, t_k]
            constant: t_k               # no gradient is drawn for it
            equations: |
              d_k = y_k - t_k
              L   = sum_k (d_k * d_k) / 2
            output: L

        figures:
          - id: \(id)
            title: Computational graph of the squared error, with all its values
            backward: all

        """
    }
}
