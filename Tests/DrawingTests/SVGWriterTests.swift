import Drawing
import Foundation
import Scene
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct SVGWriterTests {
    @Test func theWholeText() throws {
        #expect(
            try SVGWriter().write(.nodeAndArrow) == ##"""
                <svg xmlns="http://www.w3.org/2000/svg" id="A.5" class="gradfig" role="img" aria-labelledby="A.5-title A.5-desc" width="100pt" height="50pt" viewBox="0 0 100 50" fill="none" stroke-linejoin="round">
                <title id="A.5-title">Step 1</title>
                <desc id="A.5-desc">One node and one arrow.</desc>
                <style>
                #A\.5{max-width:100%;height:auto}
                #A\.5:root{color-scheme:light dark}
                #A\.5 .fill-node-fill{fill:var(--gradfig-node-fill,#fff)}
                #A\.5 .stroke-node-outline{stroke:var(--gradfig-node-outline,#57606a)}
                #A\.5 .fill-new{fill:var(--gradfig-new,#6d0030)}
                #A\.5 .stroke-new{stroke:var(--gradfig-new,#6d0030)}
                #A\.5 .fill-highlight{fill:var(--gradfig-highlight,#ffe9a8)}
                @media (prefers-color-scheme:dark){
                #A\.5 .fill-node-fill{fill:var(--gradfig-node-fill,#0d1117)}
                #A\.5 .stroke-node-outline{stroke:var(--gradfig-node-outline,#9aa4ae)}
                #A\.5 .fill-new{fill:var(--gradfig-new,#ffd9e1)}
                #A\.5 .stroke-new{stroke:var(--gradfig-new,#ffd9e1)}
                #A\.5 .fill-highlight{fill:var(--gradfig-highlight,#4a3a10)}
                }
                </style>
                <defs>
                <path id="A.5-g1" d="M100 0v-700h100V0z"/>
                <path id="A.5-g2" d="M400-700C200-700 50-550 50-350S200 0 400 0z"/>
                </defs>
                <g id="A.5-node-exp_1" class="node">
                <title>exp</title>
                <circle cx="20" cy="25" r="12.5" class="fill-node-fill stroke-node-outline" fill="#fff" stroke="#57606a" stroke-width="1.25"/>
                </g>
                <g id="A.5-edge-1" class="edge backward" data-step="1">
                <title>½ &lt; 1</title>
                <path d="M90 25H38" class="stroke-new" stroke="#6d0030" stroke-width="2"/>
                <path d="M33 25l7-2.5v5z" class="fill-new" fill="#6d0030"/>
                <g id="A.5-value-1" class="value">
                <rect x="50" y="28" width="20" height="20" rx="3" class="fill-highlight" fill="#ffe9a8"/>
                <g class="fill-new" fill="#6d0030" data-text="1/c_1"><rect x="56" y="37" width="9" height=".5"/><g transform="translate(56 36)scale(.01)"><use href="#A.5-g1"/><use href="#A.5-g2" x="50" y="1000"/></g><g transform="translate(61.5 48)scale(.007)"><use href="#A.5-g1"/></g></g>
                </g>
                </g>
                </svg>

                """##)
    }

    @Test func sizeInEm() throws {
        var scene = Scene.nodeAndArrow
        scene.depth = 3
        let text = try SVGWriter(pointsPerEm: 12).write(scene)
        #expect(
            text.contains(
                "width=\"8.333em\" height=\"4.167em\" style=\"vertical-align:-.25em\" viewBox=\"0 0 100 50\""))
    }

    @Test func aPageBehindTheDrawing() throws {
        let text = try SVGWriter(background: .page).write(.fixture(elements: []))
        #expect(text.contains(##"<rect x="0" y="0" width="100" height="50" class="fill-page" fill="#fff"/>"##))
        #expect(text.contains("#A\\.5 .fill-page{fill:var(--gradfig-page,#0d1117)}"))
    }

    @Test(arguments: [(ColorScheme.light, "#ffe9a8", "#4a3a10"), (.dark, "#4a3a10", "#ffe9a8")])
    func aSchemeOfItsOwn(scheme: ColorScheme, own: String, other: String) throws {
        let text = try SVGWriter(scheme: scheme).write(.nodeAndArrow)
        #expect(text.contains("#A\\.5:root{color-scheme:\(scheme.rawValue)}"))
        #expect(text.contains("#A\\.5 .fill-highlight{fill:var(--gradfig-highlight,\(own))}"))
        #expect(text.contains("class=\"fill-highlight\" fill=\"\(own)\""))
        #expect(!text.contains(other) && !text.contains("@media"))
    }

    @Test func isWellFormedAndItsReferencesAndIdsFit() throws {
        let parts = try XMLParts(of: SVGWriter().write(.nodeAndArrow))
        #expect(parts.ids.count == Set(parts.ids).count)
        #expect(parts.ids.allSatisfy { $0 == "A.5" || $0.hasPrefix("A.5-") })
        #expect(parts.references.count == 5)
        #expect(parts.references.allSatisfy(parts.ids.contains))
        #expect(!parts.names.contains("script"))
    }

    @Test func textThatIsMarkupOrNoXML() throws {
        let group = Group(id: "g", classes: ["a\"b"], title: "x < y && y > \u{1}z\u{FFFF} 誤差 𝑎")
        let text = try SVGWriter().write(.fixture(title: "\"A\" <&>", elements: [.group(group)]))
        #expect(text.contains("<title id=\"A.5-title\">&quot;A&quot; &lt;&amp;&gt;</title>"))
        #expect(text.contains("class=\"a&quot;b\""))
        #expect(text.contains("<title>x &lt; y &amp;&amp; y &gt; \u{FFFD}z\u{FFFD} 誤差 𝑎</title>"))
        #expect(throws: Never.self) { try XMLParts(of: text) }
    }

    @Test(arguments: [
        ("A.5", ["a_1", "a_1"], ["A.5", "A.5-title", "A.5-desc", "A.5-a_1", "A.5-a_1-2"]),
        (
            "1 (b)", ["×", "÷", "誤差"],
            ["figure-1--b-", "figure-1--b--title", "figure-1--b--desc"]
                + ["figure-1--b---", "figure-1--b----2", "figure-1--b--誤差"]
        ),
        ("", ["title"], ["figure", "figure-title", "figure-desc", "figure-title-2"]),
    ])
    func idsAreUniqueNames(scene: String, groups: [String], ids: [String]) throws {
        let elements = groups.map { Element.group(Group(id: $0, classes: [])) }
        #expect(try XMLParts(of: SVGWriter().write(.fixture(id: scene, elements: elements))).ids == ids)
    }

    @Test func theSameSceneGivesTheSameText() throws {
        let texts = try (0..<5).map { _ in try SVGWriter().write(.nodeAndArrow) }
        #expect(Set(texts).count == 1)
    }
}

/// What an XML parser finds in a text.
private final class XMLParts: NSObject, XMLParserDelegate {
    private(set) var names: [String] = []
    private(set) var ids: [String] = []
    private(set) var references: [String] = []

    init(of text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        if !parser.parse() { throw try #require(parser.parserError) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        names.append(name)
        if let id = attributes["id"] { ids.append(id) }
        if let reference = attributes["href"] { references.append(String(reference.dropFirst())) }
        references += attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
    }
}
