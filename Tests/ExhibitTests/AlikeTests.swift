import Foundation
import Testing

@testable import EntrepotKit

/// The same drawing by two renderers: Chromium, and librsvg as PDF in a PDF viewer (poppler).
@Suite("Exhibits in a browser and on paper", .serialized)
struct AlikeTests {
  private static let hasAll = ["chromium", "rsvg-convert", "pdftoppm"].allSatisfy {
    BuiltProgram.tool($0) != nil
  }

  @Test(
    "look alike",
    .enabled(if: hasAll, "chromium, librsvg2-bin or poppler-utils is not installed"))
  func alike() throws {
    guard PictureConverter.obstacle() == nil else { return }
    let run = try SmallRun()
    let kinds = ["lanes", "chronology", "network", "sheet"]
    for kind in kinds {
      let drawn = try run.entrepot(
        "draw", "route", run.route, "--run", "run", "--as", kind, "--theme", "light", "-o",
        "\(kind).svg", "--format", "svg")
      #expect(drawn.status == 0, "\(drawn.errors)")
    }
    let browser = try printed(kinds, in: run.folder)
    for (place, kind) in kinds.enumerated() {
      _ = try BuiltProgram.run(
        try #require(BuiltProgram.tool("rsvg-convert")),
        ["--format", "pdf", "--output", "\(kind).pdf", "\(kind).svg"], in: run.folder)
      let paper = try pages("\(kind).pdf", in: run.folder)
      let one = try #require(paper.first)
      let other = try #require(browser.indices.contains(place) ? browser[place] : nil)
      let difference = one.difference(from: other)
      #expect(difference.mean < 0.01, "\(kind): \(difference)")
      // No tile of 20 pixels square, about a word, is dark in one and light in the other.
      #expect(difference.most < 0.3, "\(kind): \(difference)")
      #expect(one.ink > 0.01, "\(kind) is empty")
    }
  }

  /// Each drawing as Chromium prints it, one a page, at the width of the page.
  private func printed(_ kinds: [String], in folder: String) throws -> [Greymap] {
    let pictures = kinds.map { "<div><img src=\"\($0).svg\"></div>" }.joined()
    let page =
      "<!DOCTYPE html><meta charset=\"utf-8\"><style>@page{size:1200px 2400px;margin:0}"
      + "body{margin:0}div{break-after:page}img{width:1200px;display:block}</style>" + pictures
    try Data(page.utf8).write(to: URL(fileURLWithPath: folder + "/print.html"))
    let said = try BuiltProgram.run(
      try #require(BuiltProgram.tool("chromium")),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--no-first-run",
        "--disable-background-networking", "--no-pdf-header-footer",
        "--user-data-dir=\(folder)/browser", "--print-to-pdf=\(folder)/browser.pdf",
        "file://\(folder)/print.html",
      ], in: folder)
    let pages = try pages("browser.pdf", in: folder)
    #expect(pages.count >= kinds.count, "\(said.errors.suffix(300))")
    return pages
  }

  private func pages(_ file: String, in folder: String) throws -> [Greymap] {
    let stem = "page-" + UUID().uuidString
    _ = try BuiltProgram.run(
      try #require(BuiltProgram.tool("pdftoppm")),
      ["-gray", "-scale-to-x", "1200", "-scale-to-y", "-1", file, stem], in: folder)
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(stem) }.sorted()
      .map { try #require(Greymap(Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))) }
  }
}

/// A picture in shades of grey, as PGM has it.
private struct Greymap {
  let width: Int
  let height: Int
  /// One byte a pixel, row by row; 255 is white.
  let pixels: [UInt8]

  init?(_ data: Data) {
    // "P5 width height 255" and one white space, then the pixels.
    var words: [String] = []
    var place = data.startIndex
    while words.count < 4, place < data.endIndex {
      let word = data[place...].prefix { !($0 == 0x20 || $0 == 0x0A) }
      words.append(String(decoding: word, as: UTF8.self))
      place = word.endIndex + 1
    }
    guard words.count == 4, words[0] == "P5", let width = Int(words[1]), let height = Int(words[2]),
      data.endIndex - place == width * height
    else { return nil }
    self.width = width
    self.height = height
    pixels = [UInt8](data[place...])
  }

  /// Mean darkness, 0 to 1.
  var ink: Double {
    1 - Double(pixels.reduce(0) { $0 + Int($1) }) / Double(255 * pixels.count)
  }

  /// How the means of tiles differ, over what both show: on average, and at most.
  func difference(from other: Greymap) -> (mean: Double, most: Double) {
    let side = 20
    var (sum, most, count) = (0.0, 0.0, 0)
    for top in stride(from: 0, to: min(height, other.height) - side, by: side) {
      for left in stride(from: 0, to: min(width, other.width) - side, by: side) {
        let apart = abs(
          mean(left: left, top: top, side: side) - other.mean(left: left, top: top, side: side))
        sum += apart
        most = max(most, apart)
        count += 1
      }
    }
    return (sum / Double(max(1, count)), most)
  }

  private func mean(left: Int, top: Int, side: Int) -> Double {
    var sum = 0
    for row in top..<(top + side) {
      for pixel in pixels[(row * width + left)..<(row * width + left + side)] { sum += Int(pixel) }
    }
    return Double(sum) / Double(side * side * 255)
  }
}
