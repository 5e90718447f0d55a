import CHarfBuzz
import Fingerprint

extension FontFile {
    /// What tells a font's file from any other version of it.
    public static func digest(ofFileAt path: String) throws(FontError) -> Digest {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { throw FontError.unreadable(path: path) }
        defer { hb_blob_destroy(blob) }
        var count: UInt32 = 0
        let start = hb_blob_get_data(blob, &count)
        return Digest(of: UnsafeRawBufferPointer(start: start, count: Int(count)))
    }
}
