/// The words of a fixed set, found by their bytes so that a cell costs no string.
struct WordTable<Choice: RawRepresentable & CaseIterable> where Choice.RawValue == String {
  private let words: [PackedWord]
  private let choices: [Choice]

  init() {
    choices = Array(Choice.allCases)
    words = choices.map { choice in
      guard let word = PackedWord(Array(choice.rawValue.utf8).span) else {
        preconditionFailure("\(choice.rawValue) is longer than a packed word")
      }
      return word
    }
  }

  /// The choice that a word stands for; nil where it is none of them.
  subscript(text: Span<UInt8>) -> Choice? {
    guard let word = PackedWord(text) else { return nil }
    for position in words.indices where words[position] == word { return choices[position] }
    return nil
  }
}

/// Up to 16 bytes as two numbers.
///
/// NUL never occurs in a cell that is read, so the length is told too.
private struct PackedWord: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init?(_ text: Span<UInt8>) {
    guard text.count <= 16 else { return nil }
    for position in text.indices {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(text[position])
    }
  }
}
