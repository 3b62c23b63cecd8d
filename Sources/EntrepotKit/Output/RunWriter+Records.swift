import DiversionRisk
import PartyMatch
import TradeModel
import TradeStore

/// The tables that speak of every goods line, whatever its goods.
extension RunWriter {
  /// Writes who was who, which goods lines record one movement, and how good the data is; returned are
  /// the keys of the written parties, nil for those that no goods line names.
  func writeRecordTables(
    of files: [IngestedFile], rejects: [String: [String: Int]], from store: TradeStore
  ) throws -> [String?] {
    var quality = QualityReport(
      files: files, rejects: rejects, counts: try store.sourceCounts(of: files),
      parties: try store.writtenParties(), asOf: context.asOf)
    let mentions = try writeResolutionAndMirrors(from: store, counting: &quality)
    quality.countOutliers(in: context.records)
    quality.countUnknownCodes(
      in: context.records, nomenclature: analysis.registers.nomenclature,
      concordance: analysis.registers.concordance)
    try OutputFile.write(quality.json, to: folder + "/quality.json")
    let parties = context.parties
    return zip(mentions, parties.indices).map { $0 > 0 ? parties[$1].key : nil }
  }

  /// Who each written party of every goods line was taken to be, every name of everybody, and which
  /// goods lines record one movement: all need every goods line, which only the store has.
  private func writeResolutionAndMirrors(
    from store: TradeStore, counting quality: inout QualityReport
  ) throws -> [Int] {
    var mentions = [Int](repeating: 0, count: context.parties.indices.count)
    var table = try TableFile(
      path: folder + "/resolution.csv",
      header: ["source", "declaration_id", "line", "role", "party"])
    let keys = context.parties.indices.map { context.parties[$0].key }
    var linked: [Int32: DeclarationIdentity?] = [:]
    for link in context.movementLinks {
      linked[link.one] = .some(nil)
      linked[link.other] = .some(nil)
    }
    var number: Int32 = 0
    var amendments = try AmendmentTable(of: store, asOf: context.asOf)
    try store.forEachDeclaration(asOf: context.asOf) { row in
      let identity = row.identity
      amendments.end(with: row, identity)
      quality.count(row, source: identity.source)
      if linked[number] != nil { linked[number] = identity }
      number += 1
      let line = String(identity.line)
      for (role, number) in row.partyNumbers {
        try table.add([identity.source, identity.declarationID, line, role, keys[number]])
        mentions[number] += 1
      }
    }
    try table.close()
    try OutputFile.write(amendments.table.bytes, to: folder + "/amendments.csv")
    let names = PartyNameTable(
      context.parties, written: try store.writtenParties(), mentions: mentions)
    try OutputFile.write(names.table.bytes, to: folder + "/party-names.csv")
    try OutputFile.write(
      PartyNameTable.listings(in: context).bytes, to: folder + "/party-listings.csv")
    try OutputFile.write(
      PartyIdentityTable(context.parties).table.bytes, to: folder + "/party-identities.csv")
    try OutputFile.write(
      SharedAttributes(context.parties).table.bytes, to: folder + "/party-attributes.csv")
    try writeMirrors(between: linked.compactMapValues { $0 })
    return mentions
  }

  /// Pairs of goods lines that record one movement, by the identity of the first.
  private func writeMirrors(between identities: [Int32: DeclarationIdentity]) throws(RunError) {
    var table = CSVText(header: [
      "source", "declaration_id", "line", "other_source", "other_declaration_id", "other_line",
      "reason", "probability", "misfit", "counted_once",
    ])
    var rows: [(DeclarationIdentity, DeclarationIdentity, MovementLink)] = []
    for link in context.movementLinks {
      guard let one = identities[link.one], let other = identities[link.other] else {
        preconditionFailure("a goods line of a movement is not in the store")
      }
      rows.append(one < other ? (one, other, link) : (other, one, link))
    }
    rows.sort { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
    for (one, other, link) in rows {
      table.add([
        one.source, one.declarationID, String(one.line), other.source, other.declarationID,
        String(other.line), link.reason.rawValue, Self.number(link.probability),
        Self.number(link.misfit), link.isCountedOnce ? "true" : "false",
      ])
    }
    try OutputFile.write(table.text, to: folder + "/mirrors.csv")
  }
}
