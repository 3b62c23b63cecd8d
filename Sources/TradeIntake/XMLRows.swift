/// The rows of an XML file: one for each repeated element of each document in it.
///
/// Elements are known by their names without namespaces, attributes by `@` and their names. The
/// file is parsed as it is read; memory is one document (a declaration) and one piece of the file. What
/// holds for the whole document may stand at its end, so that no row can be given out before; a document
/// that is larger than one may be makes the file unusable.
struct XMLRows: RowSource {
  private(set) var row = Row(bytes: [])
  private(set) var rowNumber = 0
  private(set) var lineNumber = 1
  let columnNames: [String]

  private let stream: any ByteStream
  private let parser: XMLDocumentParser
  private let file: String
  private let document: String
  private var piece: [UInt8]
  private var waiting: ArraySlice<FieldTree.FieldRow> = []
  private var isAtEnd = false

  /// The rows of a stream, as a profile looks at them; `file` is named in errors.
  init(
    _ stream: any ByteStream, profile: MappingProfile, file: String, pieceSize: Int,
    longestDocument: Int = RowScanner.longestRow
  ) {
    self.stream = stream
    self.file = file
    document = profile.document ?? ""
    let tree = FieldTree(profile)
    columnNames = tree.names
    parser = XMLDocumentParser(tree: tree, document: document, longest: longestDocument)
    piece = [UInt8](repeating: 0, count: min(pieceSize, 1 << 16))
  }

  /// The fields of the row by name: the file itself is not kept.
  var raw: String {
    columnNames.indices.compactMap { position in
      row.text(ofCell: position).map { "\(columnNames[position])=\($0)" }
    }.joined(separator: "; ").replacing("\u{1F}", with: " | ")
  }

  var unmentioned: [String] { parser.tree.unmentioned(separator: "/") }

  mutating func readHeader() throws(IntakeError) -> Header {
    Header(names: columnNames)
  }

  mutating func next() throws(IntakeError) -> Bool {
    while waiting.isEmpty {
      guard !isAtEnd else { return false }
      try parsePiece()
    }
    guard let found = waiting.popFirst() else { return false }
    row = Row(fields: found.fields)
    lineNumber = found.line
    rowNumber += 1
    return true
  }

  func checkShape() throws(RowFault) {
    // A document without goods lines comes as a row without any field of a goods line.
    if row.length == 0 { throw RowFault(.noGoodsLines) }
  }

  private mutating func parsePiece() throws(IntakeError) {
    let count: Int
    do throws(StreamFault) {
      count = try stream.read(into: &piece, at: 0, atMost: piece.count)
    } catch {
      throw ByteWindow.Fault.stream(error).intakeError(
        file: file, row: rowNumber, line: parser.line)
    }
    isAtEnd = count == 0
    do throws(XMLDocumentParser.Fault) {
      try parser.parse(piece[..<count], isLast: isAtEnd)
    } catch {
      switch error {
      case .tooLarge:
        throw .documentTooLarge(file: file, line: parser.documentLine, element: document)
      case .documentType: throw .documentType(file: file, line: parser.line)
      case .malformed(let reason):
        throw .damagedFile(file: file, line: parser.line, reason: reason)
      }
    }
    waiting = parser.takeRows()[...]
    guard !isAtEnd || parser.hasDocuments else {
      throw .damagedFile(
        file: file, line: parser.line, reason: "it has no element \(document)")
    }
  }
}
