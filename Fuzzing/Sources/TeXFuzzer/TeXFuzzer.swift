import Diagnostics
import MathTypesetting

private let font = Result { try MathFont(fallback: .none) }

/// Reads any bytes as TeX, and sets what is a formula.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do {
        let formula = try MathNode(tex: SourceSlice(text, name: "TeX"))
        let box = try font.get().layout(formula, size: 10, style: .display)
        precondition(box.width.isFinite && box.height.isFinite && box.depth.isFinite)
    } catch let error as Diagnostic {
        precondition(error.place.range.upperBound <= text.utf8.count)
        precondition(error.description.hasPrefix("TeX:"))
    } catch is LayoutError {
    } catch {
        fatalError("\(error)")
    }
    return 0
}
