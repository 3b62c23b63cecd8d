import Testing
import TradeModel

@testable import TradeIntake

@Suite("Mapping profiles")
struct MappingProfileTests {
  private func profile(_ columns: String) throws -> MappingProfile {
    try MappingProfile(yaml: "name: test\nfiles: ['*.csv']\ntable: permits\ncolumns: {\(columns)}")
  }

  private func permits(_ columns: String, _ text: String) throws -> Reading {
    try Reading(text, as: .permits, profile: profile(columns))
  }

  private func permit(_ columns: String, _ text: String) throws -> Permit? {
    let reading = try permits(columns, text)
    guard case .permit(let permit)? = reading.records.first?.record else {
      Issue.record("\(reading.rejects)")
      return nil
    }
    return permit
  }

  @Test("the first header that the file has is read")
  func alternatives() throws {
    let columns = "permit_no: {from: [허가번호, Permit]}"
    for text in ["x,허가번호\n,P1\n", "permit,x\nP1,\n", "Permit,허가번호\nP2,P1\n"] {
      #expect(try permit(columns, text)?.permitNumber == "P1")
    }
  }

  @Test("only mapped columns count; the others are reported as ignored")
  func onlyMapped() throws {
    let reading = try permits("permit_no: {from: [no]}", "no,agency\nP1,A\n")
    #expect(reading.records.map(\.record) == [.permit(Permit(permitNumber: "P1"))])
    #expect(reading.report.ignoredColumns == ["agency"])
    #expect(reading.report.missingColumns.contains("agency"))
  }

  @Test("constants, maps, factors, padding and dates")
  func conversions() throws {
    let permit = try permit(
      """
      permit_no: {from: [no], pad_left: {width: 5, with: "0"}},
      agency: {constant: MOTIE},
      quantity: {from: [kg], multiply: 1000},
      quantity_unit: {constant: GRM},
      destination_country: {from: [to], map: {Japan: JP}},
      valid_from: {from: [start], date_format: DD.MM.YYYY},
      valid_until: {from: [end], date_format: YYYYMMDD}
      """, "no,kg,to,start,end\n\"1\"\"2\",0.5,Japan,31.12.2024,20251231\n")
    #expect(permit?.permitNumber == "001\"2")
    #expect(permit?.agency == "MOTIE")
    #expect(permit?.quantity == 500)
    #expect(permit?.destinationCountry?.code == "JP")
    #expect(permit?.validFrom?.description == "2024-12-31")
    #expect(permit?.validUntil?.description == "2025-12-31")
  }

  @Test("what a conversion does not know goes on as filed, and is rejected by its own header")
  func unknownValues() throws {
    let columns = """
      permit_no: {from: [no]}, quantity: {from: [kg], multiply: 2},
      destination_country: {from: [to], map: {Japan: JP}},
      valid_from: {from: [start], date_format: YYYYMMDD}
      """
    let reading = try permits(
      columns, "no,kg,to,start\n1,many,JP,20240101\n2,1,Nippon,20240101\n3,1,KR,2024\n,1,KR,\n")
    #expect(reading.rejects.map(\.column) == ["kg", "to", "start", "no"])
    #expect(
      reading.rejects.map(\.reason) == [
        "not a number", "not an ISO country code", "date not YYYY-MM-DD", "required value missing",
      ])
    #expect(reading.rejects.first?.raw == "1,many,JP,20240101")
  }

  @Test("parts of several columns become one list, each once")
  func lists() throws {
    let profile = try MappingProfile(
      yaml: """
        name: test
        files: ['*.csv']
        table: parties
        columns:
          party_id: {from: [no]}
          name: {from: [name]}
          aliases: {from_all: [name, old, other]}
        """)
    let reading = try Reading(
      "no,name,old,other\n1,A,B; C,A\n2,D,,\n", as: .parties, profile: profile)
    #expect(reading.parties.map(\.aliases) == [["A", "B", "C"], ["D"]])
  }

  @Test("what the first group of an expression matches is the value; without a match it stays")
  func extraction() throws {
    let columns = """
      permit_no: {from: [no]}, destination_country: {from: [port], extract: '^([A-Z]{2})[A-Z]{3}$'}
      """
    let reading = try permits(columns, "no,port\n1,SGSIN\n2,JP\n3,BUSAN-X\n")
    #expect(reading.rejects.map(\.row) == [4])
    #expect(reading.records.count == 2)
  }

  @Test("what became of a text is the same the second time, and after thousands of others")
  func remembered() throws {
    let columns =
      "permit_no: {from: [no], extract: '^N-([0-9]+)$', pad_left: {width: 6, with: \"0\"}}"
    let numbers = Array(0..<5_000) + [0, 1, 1, 4_999]
    let reading = try permits(columns, "no\n" + numbers.map { "N-\($0)\n" }.joined())
    let read = reading.records.map { record -> Int? in
      guard case .permit(let permit) = record.record, permit.permitNumber.count == 6 else {
        return nil
      }
      return Int(permit.permitNumber)
    }
    #expect(read == numbers)
  }

  @Test("a factor may depend on another column; without one the value is left out and counted")
  func factors() throws {
    let columns = """
      permit_no: {from: [no]},
      quantity: {from: [n], multiply: {by: [unit], factors: {t: 1000, kg: 1}, when_empty: 2}}
      """
    let reading = try permits(columns, "no,n,unit\n1,2,t\n2,2,kg\n3,2,\n4,2,lb\n5,,t\n")
    let quantities = reading.records.map { record -> Double? in
      if case .permit(let permit) = record.record { permit.quantity } else { nil }
    }
    #expect(quantities == [2000, 2, 4, nil, nil])
    #expect(
      reading.report.repairs == ["quantity: no factor for its unit, value left out": 1])
  }

  @Test("a value that may be unknown does not cost the row; a required one does")
  func orUnknown() throws {
    let columns = """
      permit_no: {from: [no], or_unknown: true}, quantity: {from: [n], or_unknown: true},
      valid_from: {from: [start], or_unknown: true, date_format: [YYYYMMDD, YYYYMMDDhhmm]}
      """
    let reading = try permits(
      columns, "no,n,start\n1,x,2024-13-01\n,1,\n3,4,20240105\n4,5,202401051230\n")
    #expect(reading.rejects.map(\.reason) == ["required value missing"])
    #expect(
      reading.report.repairs == [
        "quantity: unusable value left out": 1, "valid_from: unusable value left out": 1,
      ])
    let days = reading.records.map { record -> String? in
      if case .permit(let permit) = record.record { permit.validFrom?.description } else { nil }
    }
    #expect(days == [nil, "2024-01-05", "2024-01-05"])
  }

  @Test("rows of another kind are left out and counted")
  func conditions() throws {
    let profile = try MappingProfile(
      yaml: """
        name: test
        files: ['*.csv']
        table: permits
        where: {kind: [export, both]}
        columns: {permit_no: {from: [no]}}
        """)
    let reading = try Reading(
      "no,kind\n1,export\n2,import\n3,both\n4,\n", as: .permits, profile: profile)
    #expect(reading.records.count == 2)
    #expect(reading.report.repairs == ["kind: row of another kind left out": 2])
    #expect(reading.report.rows == 2)
  }

  @Test("an empty cell becomes the template, filled from headers or contract columns")
  func templates() throws {
    let columns = """
      permit_no: {from: [번호, no]},
      agency: {from: [agency], when_empty: "unknown ({permit_no}, {place})", map: {A: B}}
      """
    #expect(try permit(columns, "no,agency,place\n7,,Busan\n")?.agency == "unknown (7, Busan)")
    #expect(try permit(columns, "no,agency,place\n7,A,Busan\n")?.agency == "B")
    let error = #expect(throws: IntakeError.self) { try permits(columns, "no,agency\n7,\n") }
    #expect(error?.description.contains("place") == true)
  }

  @Test("a required column that the file lacks is named with its headers")
  func missingColumn() throws {
    let error = #expect(throws: IntakeError.self) {
      try permits("permit_no: {from: [허가번호, Permit]}", "x\n1\n")
    }
    #expect(error?.description.contains("permit_no (허가번호 or Permit)") == true)
  }

  @Test(
    "what is wrong in a profile is named by line and key",
    arguments: [
      ("", "(file)"), ("- a", "(profile)"), ("name: a", "(profile)"), ("a: [", "(file)"),
      ("name: a\nname: b", "(file)"),
      ("name: a\nfiles: [b]\ncolums: {}", "colums"),
      ("name: a\nfiles: b\ncolumns: {}", "files"), ("name: a\nfiles: []\ncolumns: {}", "files"),
      ("name: a\nfiles: [b]\ntable: trips\ncolumns: {}", "table"),
      ("name: a\nfiles: [b]\ncolumns: {colour: {constant: red}}", "colour"),
      ("name: a\nfiles: [b]\ncolumns: {date: {form: [x]}}", "form"),
      ("name: a\nfiles: [b]\ncolumns: {date: {}}", "date"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], constant: y}}", "date"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: []}}", "date.from"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], date_format: YY}}", "date.date_format"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], when_empty: 'a {b'}}", "date.when_empty"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], multiply: 0}}", "date.multiply"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], multiply: {by: [y]}}}", "date.multiply"),
      (
        "name: a\nfiles: [b]\ncolumns: {date: {from: [x], multiply: {by: [y], factors: {a: 0}}}}",
        "date.multiply.factors"
      ),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], from_all: [y]}}", "date"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], extract: 'a'}}", "date.extract"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], extract: '(a'}}", "date.extract"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], or_unknown: maybe}}", "date.or_unknown"),
      ("name: a\nfiles: [b]\nformat: edi\ncolumns: {}", "format"),
      ("name: a\nfiles: [b]\nformat: xml\ncolumns: {}", "document"),
      ("name: a\nfiles: [b]\ndocument: D\ncolumns: {}", "document"),
      ("name: a\nfiles: [b]\nrows: a/b\ncolumns: {}", "rows"),
      ("name: a\nfiles: [b]\nwhere: {kind: x}\ncolumns: {}", "where.kind"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], map: [a]}}", "date.map"),
      ("name: a\nfiles: [b]\ncolumns: {date: {from: [x], pad_left: {width: 3}}}", "date.pad_left"),
      (
        "name: a\nfiles: [b]\ncolumns: {date: {from: [x], pad_left: {width: 3, fill: 0}}}", "fill"
      ),
    ])
  func faults(yaml: String, key: String) {
    let error = #expect(throws: IntakeError.self) {
      try MappingProfile(yaml: yaml, file: "my.yml")
    }
    guard case .unusableProfile(let file, _, let named, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file == "my.yml")
    #expect(named == key)
  }

  @Test("file patterns cover compressed files too")
  func patterns() throws {
    let profile = try #require(try MappingProfile.builtIn(named: "korean-import-declarations"))
    #expect(profile.covers("df_syn_train_eng.csv"))
    #expect(profile.covers("df_syn_train.csv.gz"))
    #expect(!profile.covers("declarations.csv"))
    #expect(try MappingProfile.builtIn(named: "none") == nil)
  }

  @Test("a folder's files go to the profile that covers them")
  func folder() throws {
    let profile = try MappingProfile(
      yaml: "name: test\nfiles: ['o*.csv']\ntable: permits\ncolumns: {permit_no: {from: [no]}}")
    let scratch = try Scratch()
    try scratch.write([], to: "declarations.csv.gz")
    try scratch.write([], to: "other.csv")
    let files = try TradeFolder(path: scratch.path, profiles: [profile]).files
    #expect(files.map(\.table) == [.declarations, .permits])
    #expect(files.map { $0.profile?.name } == [nil, "test"])
  }

  @Test("files of other layouts lie beside those of the contract; a profile given goes first")
  func mixedFolder() throws {
    let scratch = try Scratch()
    for name in [
      "declarations.csv", "GOVCBR830-1.xml", "bl-2025.csv.gz", "declarations-2.jsonl", "jp.json",
      "csl_2025.csv", "df_syn_1.csv", "notes.json",
    ] {
      try scratch.write([], to: name)
    }
    let own = try MappingProfile(
      yaml: "name: own\nfiles: ['csl*.csv']\ntable: lists\ncolumns: {name: {from: [n]}}")
    let folder = try TradeFolder(path: scratch.path, profiles: [own])
    let found = Dictionary(
      uniqueKeysWithValues: folder.files.map { ($0.name, $0.profile?.name ?? "contract") })
    #expect(
      found == [
        "declarations.csv": "contract", "GOVCBR830-1.xml": "korean-export-declaration",
        "bl-2025.csv.gz": "bill-of-lading", "declarations-2.jsonl": "json-declarations",
        "jp.json": "japan-end-user-list", "csl_2025.csv": "own",
        "df_syn_1.csv": "korean-import-declarations",
      ])
    #expect(folder.ignored == ["notes.json"])
  }

  @Test("every built-in profile can be read")
  func builtIn() throws {
    #expect(try MappingProfile.builtIn().map(\.name) == MappingProfile.builtInNames)
  }
}
