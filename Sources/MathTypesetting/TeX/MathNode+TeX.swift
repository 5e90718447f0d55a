import Diagnostics

extension MathNode {
    /// Reads a formula in TeX: the commands of `TeXReference`. Dollar signs around it are not needed.
    ///
    /// - Throws: an error at its place in the text for whatever can't be set as TeX would: nothing is left out.
    public init(tex: SourceSlice) throws(Diagnostic) {
        var parser = TeXParser(tex)
        self = try parser.formula()
    }
}
