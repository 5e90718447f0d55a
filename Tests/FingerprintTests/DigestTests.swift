import Fingerprint
import Testing

struct DigestTests {
    /// XXH3's own test value: 128 bits of nothing, seed 0.
    @Test func `of nothing`() {
        #expect(Digest(of: [UInt8]()).description == "99aa06d3014798d86001c324468d497f")
    }

    @Test func `is read as it is written`() {
        let digest = Digest(of: Array("a".utf8))
        #expect(Digest(digest.description) == digest)
        #expect(digest != Digest(of: Array("b".utf8)))
        #expect(Digest(of: Array("xab".utf8).dropFirst()) == Digest(of: Array("ab".utf8)))
    }

    @Test(arguments: ["", "a", String(repeating: "g", count: 32), "+" + String(repeating: "0", count: 31)])
    func `is not any text`(text: String) { #expect(Digest(text) == nil) }

    @Test func `where a text ends makes a difference`() {
        #expect(Digest(of: ["ab", "c"]) != Digest(of: ["a", "bc"]))
        #expect(Digest(of: ["a"]) != Digest(of: ["a", ""]))
    }
}
