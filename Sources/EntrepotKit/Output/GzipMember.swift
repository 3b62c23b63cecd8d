import CZlib

/// Compresses pieces of a file on their own, so that all cores can do it.
///
/// A gzip file is a row of members, each a whole gzip file; readers join them. Name and time are
/// left out of the headers, so that equal input gives equal bytes.
enum GzipMember {
  /// The bytes as one gzip member.
  static func compressed(_ bytes: [UInt8]) throws(RunError) -> [UInt8] {
    var stream = z_stream()
    // 15 bits of window plus 16: a gzip header. Level 1: these files are read once, if at all.
    guard
      deflateInit2_(
        &stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw RunError("zlib cannot start compressing; out of memory?") }
    defer { deflateEnd(&stream) }
    let most = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    var status = Z_OK
    let output = input.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: most) { space, count in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = space.baseAddress
        stream.avail_out = UInt32(space.count)
        status = deflate(&stream, Z_FINISH)
        count = space.count - Int(stream.avail_out)
      }
    }
    guard status == Z_STREAM_END else {
      throw RunError("zlib cannot compress (status \(status)); run again")
    }
    // Without the room for the worst case, which is many times as much: members wait for their turn.
    return output.withUnsafeBufferPointer { Array($0) }
  }
}
