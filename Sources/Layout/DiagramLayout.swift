/// Where everything of a diagram stands, whatever part of it a figure shows.
public protocol DiagramLayout: Sendable {
    /// - Parameter isPair: for each edge, whether room is kept for a backward arrow beside the forward one. An arrow
    ///   without a partner runs from centre to centre.
    func placement(isPair: [Bool]) -> Placement
}

extension LaneLayout: DiagramLayout {}
extension LayeredLayout: DiagramLayout {}
