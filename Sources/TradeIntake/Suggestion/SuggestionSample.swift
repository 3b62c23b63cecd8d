import TradeModel

extension ProfileSuggestion {
  /// The header and the first rows of a file.
  struct Sample {
    let header: Header
    private(set) var shapes: [ColumnShape]
    private(set) var rows = 0

    /// A header and the column it may be.
    struct Placement {
      let column: String
      let position: Int
      let words: Double
      /// The share of values that the column can hold; nil where it can hold any text, so that the
      /// values say nothing.
      let values: Double?
      /// Headers say more than values: amounts look alike, and so do names.
      var score: Double {
        words > 0 ? 0.6 * words + 0.4 * (values ?? 0.5) : 0.35 * (values ?? 0)
      }
      /// How sure it is; where only the header speaks, never more than likely.
      var certainty: Certainty {
        if values != nil, score >= 0.85 { return .sure }
        return score >= 0.6 ? .likely : .guess
      }
    }

    init(path: String, name: String, rows limit: Int) throws(IntakeError) {
      let stream: any ByteStream
      do throws(StreamFault) {
        let disk = try DiskFile(path: path)
        stream = name.hasSuffix(".gz") ? Gunzip(disk, pieceSize: 1 << 16) : disk
      } catch {
        throw .unreadable(path: path, reason: error.reason)
      }
      var scanner = RowScanner(stream, file: name, pieceSize: 1 << 16)
      header = try scanner.readHeader()
      if let sign = IntakeError.separator(header.filed) {
        throw .unusableHeader(
          file: name, reason: "it looks separated by \(sign); save it with commas")
      }
      if let first = header.filed.first?.first, first == "[" || first == "{" || first == "<" {
        throw .unusableHeader(
          file: name,
          reason: "it is \(first == "<" ? "XML" : "JSON"), and profiles are proposed for CSV; "
            + "copy one with entrepot profile show instead")
      }
      shapes = header.filed.map { _ in ColumnShape() }
      while rows < limit, try scanner.next() {
        guard (try? scanner.checkShape()) != nil else { continue }
        rows += 1
        for position in shapes.indices { shapes[position].add(scanner.row.text(ofCell: position)) }
      }
    }

    /// Whether most headers are Korean.
    var isKorean: Bool {
      let korean = header.filed.count { name in
        name.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
      }
      return korean * 2 > header.filed.count
    }

    /// Whether most headers are Chinese: Han letters and no Hangul.
    var isChinese: Bool {
      let chinese = header.filed.count { name in
        name.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      }
      return !isKorean && chinese * 2 > header.filed.count
    }

    /// Export or import, as the words of the file and its headers say.
    func flow(named fileName: String) -> String? {
      let text = ([fileName] + header.filed).joined(separator: " ").lowercased()
      let exports = ["수출", "export", "出口"].count { text.contains($0) }
      let imports = ["수입", "import", "进口"].count { text.contains($0) }
      if exports == imports { return nil }
      return exports > imports ? "export" : "import"
    }

    /// Each column of a table with the header that fits best, each header once.
    func placements(in table: TradeTable) -> [Placement] {
      var candidates: [Placement] = []
      for column in HeaderWords.tables[table] ?? [] {
        for (position, name) in header.filed.enumerated() {
          let words = HeaderWords.fit(name, column)
          let values = fit(of: shapes[position], column)
          // Values that a column cannot hold speak against it, whatever it is called.
          guard shapes[position].filled == 0 || values ?? 1 >= 0.3 else { continue }
          guard words > 0 || Self.byValues.contains(column) && values ?? 0 > 0.95 else { continue }
          candidates.append(
            Placement(column: column, position: position, words: words, values: values))
        }
      }
      candidates.sort { ($0.score, $1.position) > ($1.score, $0.position) }
      var columns: Set<String> = []
      var positions: Set<Int> = []
      return candidates.filter { candidate in
        guard !columns.contains(candidate.column), !positions.contains(candidate.position) else {
          return false
        }
        columns.insert(candidate.column)
        positions.insert(candidate.position)
        return true
      }
    }

    /// Columns that every declaration must have and whose values look like nothing else: they are
    /// guessed by these where no header says more.
    private static let byValues: Set = ["date", "hs_code"]

    /// The share of values that a column can hold; nil where it can hold any.
    private func fit(of shape: ColumnShape, _ column: String) -> Double? {
      if column.hasSuffix("_country") || column == "country" {
        return max(shape.share(.country), shape.share(.port))
      }
      switch column {
      case "date", "departed_on", "arrived_on", "incorporated_on", "designated_on", "delisted_on":
        return shape.share(.day)
      case "hs_code": return shape.share(.hsCode)
      case "line": return shape.share(.whole)
      case "quantity", "net_weight_kg", "value_usd": return shape.share(.number)
      case "mode": return shape.share(.mode)
      case "transit_countries": return max(shape.share(.country), shape.share(.port))
      case "shipper_name", "consignee_name", "description", "name": return shape.share(.text)
      case "kind": return shape.share { Self.kinds[$0] ?? DeclarationKind(rawValue: $0)?.rawValue }
      case "status": return shape.share { DeclarationStatus(rawValue: $0)?.rawValue }
      case "nature": return shape.share { Self.nature(of: $0) }
      default: return nil
      }
    }

    /// What is proposed for a column, in words and as YAML.
    func proposal(for placement: Placement) -> Proposal {
      let name = header.filed[placement.position]
      let shape = shapes[placement.position]
      var reasons = [
        placement.words >= 1
          ? "the header says so" : placement.words > 0 ? "the header hints at it" : "by its values"
      ]
      if shape.filled == 0 {
        reasons.append("all values are empty")
      } else if let values = placement.values {
        reasons.append("\(Int((values * 100).rounded(.down))) % of the values fit")
      } else {
        reasons.append("any text fits, so the values say nothing")
      }
      let parts = ["from: [\(quoted(name))]"] + extras(for: placement.column, name, shape)
      var certainty = placement.certainty
      if placement.column == "value_usd", !HeaderWords.namesCurrency(name) {
        reasons.append("it does not say in which currency: multiply by what one is in US dollars")
        certainty = certainty == .guess ? .guess : .likely
      }
      return Proposal(
        column: placement.column, header: name, rule: "{\(parts.joined(separator: ", "))}",
        certainty: certainty, reason: reasons.joined(separator: "; "))
    }

    /// What has to be done with the values before the contract can use them.
    private func extras(for column: String, _ name: String, _ shape: ColumnShape) -> [String] {
      if let form = shape.dateForm, form != "YYYY-MM-DD", shape.share(.day) > 0.3,
        ["date", "departed_on", "arrived_on", "incorporated_on", "designated_on", "delisted_on"]
          .contains(column)
      {
        return ["date_format: \(quoted(form))"]
      }
      if column.hasSuffix("country") || column == "transit_countries",
        shape.share(.port) > shape.share(.country)
      {
        return [#"extract: "^([A-Za-z]{2})(?: ?[A-Za-z2-9]{3})?$""#]
      }
      if column == "value_usd", HeaderWords.isWon(name) { return ["multiply: 0.00072"] }
      if column == "mode" {
        let known = shape.examples.compactMap { word in
          ColumnShape.modes[word].map { "\(quoted(word)): \($0)" }
        }
        return map(known) + ["or_unknown: true"]
      }
      if column == "nature" {
        // A word that is not known must not cost the row.
        let known = shape.examples.compactMap { word in
          Self.nature(of: word).flatMap { $0 == word ? nil : "\(quoted(word)): \($0)" }
        }
        return map(known) + ["or_unknown: true"]
      }
      if column == "kind" {
        let known = shape.examples.compactMap { word in
          Self.kinds[word].map { "\(quoted(word)): \($0)" }
        }
        return map(known)
      }
      return []
    }

    private func map(_ entries: [String]) -> [String] {
      entries.isEmpty ? [] : ["map: {\(entries.sorted().joined(separator: ", "))}"]
    }

    /// The contract's word for the nature of a transaction, whatever its case.
    private static func nature(of word: String) -> String? {
      let plain = word.lowercased().replacing(" ", with: "_")
      return natures[plain] ?? TransactionNature(rawValue: plain)?.rawValue
    }

    private static let natures = [
      "판매": "sale", "매매": "sale", "반송": "return", "반품": "return", "수리": "repair",
      "견본": "sample", "임대": "lease", "销售": "sale", "退货": "return", "维修": "repair",
    ]

    private static let kinds = [
      "수출": "export", "수입": "import", "출구": "export", "E": "export", "I": "import", "X": "export",
      "M": "import", "出口": "export", "进口": "import", "Export": "export", "Import": "import",
      "EXPORT": "export", "IMPORT": "import", "1": "export", "2": "import",
    ]
  }
}
