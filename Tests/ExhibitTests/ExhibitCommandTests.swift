import Foundation
import Testing

@testable import EntrepotKit

@Suite("Exhibits from the command line", .serialized)
struct ExhibitCommandTests {
  private let run: SmallRun

  init() throws { run = try SmallRun() }

  private func draw(_ arguments: String...) throws -> BuiltProgram.Finished {
    try BuiltProgram.entrepot(
      ["draw", "route", run.route, "--run", "run"] + arguments, in: run.folder)
  }

  @Test("draw every kind in every format, the same bytes each time")
  func everything() throws {
    let canPrint = PictureConverter.obstacle() == nil && BuiltProgram.tool("rsvg-convert") != nil
    for kind in ["lanes", "chronology", "network", "sheet"] {
      for format in ExhibitFormat.allCases {
        if !canPrint, format == .pdf || format == .png { continue }
        let first = try draw("--as", kind, "--format", format.rawValue)
        #expect(first.status == 0, "\(kind) \(format): \(first.errors)")
        #expect(!first.output.isEmpty)
        #expect(try draw("--as", kind, "--format", format.rawValue).output == first.output)
      }
    }
  }

  @Test(
    "print PDF whose text is found and whose fonts are in it",
    .enabled(if: BuiltProgram.tool("pdffonts") != nil, "poppler-utils is not installed"))
  func pdf() throws {
    guard PictureConverter.obstacle() == nil else { return }
    _ = try draw("--as", "sheet", "--format", "pdf", "-o", "sheet.pdf", "--handling", "공무용")
    let text = try BuiltProgram.run(
      try #require(BuiltProgram.tool("pdftotext")), ["sheet.pdf", "-"], in: run.folder
    ).text
    for words in ["가온전자", "공무용", "1/", "Certificate of quantity", "점수는 위험 지표이며", "SHA-256"] {
      #expect(text.contains(words), "\(words)")
    }
    let fonts = try BuiltProgram.run(
      try #require(BuiltProgram.tool("pdffonts")), ["sheet.pdf"], in: run.folder
    ).text.split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty)
    for font in fonts { #expect(font.contains(" yes yes yes"), "\(font)") }
    let info = try BuiltProgram.run(
      try #require(BuiltProgram.tool("pdfinfo")), ["sheet.pdf"], in: run.folder
    ).text
    #expect(info.contains("(A4)"))
  }

  @Test("write the twins and say so where no picture can be made")
  func twins() throws {
    let failed = try BuiltProgram.entrepot(
      ["draw", "route", run.route, "--run", "run", "--format", "png", "-o", "route.png"],
      in: run.folder, environment: ["PATH": "/nonexistent"])
    #expect(failed.status == 2)
    #expect(failed.errors.contains("not drawn"))
    for twin in ["route.dot", "route.json", "route.csv"] {
      #expect(try !run.data(twin).isEmpty)
    }
    #expect(!FileManager.default.fileExists(atPath: run.folder + "/route.png"))
  }

  @Test("show theme, grades and redaction as asked for")
  func styles() throws {
    #expect(try draw("--theme", "dark").text.contains("fill=\"#0D1117\""))
    #expect(try !draw("--theme", "light").text.contains("<style>"))
    #expect(try draw("--grade", "B2", "--grade", "SG=C3").text.contains("[B2]"))
    let hidden = try draw("--redact", "country:SG").text
    #expect(!hidden.contains("Harbour") && hidden.contains("████████"))
    try Data("id:KR1\n\nlisted\n".utf8).write(
      to: URL(fileURLWithPath: run.folder + "/hide.txt"))
    #expect(try !draw("--redact", "@hide.txt").text.contains("가온"))
    for wrong in [["--redact", "role:king"], ["--grade", "Z9"], ["--redact", "@none"]] {
      let refused = try BuiltProgram.entrepot(
        ["draw", "route", run.route, "--run", "run"] + wrong, in: run.folder)
      #expect(refused.status == 2)
    }
  }

  @Test("draw many routes into a folder")
  func many() throws {
    let drawn = try run.entrepot("draw", "routes", "--run", "run", "--top", "5", "-o", "all")
    #expect(drawn.status == 0, "\(drawn.errors)")
    #expect(try run.data("all/\(run.route).svg") == draw().output)
  }

  @Test("draw the suspected routes of a party together, in every kind")
  func partyRoutes() throws {
    for kind in ["lanes", "chronology", "sheet"] {
      let drawn = try run.entrepot(
        "draw", "party", "Harbour Nine Pte Ltd", "--run", "run", "--as", kind, "--format", "svg")
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(drawn.text.contains("의심 경로 1건"), "\(kind)")
      #expect(drawn.text.contains("가온전자(주)") && drawn.text.contains("Northern"))
    }
    let hidden = try run.entrepot(
      "draw", "party", "SG1", "--run", "run", "--as", "sheet", "--format", "svg", "--redact",
      "country:SG")
    #expect(hidden.status == 0 && !hidden.text.contains("Harbour"), "\(hidden.errors)")
    let json = try run.entrepot(
      "draw", "party", "SG1", "--run", "run", "--as", "lanes", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
    #expect(object?["routes"] as? [String] == [run.route])
    let none = try run.entrepot("draw", "party", "JP1", "--run", "run", "--as", "lanes")
    #expect(none.status == 2 && none.errors.contains("--as network"))
  }

  @Test("draw a case from its bundle as from the run, and never from a changed one")
  func drawnCase() throws {
    _ = try run.entrepot("case", "bundle", run.route, "--run", "run", "-o", "sent.zip")
    let fromRun = try run.entrepot("draw", "case", run.route, "--run", "run", "--format", "svg")
    let fromBundle = try run.entrepot("draw", "case", "sent.zip", "--format", "svg")
    #expect(fromRun.status == 0 && fromBundle.status == 0, "\(fromBundle.errors)")
    #expect(fromRun.output == fromBundle.output)
    #expect(try run.entrepot("draw", "case", "sent.zip", "--as", "lanes").output == draw().output)
    let hidden = try run.entrepot(
      "draw", "case", "sent.zip", "--as", "lanes", "--redact", "id:SG1", "--lang", "ko")
    #expect(!hidden.text.contains("Harbour") && hidden.text.contains("████████"))
    var archive = try ZipArchive(reading: try run.data("sent.zip"))
    let line = String(decoding: archive.files["twins/route.jsonl"] ?? Data(), as: UTF8.self)
    archive.add("twins/route.jsonl", Data(line.replacing("Harbour", with: "Harbor").utf8))
    try archive.data().write(to: URL(fileURLWithPath: run.folder + "/forged.zip"))
    let forged = try run.entrepot("draw", "case", "forged.zip", "-o", "forged.pdf")
    #expect(forged.status == 2 && forged.errors.contains("was changed"))
    #expect(try run.entrepot("draw", "case", "sent.zip", "--as", "network").status == 2)
    #expect(try run.entrepot("draw", "case", run.route).errors.contains("--run"))
  }

  @Test("draw a party found by its name")
  func party() throws {
    let drawn = try run.entrepot("draw", "party", "Harbour Nine Pte Ltd", "--run", "run")
    #expect(drawn.status == 0, "\(drawn.errors)")
    #expect(drawn.text.contains("거래 관계망") && drawn.text.contains("가온전자(주)"))
    #expect(try run.entrepot("draw", "party", "Nobody", "--run", "run").status == 2)
  }

  @Test("bundle a case that verifies, recomputes, and tells when it was changed")
  func bundle() throws {
    for name in ["one.zip", "two.zip"] {
      let made = try run.entrepot("case", "bundle", run.route, "--run", "run", "-o", name)
      #expect(made.status == 0, "\(made.errors)")
    }
    #expect(try run.data("one.zip") == run.data("two.zip"))
    #expect(try run.entrepot("verify", "one.zip").text.hasSuffix("identical\n"))
    let recomputed = try run.entrepot("verify", "one.zip", "--database", "trade.sqlite")
    #expect(recomputed.text.contains("the data give the same route"), "\(recomputed.text)")
    var archive = try ZipArchive(reading: try run.data("one.zip"))
    archive.add("rows/legs.csv", Data("changed".utf8))
    archive.add("more.txt", Data())
    try archive.data().write(to: URL(fileURLWithPath: run.folder + "/changed.zip"))
    let changed = try run.entrepot("verify", "changed.zip")
    #expect(changed.status == 1)
    #expect(changed.text.contains("rows/legs.csv: has the sum"))
    #expect(changed.text.contains("more.txt: is not in the manifest"))
    #expect(try run.entrepot("verify", "run/run.json").status == 2)
  }

  @Test("anonymise a case for a partner: no name, key or number in any file")
  func anonymised() throws {
    let made = try run.entrepot(
      "case", "bundle", run.route, "--run", "run", "-o", "partner.zip", "--anonymise")
    #expect(made.status == 0, "\(made.errors)")
    let archive = try ZipArchive(reading: try run.data("partner.zip"))
    for (name, data) in archive.files {
      for secret in ["가온", "Harbour", "Northern", "KR1", "SG1", "CN1", "K1", "/S1/"] {
        // Two or three letters appear in compressed bytes by chance.
        if name.hasSuffix(".pdf"), secret.utf8.count < 5 { continue }
        #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret) in \(name)")
      }
    }
    let verified = try run.entrepot("verify", "partner.zip", "--database", "trade.sqlite")
    #expect(verified.status == 0, "\(verified.text)")
  }
}
