import CZlib

/// The bytes inside a gzip stream of one or more members.
final class Gunzip: ByteStream {
  private let packed: any ByteStream
  private var zlib = z_stream()
  private var piece: [UInt8]
  private var used = 0
  private var filled = 0
  private var isInsideMember = false
  private var hasSeenMember = false

  init(_ packed: any ByteStream, pieceSize: Int) {
    self.packed = packed
    piece = [UInt8](repeating: 0, count: pieceSize)
    // 16: expect the gzip wrapping, with its check sum and length.
    let status = inflateInit2_(&zlib, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib does not start")
  }

  deinit { inflateEnd(&zlib) }

  var digest: FileDigest { packed.digest }

  func read(
    into target: inout [UInt8], at offset: Int, atMost limit: Int
  ) throws(StreamFault) -> Int {
    while true {
      if used == filled {
        filled = try packed.read(into: &piece, at: 0, atMost: piece.count)
        used = 0
        if filled == 0 { return try finish() }
      }
      if !isInsideMember, try skipPadding() { continue }
      let count = try inflate(into: &target, at: offset, atMost: limit)
      if count > 0 { return count }
    }
  }

  private func finish() throws(StreamFault) -> Int {
    guard hasSeenMember, !isInsideMember else {
      throw StreamFault(
        kind: .damagedGzip, reason: hasSeenMember ? "it ends too early" : "it is empty")
    }
    return 0
  }

  /// Between members only zero bytes may stand, which tapes and block copies leave behind.
  private func skipPadding() throws(StreamFault) -> Bool {
    if hasSeenMember {
      while used < filled, piece[used] == 0 { used += 1 }
      if used == filled { return true }
    }
    guard piece[used] == 0x1F else {
      throw StreamFault(
        kind: .damagedGzip,
        reason: hasSeenMember ? "something else follows its end" : "it is not gzip at all")
    }
    inflateReset(&zlib)
    isInsideMember = true
    hasSeenMember = true
    return false
  }

  private func inflate(
    into target: inout [UInt8], at offset: Int, atMost limit: Int
  ) throws(StreamFault) -> Int {
    let available = filled - used
    var status = Z_OK
    piece.withUnsafeMutableBufferPointer { input in
      target.withUnsafeMutableBufferPointer { output in
        zlib.next_in = input.baseAddress.map { $0 + used }
        zlib.avail_in = UInt32(available)
        zlib.next_out = output.baseAddress.map { $0 + offset }
        zlib.avail_out = UInt32(limit)
        status = CZlib.inflate(&zlib, Z_NO_FLUSH)
      }
    }
    used += available - Int(zlib.avail_in)
    switch status {
    case Z_STREAM_END: isInsideMember = false
    case Z_OK, Z_BUF_ERROR: break
    default:
      let reason = zlib.msg.map { String(cString: $0) } ?? "zlib error \(status)"
      throw StreamFault(kind: .damagedGzip, reason: "it is damaged: \(reason)")
    }
    return limit - Int(zlib.avail_out)
  }
}
