import CZlib

/// A zlib stream that takes bytes row by row; ended in `deinit`.
final class Deflater {
    private var stream = z_stream()
    private var output: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Level 3 of 9: on drawings, half the time of level 6 for a quarter more bytes.
    init(level: Int32 = 3) throws(DrawingError) {
        try check(deflateInit_(&stream, level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)))
    }

    deinit { deflateEnd(&stream) }

    func append(_ bytes: [UInt8]) throws(DrawingError) { try deflate(bytes, flush: Z_NO_FLUSH) }

    /// Ends the stream; all of it.
    func finish() throws(DrawingError) -> [UInt8] {
        try deflate([], flush: Z_FINISH)
        return output
    }

    private func deflate(_ bytes: [UInt8], flush: Int32) throws(DrawingError) {
        let status = bytes.withUnsafeBufferPointer { input in
            buffer.withUnsafeMutableBufferPointer { buffer in
                // zlib only reads here, but says so only where ZLIB_CONST is set.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                var status = Z_OK
                repeat {
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    status = CZlib.deflate(&stream, flush)
                    output += UnsafeBufferPointer(rebasing: buffer[..<(buffer.count - Int(stream.avail_out))])
                } while status == Z_OK && stream.avail_out == 0
                return status
            }
        }
        // A call that had nothing left to do reports Z_BUF_ERROR, which zlib calls no error.
        if status != Z_STREAM_END, status != Z_BUF_ERROR { try check(status) }
    }

    private func check(_ status: Int32) throws(DrawingError) {
        guard status != Z_OK else { return }
        throw .library(name: "zlib", message: String(cString: zError(status)))
    }
}
