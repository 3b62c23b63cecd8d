public import Foundation

extension SearchIndex {
  /// Makes an index; the same names and parties give the same bytes.
  ///
  /// - Parameters:
  ///   - names: names of the parties; the order does not matter, and equal ones count once.
  ///   - parties: the parties, in the order in which equally good hits are shown.
  ///   - stamp: what they were made from, to tell a stale index from a fresh one.
  /// - Returns: the bytes of the index.
  /// - Complexity: O(n log n) for n letters at which a search may begin.
  public static func bytes(
    of names: [SearchName], parties: [SearchedParty], stamp: String
  ) -> Data {
    var forms = FormTable()
    for name in Self.inOrder(names) { forms.add(name) }
    let suffixes = forms.sortedSuffixes()
    var partyText: [UInt8] = []
    var partyStarts: [UInt32] = [0]
    for party in parties {
      partyText += "\(party.key)\u{0}\(party.name)\u{0}\(party.country)".utf8
      partyStarts.append(UInt32(partyText.count))
    }
    var counts = Counts()
    counts.parties = parties.count
    counts.forms = forms.parties.count
    counts.letters = forms.letters.count
    counts.suffixes = suffixes.count
    counts.names = forms.names.count
    counts.texts = partyText.count
    counts.stamp = stamp.utf8.count
    var data = Data(capacity: counts.size)
    data.append(contentsOf: Counts.magic)
    let columns = [
      counts.all.map { UInt32($0) }, forms.letterStarts, forms.nameStarts, forms.parties,
      forms.kinds,
      partyStarts, suffixes.map(\.start), suffixes.map { forms.form(at: $0.start) },
    ]
    for column in columns { Self.append(column, to: &data) }
    data.append(contentsOf: forms.letters)
    data.append(contentsOf: forms.names)
    data.append(contentsOf: partyText)
    data.append(contentsOf: stamp.utf8)
    return data
  }

  /// Names by party, kind and letters, so that their order does not matter, each once.
  private static func inOrder(_ names: [SearchName]) -> [SearchName] {
    var sorted = names
    sorted.sort { one, other in
      if one.party != other.party { return one.party < other.party }
      if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
      return one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
    return sorted
  }

  private static func append(_ numbers: [UInt32], to data: inout Data) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 4)
    for number in numbers {
      bytes.append(UInt8(truncatingIfNeeded: number))
      bytes.append(UInt8(truncatingIfNeeded: number >> 8))
      bytes.append(UInt8(truncatingIfNeeded: number >> 16))
      bytes.append(UInt8(truncatingIfNeeded: number >> 24))
    }
    data.append(contentsOf: bytes)
  }
}

/// A place in the letters at which a search may begin, with its first eight letters for sorting.
struct SearchSuffix {
  let head: UInt64
  let start: UInt32
}

/// Names in the forms in which they are searched.
private struct FormTable {
  private(set) var letters: [UInt8] = []
  private(set) var names: [UInt8] = []
  private(set) var letterStarts: [UInt32] = [0]
  private(set) var nameStarts: [UInt32] = [0]
  private(set) var parties: [UInt32] = []
  private(set) var kinds: [UInt32] = []
  private var starts: [UInt32] = []
  private var seen: Set<[UInt8]> = []

  /// Marks the kind of a form that is a reading of the name.
  static let reading: UInt32 = 8

  /// Adds a name: as it is written, by its initial consonants where it is Hangul, and as it is read in
  /// other letters.
  mutating func add(_ name: SearchName) {
    if parties.last.map({ $0 != UInt32(name.party) }) ?? true {
      seen.removeAll(keepingCapacity: true)
    }
    let written = SearchLetters(name.text)
    // One form a party: how often it is filed does not make it easier to find.
    guard !written.bytes.isEmpty, seen.insert(written.bytes).inserted else { return }
    add(written.bytes, at: written.starts, name)
    if written.initials.count > 1 {
      add(written.initials, at: Array(written.initials.indices), name)
    }
    guard name.kind != .identifier else { return }
    for text in SearchReadings.texts(of: name.text) {
      let read = SearchLetters(text)
      guard !read.bytes.isEmpty, seen.insert(read.bytes).inserted else { continue }
      add(read.bytes, at: read.starts, name, mark: Self.reading)
    }
  }

  private mutating func add(
    _ bytes: [UInt8], at places: [Int], _ name: SearchName, mark: UInt32 = 0
  ) {
    for place in places {
      starts.append(UInt32(letters.count + place))
    }
    letters += bytes
    // No letter is zero, so that no search runs into the next form.
    letters.append(0)
    letterStarts.append(UInt32(letters.count))
    names += name.text.utf8
    nameStarts.append(UInt32(names.count))
    parties.append(UInt32(name.party))
    kinds.append(UInt32(name.kind.rawValue) | mark)
  }

  /// The form whose letters a place is in.
  func form(at start: UInt32) -> UInt32 {
    var low = 0
    var high = parties.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if letterStarts[middle] <= start { low = middle } else { high = middle - 1 }
    }
    return UInt32(low)
  }

  /// Every place at which a search may begin, by the letters from there on, then by place.
  func sortedSuffixes() -> [SearchSuffix] {
    var suffixes = starts.map { start in SearchSuffix(head: head(at: Int(start)), start: start) }
    let letters = letters
    suffixes.sort { one, other in
      if one.head != other.head { return one.head < other.head }
      // A head with a zero is whole: both end there.
      if one.head & 0xFF == 0 { return one.start < other.start }
      var first = Int(one.start) + 8
      var second = Int(other.start) + 8
      while letters[first] == letters[second] {
        if letters[first] == 0 { return one.start < other.start }
        first += 1
        second += 1
      }
      return letters[first] < letters[second]
    }
    return suffixes
  }

  private func head(at start: Int) -> UInt64 {
    var head: UInt64 = 0
    var ended = false
    for place in start..<start + 8 {
      let letter = ended || place >= letters.count ? 0 : letters[place]
      if letter == 0 { ended = true }
      head = head << 8 | UInt64(letter)
    }
    return head
  }
}
