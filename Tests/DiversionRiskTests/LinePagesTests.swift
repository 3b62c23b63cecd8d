import DiversionRisk
import Foundation
import Testing

@Suite("Pages of the lines of evidence")
struct LinePagesTests {
  private static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let catalogue = repository.appending(
    path: "Sources/DiversionRisk/DiversionRisk.docc", directoryHint: .isDirectory)
  private static let folder = catalogue.appending(path: "Lines", directoryHint: .isDirectory)

  private static func pageName(of code: String) -> String {
    code.replacing(".", with: "-") + ".md"
  }

  @Test("every line has its page, headed by its code", arguments: EvidenceLines.codes)
  func everyLineHasItsPage(code: String) throws {
    let page = Self.folder.appending(path: Self.pageName(of: code))
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.hasPrefix("# \(code)\n"))
  }

  @Test("no page is without a line")
  func noPageWithoutLine() throws {
    let path = Self.folder.path(percentEncoded: false)
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    let pages = names.filter { $0.hasSuffix(".md") }
    #expect(Set(pages) == Set(EvidenceLines.codes.map(Self.pageName(of:))))
  }

  @Test("the landing page leads to every page of a line")
  func landingPageIsComplete() throws {
    let landing = Self.catalogue.appending(path: "DiversionRisk.md")
    let text = try String(contentsOf: landing, encoding: .utf8)
    for code in EvidenceLines.codes {
      #expect(text.contains("<doc:\(Self.pageName(of: code).dropLast(3))>"))
    }
  }
}
