import Gradfig
import Testing

struct ExplanationTests {
    /// Of any number of lanes three are drawn; what comes back from those between them is left out by dots.
    @Test func `what comes back from lanes that are not drawn`() throws {
        let set = try FigureSet(
            SourceText(
                """
                title: Scale
                index: { i: 1...n }
                layers:
                  - { name: Scale, input: [x_i, c], equations: y_i = c * x_i, output: y_i, upstream: { y_i: g_i } }
                figures:
                  - { id: f, title: Scale, backward: all }
                """, name: "net.yaml"))
        #expect(
            try WrittenExplanation(of: set).markdown(edge: "c").contains(
                #"$$g_1 x_1 + g_2 x_2 + \cdots + g_n x_n = \sum_{i} g_i x_i$$"#))
    }
}
