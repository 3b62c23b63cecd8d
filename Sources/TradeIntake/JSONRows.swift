/// The rows of a JSON file: one object a line, objects over several lines, or one array of objects.
///
/// A line that is no JSON object is a reject like any other; an array that breaks off makes the
/// file unusable, since nobody can say where its next object begins. Memory is one piece of the
/// file, or the longest object if that is longer; an object that is larger than a document may be makes
/// the file unusable too.
struct JSONRows: RowSource {
  private(set) var row = Row(bytes: [])
  private(set) var rowNumber = 0
  private(set) var lineNumber = 1
  let columnNames: [String]

  private let file: String
  private var window: ByteWindow
  private var tree: FieldTree
  private var waiting: ArraySlice<FieldTree.FieldRow> = []
  private var fault: RowFault.Reason?
  private var layout = Layout.lines
  private var hasElements = false
  private var object = 0..<0
  private var lineFeeds = 0

  /// How the objects of the file are set apart.
  private enum Layout {
    case lines
    case objects
    case array
  }

  /// The rows of a stream, as a profile looks at them; `file` is named in errors.
  init(
    _ stream: any ByteStream, profile: MappingProfile, file: String, pieceSize: Int,
    longestDocument: Int = RowScanner.longestRow
  ) {
    window = ByteWindow(stream, file: file, pieceSize: pieceSize, longest: longestDocument)
    tree = FieldTree(profile)
    columnNames = tree.names
    self.file = file
  }

  var raw: String { window.text(in: object) }
  var unmentioned: [String] { tree.unmentioned(separator: ".") }

  mutating func readHeader() throws(IntakeError) -> Header {
    try window.skipByteOrderMark()
    try skipSpace()
    if window.byte == 0x5B {
      layout = .array
      window.position += 1
    } else if try firstObjectGoesOn() {
      layout = .objects
    }
    return Header(names: columnNames)
  }

  mutating func next() throws(IntakeError) -> Bool {
    if waiting.isEmpty {
      guard try nextDocument() else { return false }
      try checkUTF8()
      readObject()
    }
    rowNumber += 1
    row = Row(fields: waiting.popFirst()?.fields ?? [])
    return true
  }

  private mutating func nextDocument() throws(IntakeError) -> Bool {
    switch layout {
    case .lines: try nextLine()
    case .objects: try nextObject()
    case .array: try nextElement()
    }
  }

  func checkShape() throws(RowFault) {
    if let fault { throw RowFault(fault) }
  }

  private mutating func readObject() {
    fault = nil
    var cells = JSONCells(window.bytes[object])
    do throws(JSONCells.Fault) {
      try cells.read(into: &tree)
      waiting = tree.finishDocument()[...]
      if waiting.isEmpty { fault = .noGoodsLines }
    } catch {
      tree.forgetDocument()
      fault = .notJSON
      waiting = []
    }
  }

  private func checkUTF8() throws(IntakeError) {
    guard let offset = firstInvalidUTF8(in: window.bytes.span.extracting(object)) else { return }
    throw .notUTF8(
      file: file, row: rowNumber + 1, column: "(object)",
      byteOffset: window.fileOffset + object.lowerBound + offset, encoding: .unknown)
  }

  /// Moves to white space's end and counts its lines; the bytes before it are let go.
  private mutating func skipSpace() throws(IntakeError) {
    lineNumber += lineFeeds
    lineFeeds = 0
    while true {
      while let byte = window.byte, byte.isWhiteSpace {
        if byte == .lineFeed { lineNumber += 1 }
        window.position += 1
      }
      window.start = window.position
      guard window.byte == nil, try fill() else { return }
    }
  }

  private mutating func fill() throws(IntakeError) -> Bool {
    do throws(ByteWindow.Fault) {
      return try window.fill()
    } catch {
      throw error.intakeError(file: file, row: rowNumber, line: lineNumber)
    }
  }

  private mutating func nextLine() throws(IntakeError) -> Bool {
    try skipSpace()
    guard window.byte != nil else { return false }
    while true {
      while let byte = window.byte, byte != .lineFeed { window.position += 1 }
      if window.byte != nil { break }
      guard try fill() else { break }
    }
    object = window.start..<window.position
    return true
  }

  /// Whether the first object goes on behind its first line, as files written for people have it.
  ///
  /// A line that was cut off is not taken for one: it hardly ends where a name or a value may follow.
  private mutating func firstObjectGoesOn() throws(IntakeError) -> Bool {
    guard window.byte == 0x7B else { return false }
    defer { window.position = window.start }
    var last: UInt8 = 0
    var hasList = false
    while true {
      guard let byte = window.byte else {
        guard try fill() else { return false }
        continue
      }
      window.position += 1
      if byte == 0x5B { hasList = true }
      if byte.isWhiteSpace {
        guard byte == .lineFeed else { continue }
        break
      }
      last = byte
    }
    guard [0x7B, 0x5B, .comma, 0x3A].contains(last) else { return false }
    while true {
      while let byte = window.byte {
        // An object behind a comma is an element of a list, or the next line.
        guard byte.isWhiteSpace else { return byte != 0x7B || hasList || last == 0x3A }
        window.position += 1
      }
      guard try fill() else { return false }
    }
  }

  private mutating func nextObject() throws(IntakeError) -> Bool {
    try skipSpace()
    guard window.byte != nil else { return false }
    guard window.byte == 0x7B else { throw damaged("what follows an object is none") }
    try skipObject()
    object = window.start..<window.position
    return true
  }

  private mutating func nextElement() throws(IntakeError) -> Bool {
    try skipSpace()
    if hasElements, window.byte == .comma {
      window.position += 1
      try skipSpace()
    } else if hasElements || window.byte == 0x5D {
      return try finishArray()
    }
    guard window.byte == 0x7B else {
      throw damaged("an element of the array is no object, or the array does not end")
    }
    hasElements = true
    try skipObject()
    object = window.start..<window.position
    return true
  }

  /// Reads the bracket that closes the array; there are no more elements.
  private mutating func finishArray() throws(IntakeError) -> Bool {
    guard window.byte == 0x5D else { throw damaged("the array breaks off") }
    window.position += 1
    try skipSpace()
    guard window.byte == nil else { throw damaged("something follows the array") }
    return false
  }

  /// Moves behind the brace that closes the object; braces inside strings do not count.
  private mutating func skipObject() throws(IntakeError) {
    var depth = 0
    var isInString = false
    var isEscaped = false
    repeat {
      guard let byte = window.byte else {
        guard try fill() else { throw damaged("it breaks off inside an object") }
        continue
      }
      window.position += 1
      if byte == .lineFeed { lineFeeds += 1 }
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == .quote {
          isInString = false
        }
      } else if byte == .quote {
        isInString = true
      } else if byte == 0x7B {
        depth += 1
      } else if byte == 0x7D {
        depth -= 1
      }
    } while depth > 0
  }

  private func damaged(_ reason: String) -> IntakeError {
    .damagedFile(file: file, line: lineNumber, reason: reason)
  }
}
