import MathTypesetting
import Scene
import Testing

struct FontTests {
    @Test func `the default fonts are Latin Modern`() throws {
        #expect(try math.get().postScriptName == "LatinModernMath-Regular")
        #expect(try math.get().unitsPerEm == 1000)
        #expect(try TextFont().postScriptName == "LMRoman12-Regular")
    }

    @Test func `the constants are those of the MATH table`() throws {
        let constants = try math.get().constants
        #expect(constants.scriptScale == 0.7)
        #expect(constants.axisHeight == Em(0.25))
        #expect(constants.fractionRuleThickness == Em(0.04))
        #expect(constants.radicalKernAfterDegree == Em(-0.556))
    }

    @Test func `an outline is in font units with y upwards`() throws {
        let minus = try set(.symbol("−"))
        let outline = try math.get().outline(of: minus.glyphs[0].glyph)
        let heights = outline.path.commands.flatMap { command -> [Double] in
            switch command {
            case .move(let p), .line(let p): [p.y]
            case .curve(_, _, let end): [end.y]
            case .close: []
            }
        }
        #expect(outline.unitsPerEm == 1000)
        #expect(heights.min() == 230)
        #expect(heights.max() == 270)
        #expect(outline.path.commands.last == .close)
    }

    @Test func `curves of a CFF font are cubic`() throws {
        let box = try set(.symbol("S"))
        let commands = try math.get().outline(of: box.glyphs[0].glyph).path.commands
        #expect(commands.contains { if case .curve = $0 { true } else { false } })
    }

    @Test func `text is kerned and has ligatures`() throws {
        let font = try TextFont()
        let apart = font.layout("A", size: size).width + font.layout("V", size: size).width
        #expect(font.layout("AV", size: size).width < apart)
        #expect(font.layout("office", size: size).glyphs.count == 4)
        #expect(font.layout("", size: size).width == 0)
    }

    @Test func `a missing font says where it was looked for and what to do`() {
        let error = FontError.notFound(.latinModernMath, searched: ["/usr/share/fonts", "/opt/fonts"])
        #expect(
            error.description
                == "font file ‘latinmodern-math.otf’ not found in /usr/share/fonts, /opt/fonts; "
                + "install it (Debian: apt-get install fonts-lmodern), or set GRADFIG_FONT_PATH to the folder that "
                + "holds it")
        let unknown = FontFile(name: "no-such-font.otf")
        #expect(throws: FontError.self) { try MathFont(unknown) }
        #expect(
            FontError.notFound(unknown, searched: ["/opt/fonts"]).description
                == "font file ‘no-such-font.otf’ not found in /opt/fonts; set GRADFIG_FONT_PATH to the folder that "
                + "holds it")
        #expect(
            FontError.notFound(.mathFont(named: "Fancy-Math.otf"), searched: ["/opt/fonts"]).description
                == "font file ‘Fancy-Math.otf’ not found in /opt/fonts; set GRADFIG_FONT_PATH to the folder that "
                + "holds it, or choose another: there are some in Debian’s packages fonts-lmodern, fonts-stix, "
                + "fonts-texgyre-math")
    }

    @Test func `a path is where it says`() throws {
        #expect(try FontFile(name: "./font.otf").locate() == "./font.otf")
    }

    @Test(
        arguments: [
            ("語", "fonts-noto-cjk"), ("の", "fonts-noto-cjk"), ("한", "fonts-noto-cjk"), ("न", "fonts-noto-core"),
            ("🤖", "fonts-symbola"), ("\u{20001}", "fonts-hanazono"), ("\u{E000}", nil), ("\0", nil),
        ] as [(Unicode.Scalar, String?)])
    func `packages with a character`(character: Unicode.Scalar, package: String?) {
        #expect(FontPackages.package(for: character) == package)
    }

    @Test func `a file that is no math font is an error`() throws {
        let missing = "/no/such/font.otf"
        #expect(throws: FontError.unreadable(path: missing)) { try MathFont(path: missing) }
        #expect(
            FontError.unreadable(path: missing).description
                == "font file ‘/no/such/font.otf’ cannot be read; is the path right?")

        #expect(throws: FontError.notAFont(path: #filePath)) { try MathFont(path: #filePath) }
        #expect(
            FontError.notAFont(path: "a.txt").description
                == "‘a.txt’ is not an OpenType font; name an .otf or .ttf file")

        let roman = try FontFile.latinModernRoman.locate()
        #expect(throws: FontError.noMathTable(path: roman)) { try MathFont(path: roman) }
        #expect(
            FontError.noMathTable(path: "a.otf").description
                == "font ‘a.otf’ has no MATH table; choose an OpenType math font: there are some in Debian’s packages "
                + "fonts-lmodern, fonts-stix, fonts-texgyre-math"
        )
    }
}
