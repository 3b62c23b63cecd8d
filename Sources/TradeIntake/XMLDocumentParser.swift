import CXML2

/// Parses XML piece by piece with libxml2 and collects the rows of its documents.
///
/// A document type is refused the moment its name has been read, before anything in it is: without
/// one there are no entities but the five of XML itself, so nothing can be expanded to gigabytes or
/// fetched from elsewhere. Nothing is ever loaded from the network or the disk.
final class XMLDocumentParser {
  /// Why a file cannot be parsed.
  enum Fault: Error {
    case documentType
    case tooLarge
    case malformed(String)
  }

  /// The fields found.
  private(set) var tree: FieldTree
  /// Whether an element of the name wanted was found.
  private(set) var hasDocuments = false
  /// Where the last document begins.
  private(set) var documentLine = 1

  private let document: String
  private let longest: Int
  /// The bytes of the open document that were parsed, but for those of the piece in which it begins.
  private var parsedBytes = 0
  private var rows: [FieldTree.FieldRow] = []
  private var text: [UInt8] = []
  private var isInDocument = false
  private var hasDocumentType = false
  private var context: xmlParserCtxtPtr?

  /// A parser that collects what a tree looks for from every element called `document`, of up to
  /// `longest` bytes and one piece of the file each.
  init(tree: FieldTree, document: String, longest: Int) {
    self.tree = tree
    self.document = document
    self.longest = longest
    var handler = xmlSAXHandler()
    handler.initialized = Self.secondVersion
    handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      XMLDocumentParser.of(context)?.enter(name, attributes: attributes, count: Int(count))
    }
    handler.endElementNs = { context, _, _, _ in XMLDocumentParser.of(context)?.leave() }
    handler.characters = { context, bytes, count in
      XMLDocumentParser.of(context)?.add(bytes, count: Int(count))
    }
    handler.cdataBlock = handler.characters
    handler.internalSubset = { context, _, _, _ in
      XMLDocumentParser.of(context)?.refuseDocumentType()
    }
    context = xmlCreatePushParserCtxt(
      &handler, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
    xmlCtxtUseOptions(context, Int32(options | XML_PARSE_NOWARNING.rawValue))
  }

  deinit { xmlFreeParserCtxt(context) }

  /// XML_SAX2_MAGIC, a macro that Swift cannot see.
  private static let secondVersion: UInt32 = 0xDEED_BEAF

  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLDocumentParser? {
    context.map { Unmanaged<XMLDocumentParser>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The line that the parser has come to.
  var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  /// Parses the next bytes of the file.
  func parse(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws(Fault) {
    parsedBytes += bytes.count
    let status = bytes.withUnsafeBytes { piece in
      xmlParseChunk(
        context, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count), isLast ? 1 : 0)
    }
    if hasDocumentType { throw .documentType }
    guard status == 0 else {
      let message = xmlCtxtGetLastError(context).flatMap { $0.pointee.message }
      throw .malformed(
        message.map { String(cString: $0) }?.split(whereSeparator: \.isNewline).first
          .map(String.init) ?? "it is not well-formed XML")
    }
    if isInDocument, parsedBytes > longest { throw .tooLarge }
  }

  /// The rows found since the last call.
  func takeRows() -> [FieldTree.FieldRow] {
    defer { rows.removeAll(keepingCapacity: true) }
    return rows
  }

  private func refuseDocumentType() {
    hasDocumentType = true
    xmlStopParser(context)
  }

  private func enter(
    _ name: UnsafePointer<xmlChar>?, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    count: Int
  ) {
    guard let name else { return }
    let element = String(cString: name)
    text.removeAll(keepingCapacity: true)
    if isInDocument {
      tree.enter(element, line: line)
    } else if element == document {
      isInDocument = true
      hasDocuments = true
      documentLine = line
      parsedBytes = 0
    } else {
      return
    }
    // libxml2 gives five pointers for each attribute: name, prefix, namespace, value, its end.
    for attribute in 0..<count {
      guard let name = attributes?[attribute * 5], let value = attributes?[attribute * 5 + 3],
        let end = attributes?[attribute * 5 + 4]
      else { continue }
      tree.enter("@" + String(cString: name))
      tree.take(trimmed(UnsafeBufferPointer(start: value, count: end - value)[...]))
      tree.leave()
    }
  }

  private func add(_ bytes: UnsafePointer<xmlChar>?, count: Int) {
    guard isInDocument else { return }
    text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }

  private func leave() {
    guard isInDocument else { return }
    if tree.depth > 0 {
      tree.take(trimmed(text[...]))
      tree.leave()
    } else {
      let found = tree.finishDocument(line: documentLine)
      let nothing = FieldTree.Fields(repeating: [], count: tree.names.count)
      rows += found.isEmpty ? [FieldTree.FieldRow(fields: nothing, line: documentLine)] : found
      isInDocument = false
    }
    text.removeAll(keepingCapacity: true)
  }

  private func trimmed<Bytes: BidirectionalCollection<UInt8>>(
    _ bytes: Bytes
  ) -> Bytes.SubSequence {
    var rest = bytes[...]
    while rest.first?.isWhiteSpace == true { rest = rest.dropFirst() }
    while rest.last?.isWhiteSpace == true { rest = rest.dropLast() }
    return rest
  }
}
