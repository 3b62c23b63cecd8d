import Foundation

/// Words of which the benches make names of companies that do not exist.
public enum InventedWords {
  /// Syllables and short words that invented names are put together from.
  public static let parts =
    ("an ber cor dan el fin gar hol in jor kel lum mar nor ol per quin ros sel tor um ver wes xan yor zel "
    + "har bour oak field stone dale port wick ham ton sea north sun star blue iron gold crest vale")
    .split(separator: " ").map(String.init)

  /// Lines of business.
  public static let lines =
    "Electronics Trading Semiconductor Logistics Systems Technologies Materials Precision Industrial"
    .split(separator: " ").map(String.init)

  /// Legal forms.
  public static let forms = [
    "Co., Ltd.", "Pte. Ltd.", "Inc.", "GmbH", "Sdn. Bhd.", "LLC", "Limited",
  ]

  /// One or two words that are a company's own.
  public static func own(_ random: inout SplitMix) -> [String] {
    (0..<1 + random.below(2)).map { _ in
      (0..<2 + random.below(2)).map { _ in parts[random.below(parts.count)] }.joined().capitalized
    }
  }

  /// A name: own words, a line of business and a legal form.
  public static func name(_ random: inout SplitMix) -> String {
    (own(&random) + [lines[random.below(lines.count)], forms[random.below(forms.count)]])
      .joined(separator: " ")
  }

  /// A word with a letter left out, doubled or changed for its neighbour.
  public static func misspelt(_ word: String, _ random: inout SplitMix) -> String {
    var letters = Array(word)
    let place = 1 + random.below(letters.count - 2)
    switch random.below(3) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }
}

/// Names that have been given away, so that two who truly differ differ by more than one slip: without
/// other evidence nobody could tell them apart.
public struct TakenNames {
  private var taken: Set<[String]> = []

  /// No name.
  public init() {}

  /// Whether a name, in parts, is a given name or one with a part too many, too few or changed.
  public func isNear(_ parts: [String], in place: String) -> Bool {
    Self.neighbours(parts, place).contains { taken.contains($0) }
  }

  /// Gives a name away.
  public mutating func take(_ parts: [String], in place: String) {
    taken.formUnion(Self.neighbours(parts, place))
  }

  private static func neighbours(_ parts: [String], _ place: String) -> [[String]] {
    [[place] + parts]
      + parts.indices.map { [place] + parts[..<$0] + parts[($0 + 1)...] }
  }
}
