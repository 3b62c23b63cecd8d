import Foundation
import Testing

@Suite("Unusable rows")
struct UnusableRowTests {
  @Test("go to rejects.csv with row, column and reason; the rest goes in")
  func rejects() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    let good = trade.declarations
    let faults = [
      ("date", "2025-02-30", "impossible date"), ("quantity", "-8", "negative number"),
      ("date", "10.03.2025", "date not YYYY-MM-DD"), ("hs_code", "84", "HS code too short"),
      ("shipper_country", "UK", "not an ISO country code"), ("kind", "smuggle", "unknown kind"),
      ("value_usd", "1e308", "number too large"), ("quantity", "1e-300", "number too small"),
      ("value_usd", "1,000", "not a number"), ("net_weight_kg", "nan", "not a finite number"),
      ("consignee_name", "TEN MEGABYTES", "cell longer than 1 MiB"),
      ("consignee_name", "NUL \0 here", "NUL byte"), ("source", "", "required value missing"),
    ]
    for (number, fault) in faults.enumerated() {
      var row = good[0]
      row["declaration_id"] = "bad-\(number)"
      row[fault.0] = fault.1
      trade.declarations.append(row)
    }
    try trade.write(to: "trade", in: scratch)
    let long = Data(repeating: 0x78, count: 10 << 20)
    let table = try scratch.bytes(of: "trade/declarations.csv")
    try scratch.write(
      table.replacing(Data("TEN MEGABYTES".utf8), with: long), to: "trade/declarations.csv")
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("\(faults.count) rejected"))
    let filed = try scratch.bytes(of: "run/rejects.csv")
    #expect(filed.range(of: long) != nil)
    let rejects = cells(of: filed.replacing(long, with: Data()))
    #expect(rejects.first == ["file", "row", "line", "column", "reason", "raw"])
    #expect(rejects.count == faults.count + 1)
    for (number, (row, fault)) in zip(rejects.dropFirst(), faults).enumerated() {
      #expect(Array(row[0...2]) == ["declarations.csv", "\(number + 5)", "\(number + 5)"])
      #expect(row[3] == fault.0)
      #expect(row[4] == fault.2)
      #expect(row[5].contains("bad-\(number)"))
    }
    #expect(try objects(of: scratch.bytes(of: "run/routes.jsonl")).count == 1)
    let manifest = try scratch.text(of: "run/run.json")
    #expect(manifest.contains("\"rejects\": \(faults.count)"))
  }

  @Test("are reported by the line on which they start, after cells with line breaks")
  func lines() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.declarations[0]["description"] = "one\ntwo\r\nthree"
    trade.declarations[2]["date"] = "2025-13-01"
    try trade.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run"], in: scratch).status == 0)
    let rejects = cells(of: try scratch.bytes(of: "run/rejects.csv"))
    #expect(rejects.count == 2)
    #expect(
      rejects.last.map { Array($0[0...4]) }
        == ["declarations.csv", "4", "6", "date", "impossible date"])
  }

  @Test("of registers are reported too")
  func registers() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.others["lists"] = [
      ["list_id": "L", "entry_id": "1", "name": "Northern", "designated_on": "2025-02-29"],
      ["list_id": "L", "entry_id": "2", "name": "Other", "designated_on": "2025-02-28"],
    ]
    try trade.write(to: "trade", in: scratch)
    #expect(try Program.run(["run", "trade", "--out", "run"], in: scratch).status == 0)
    let rejects = cells(of: try scratch.bytes(of: "run/rejects.csv"))
    #expect(
      rejects.dropFirst().map { Array($0[0...4]) }
        == [["lists.csv", "2", "2", "designated_on", "impossible date"]])
  }

  @Test("that leave nothing of a table are told from a table that is not there")
  func nothingLeft() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.controls[0]["in_force_from"] = "2025"
    try trade.write(to: "trade", in: scratch)
    try scratch.write("list_id,entry_id,name\n", to: "trade/Lists.csv")
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0)
    #expect(run.errors.contains("warning: no row of controls.csv counts (1 of 1 rejected), so no"))
    #expect(run.errors.contains("warning: Lists.csv is left alone: files of lists are called"))
    let ingest = try Program.run(["ingest", "trade"], in: scratch)
    #expect(ingest.errors.contains("warning: Lists.csv is left alone"), "\(ingest.errors)")
  }

  @Test("controls go by their family, by their codes without one, and are told where they fit none")
  func controls() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    let code = try #require(trade.families[0]["hs_prefixes"])
    for (name, family, prefixes, isPlaced) in [
      ("named", trade.controls[0]["family"], nil, true), ("coded", nil, code, true),
      ("astray", "fruit", nil, false), ("empty", nil, nil, false),
    ] as [(String, String?, String?, Bool)] {
      trade.controls[0]["family"] = family
      trade.controls[0]["hs_prefixes"] = prefixes
      try trade.write(to: name, in: scratch)
      let run = try Program.run(["run", name, "--out", "run-\(name)"], in: scratch)
      #expect(run.status == 0)
      let isTold = run.errors.contains("warning: no control names a family")
      #expect(isTold != isPlaced, "\(run.errors)")
    }
    #expect(
      try scratch.bytes(of: "run-named/declarations.csv")
        == scratch.bytes(of: "run-coded/declarations.csv"))
  }

  @Test("a folder without pieces, weights and values is told that nothing can be followed")
  func quantities() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    try trade.write(to: "counted", in: scratch)
    for position in trade.declarations.indices {
      for column in ["quantity", "quantity_unit", "net_weight_kg", "value_usd"] {
        trade.declarations[position][column] = nil
      }
    }
    try trade.write(to: "uncounted", in: scratch)
    for (name, isTold) in [("counted", false), ("uncounted", true)] {
      let run = try Program.run(["run", name, "--out", "run-\(name)"], in: scratch)
      #expect(run.status == 0)
      #expect(run.errors.contains("so nothing can be followed") == isTold, "\(run.errors)")
    }
  }

  @Test("the largest amounts that are usable may stand in every row")
  func largestAmounts() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.families[0]["units_per_piece"] = "8"
    var rows = trade.declarations
    for position in rows.indices {
      for column in ["quantity", "value_usd", "net_weight_kg"] { rows[position][column] = "1e12" }
    }
    trade.declarations = (0..<1300).flatMap { number in
      rows.prefix(2).map { row in
        row.merging(["line": "\(number + 1)"]) { $1 }
      }
    }
    try trade.write(to: "trade", in: scratch)
    let run = try Program.run(["run", "trade", "--out", "run"], in: scratch)
    #expect(run.status == 0, "\(run.errors.prefix(2000))")
    #expect(run.errors.contains("2602 rows read, 0 rejected"))
  }

  @Test("do not come back when the folder is read again")
  func readAgain() throws {
    let scratch = try Scratch()
    var trade = TradeText()
    trade.declarations[2]["quantity"] = "-1"
    try trade.write(to: "trade", in: scratch)
    for out in ["one", "two"] {
      let run = try Program.run(
        ["run", "trade", "--out", out, "--database", "t.sqlite"], in: scratch)
      #expect(run.errors.contains("1 rejected"), "\(run.errors)")
    }
    #expect(try scratch.bytes(of: "one/rejects.csv") == scratch.bytes(of: "two/rejects.csv"))
  }
}
