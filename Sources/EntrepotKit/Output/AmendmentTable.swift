import TradeModel
import TradeStore

/// Goods lines that were filed again under their own number, as `amendments.csv`.
///
/// It tells what changed from one filing to the next. The last of them counts; the others are kept.
struct AmendmentTable {
  private var filings: [DeclarationIdentity: [Declaration]] = [:]
  private var rows: [(identity: DeclarationIdentity, cells: [[String?]])] = []

  /// The columns of declarations.csv that are compared, parties as one.
  private static let columns: [(name: String, text: @Sendable (Declaration) -> String?)] = [
    ("kind", { $0.kind.rawValue }), ("status", { $0.status.rawValue }),
    ("date", { $0.date.description }),
    ("departed_on", { $0.departedOn?.description }), ("arrived_on", { $0.arrivedOn?.description }),
    ("shipper", { party($0.shipper) }), ("consignee", { party($0.consignee) }),
    ("end_user", { party($0.endUser) }), ("forwarder", { party($0.forwarder) }),
    ("origin_country", { $0.originCountry?.code }),
    ("departure_country", { $0.departureCountry.code }),
    ("destination_country", { $0.destinationCountry.code }),
    ("transit_countries", { $0.transitCountries.map(\.code).joined(separator: ";") }),
    ("mode", { $0.mode?.rawValue }), ("hs_code", { $0.hsCode }),
    ("description", { $0.goodsDescription }),
    ("model", { $0.model }), ("control_code", { $0.controlCode }),
    ("permit_no", { $0.permitNumber }),
    ("quantity", { $0.quantity?.description }), ("quantity_unit", { $0.quantityUnit }),
    ("net_weight_kg", { $0.netWeightKilograms?.description }),
    ("value_usd", { $0.valueUSD?.description }),
    ("nature", { $0.nature?.rawValue }),
    ("gross_weight_kg", { $0.grossWeightKilograms?.description }),
    ("containers", { $0.containers }), ("master_bill", { $0.masterBill }),
  ]

  private static func party(_ party: WrittenParty) -> String {
    [party.id, party.name, party.country?.code, party.address].map { $0 ?? "" }
      .joined(separator: "\n")
  }

  /// The goods lines that had been replaced by a day.
  init(of store: TradeStore, asOf day: TradeDay) throws {
    var filings: [DeclarationIdentity: [Declaration]] = [:]
    try store.forEachDeclaration(asOf: day, rows: .replaced) { row in
      guard let filing = row.declaration else { return }
      filings[filing.identity, default: []].append(filing)
    }
    self.filings = filings
  }

  /// Takes the row that counts now, which may have replaced others.
  mutating func end(with row: StoredDeclaration, _ identity: DeclarationIdentity) {
    guard !filings.isEmpty, let earlier = filings[identity], let last = row.declaration else {
      return
    }
    let all = earlier + [last]
    let cells = zip(all, all.dropFirst()).enumerated().map { number, pair in
      let (before, after) = pair
      let changed = Self.columns.filter { $0.text(before) != $0.text(after) }.map(\.name)
      return [
        identity.source, identity.declarationID, String(identity.line), String(number + 1),
        before.date.description, before.status.rawValue, after.date.description,
        after.status.rawValue, changed.joined(separator: ";"),
      ]
    }
    rows.append((identity, cells))
  }

  /// The table, by identity and filing.
  var table: CSVText {
    var table = CSVText(header: [
      "source", "declaration_id", "line", "filing", "date", "status", "next_date", "next_status",
      "changed",
    ])
    for row in rows.sorted(by: { $0.identity < $1.identity }) {
      for cells in row.cells { table.add(cells) }
    }
    return table
  }
}
