/// The first byte at which `bytes` stop being UTF-8, or nil where all of them are.
func firstInvalidUTF8(in bytes: Span<UInt8>) -> Int? {
  var index = 0
  while index < bytes.count {
    if index + 8 <= bytes.count, bytes.word(at: index).isASCII {
      index += 8
      continue
    }
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    guard let form = UTF8Form(lead: lead), index + form.length <= bytes.count,
      form.second.contains(bytes[index + 1])
    else { return index }
    for follower in index + 2..<max(index + 2, index + form.length)
    where bytes[follower] & 0xC0 != 0x80 {
      return index
    }
    index += form.length
  }
  return nil
}

/// Whether every byte outside ASCII pairs up as CP949 (a superset of EUC-KR) pairs them.
func looksKorean(_ bytes: Span<UInt8>) -> Bool {
  var index = 0
  while index < bytes.count {
    guard bytes[index] >= 0x80 else {
      index += 1
      continue
    }
    guard (0x81...0xFD).contains(bytes[index]), index + 1 < bytes.count else { return false }
    switch bytes[index + 1] {
    case 0x41...0x5A, 0x61...0x7A, 0x81...0xFE: index += 2
    default: return false
    }
  }
  return true
}

/// How long a UTF-8 sequence is and what its second byte may be: Unicode, table 3-7.
private struct UTF8Form {
  let length: Int
  let second: ClosedRange<UInt8>

  init?(lead: UInt8) {
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
  }
}
