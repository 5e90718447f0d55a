import Diagnostics
import Symbolic

/// An equation that a template has printed as a picture.
public struct EquationSpecification: Sendable {
    /// The file's stem: `A.1a`.
    public let id: String
    /// Where the id stands in the template.
    public let idPlace: SourceSlice
    public let statement: Statement
    /// How names are drawn.
    package let names: DisplayNames

    init(_ node: TemplateNode, _ functions: Functions, _ names: DisplayNames) throws {
        self.names = names
        let fields = try node.fields(of: "an equation", known: ["id", "formula"])
        (id, idPlace) = try TemplateNode.fileStem(fields)
        statement = try Statement(try fields.required("formula").text("a formula"), functions)
    }
}
