public import Foundation

/// Why a file is no search index.
public enum SearchIndexError: Error, Equatable {
  /// It is not one, or of another version.
  case notAnIndex
  /// It ends too early.
  case truncated
}

/// People and companies by name, ready to be searched: a suffix array over all names.
///
/// The index is one block of bytes that can be mapped into memory; opening it reads nothing but the
/// first page. Layout, little-endian: `ENTSRCH2`; seven counts of 32 bits (parties, forms, letters,
/// suffixes, bytes of names, bytes of parties, bytes of the stamp); then, in this order, for each form
/// where its letters begin and one more, where its name begins and one more, its party, and its kind,
/// 8 more where it is a reading of the name (32 bits each); for each party where its text begins and one more; for each suffix where it begins
/// and its form; the letters, names, parties, stamp.
///
/// - SeeAlso: Manber and Myers, *Suffix arrays: a new method for on-line string searches*, 1993.
public struct SearchIndex: Sendable {
  let data: Data
  let counts: Counts

  /// How many of everything.
  struct Counts: Sendable {
    var parties = 0
    var forms = 0
    var letters = 0
    var suffixes = 0
    var names = 0
    var texts = 0
    var stamp = 0

    static let magic = Array("ENTSRCH2".utf8)
    static let headerSize = 8 + 7 * 4

    var all: [Int] { [parties, forms, letters, suffixes, names, texts, stamp] }
    var formLetters: Int { Self.headerSize }
    var formNames: Int { formLetters + 4 * (forms + 1) }
    var formParty: Int { formNames + 4 * (forms + 1) }
    var formKind: Int { formParty + 4 * forms }
    var partyText: Int { formKind + 4 * forms }
    var suffixStart: Int { partyText + 4 * (parties + 1) }
    var suffixForm: Int { suffixStart + 4 * suffixes }
    var letterBytes: Int { suffixForm + 4 * suffixes }
    var nameBytes: Int { letterBytes + letters }
    var textBytes: Int { nameBytes + names }
    var stampBytes: Int { textBytes + texts }
    var size: Int { stampBytes + stamp }
  }

  /// Opens an index.
  ///
  /// - Parameter data: its bytes, mapped or read.
  /// - Throws: `SearchIndexError` for bytes that are none.
  public init(_ data: Data) throws(SearchIndexError) {
    guard data.count >= Counts.headerSize, data.prefix(8).elementsEqual(Counts.magic) else {
      throw .notAnIndex
    }
    let numbers = (0..<7).map { Self.number($0, at: 8, in: data.bytes) }
    var counts = Counts()
    (counts.parties, counts.forms, counts.letters) = (numbers[0], numbers[1], numbers[2])
    (counts.suffixes, counts.names, counts.texts) = (numbers[3], numbers[4], numbers[5])
    counts.stamp = numbers[6]
    guard data.count == counts.size else { throw .truncated }
    self.data = data
    self.counts = counts
  }

  /// What the index was made from, as its maker put it.
  public var stamp: String { text(counts.stampBytes..<counts.size) }

  /// How many parties can be found.
  public var partyCount: Int { counts.parties }

  /// The number of 32 bits at a place of a column.
  static func number(_ place: Int, at offset: Int, in bytes: RawSpan) -> Int {
    // Checked for its bounds; "unsafe" only says that any four bytes are a number.
    Int(
      UInt32(
        littleEndian: unsafe bytes.unsafeLoadUnaligned(
          fromByteOffset: offset + 4 * place, as: UInt32.self)))
  }

  func text(_ range: Range<Int>) -> String {
    String(
      decoding: data[data.startIndex + range.lowerBound..<data.startIndex + range.upperBound],
      as: UTF8.self)
  }

  /// The party at a position.
  func party(_ position: Int) -> SearchedParty {
    let bytes = data.bytes
    let start = Self.number(position, at: counts.partyText, in: bytes)
    let end = Self.number(position + 1, at: counts.partyText, in: bytes)
    let parts = text(counts.textBytes + start..<counts.textBytes + end)
      .split(separator: "\u{0}", omittingEmptySubsequences: false).map(String.init)
    return SearchedParty(
      key: parts.first ?? "", name: parts.count > 1 ? parts[1] : "",
      country: parts.count > 2 ? parts[2] : "")
  }

  /// The name of a form as registered or filed.
  func name(ofForm form: Int) -> String {
    let bytes = data.bytes
    let start = Self.number(form, at: counts.formNames, in: bytes)
    let end = Self.number(form + 1, at: counts.formNames, in: bytes)
    return text(counts.nameBytes + start..<counts.nameBytes + end)
  }
}
