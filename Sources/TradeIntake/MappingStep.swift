/// One rule of a profile with the cells of a file that it reads.
///
/// A file says the same few things again and again in most columns that have to be rewritten: dates,
/// ports, words. What became of them is remembered, since a regular expression takes longer than
/// everything else that happens to a row.
final class MappingStep {
  /// A part of what is written where the cells are empty.
  enum TemplatePart {
    case words(String)
    case cell(Int)
  }

  let rule: ColumnRule
  /// The cells of which the first that is filled counts; none for a constant.
  let cells: [Int]
  /// The cells of which all count.
  let allCells: [Int]
  let factorCells: [Int]
  let template: [TemplatePart]
  let pattern: Regex<(Substring, Substring)>?
  /// The same value for every row.
  let constant: [UInt8]?
  /// The one cell on which the value depends, as long as something stands in it.
  let onlyCell: Int?
  /// What became of texts in that cell.
  private(set) var known: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// Most texts that are remembered.
  private static let mostKnown = 4_096

  init(
    rule: ColumnRule, cells: [Int], allCells: [Int], factorCells: [Int],
    template: [TemplatePart], pattern: Regex<(Substring, Substring)>?
  ) {
    self.rule = rule
    self.cells = cells
    self.allCells = allCells
    self.factorCells = factorCells
    self.template = template
    self.pattern = pattern
    constant = rule.constant.map { Array($0.utf8) }
    onlyCell =
      cells.count == 1 && allCells.isEmpty && rule.multiply == nil ? cells[0] : nil
  }

  /// Remembers what became of a text.
  func learn(_ value: [UInt8], of filed: ArraySlice<UInt8>) {
    // A column of ever new texts would fill the memory and remember what never comes again.
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[Array(filed)[...]] = value
  }
}
