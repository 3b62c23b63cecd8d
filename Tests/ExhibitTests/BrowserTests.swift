import Foundation
import Synchronization
import Testing
import TradeModel

@testable import EntrepotKit
@testable import RouteCharts

/// Every hostile name, in every field of a route and of a neighbourhood, in every format that a
/// browser shows, opened in a real one: nothing runs, nothing is asked for, names read as filed.
@Suite("Exhibits in a browser", .serialized)
struct BrowserTests {
  /// What a document in the browser says of itself.
  private struct Seen: Decodable {
    let file: String
    let taken: Bool
    /// Names of its elements, and of attributes that could run or fetch something.
    let elements: [String]
    let dangers: [String]
    /// The tooltips of cards, in order.
    let cards: [String]
    let text: String
  }

  @Test(
    "run no script of a filed name, send nothing, and show names as filed",
    .enabled(if: BuiltProgram.tool("chromium") != nil, "chromium is not installed"))
  func hostile() throws {
    let door = try #require(Door())
    let folder = NSTemporaryDirectory() + "/exhibit-browser-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let names = HostileExhibits.names(door: door.port)
    var files: [String: String] = [:]
    for (number, name) in names.enumerated() {
      for (file, data) in try HostileExhibits.files(of: name) {
        let place = "\(number)-\(file)"
        try data.write(to: URL(fileURLWithPath: folder + "/" + place))
        files[place] = name
      }
    }
    // A drawing that does what none may do: where it goes unnoticed, the test sees nothing.
    let trap = try #require(Door())
    let control =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>taken=1</script>"
      + "<image href=\"http://127.0.0.1:\(trap.port)/x.png\" width=\"9\" height=\"9\"/></svg>"
    try Data(control.utf8).write(to: URL(fileURLWithPath: folder + "/control.svg"))
    let all = try look(at: files.keys.sorted() + ["control.svg"], in: folder)
    let seen = all.dropLast()
    let caught = try #require(all.last)
    #expect(caught.taken && !caught.dangers.isEmpty && trap.wasKnocked)
    #expect(seen.count == files.count)
    for document in seen {
      let name = try #require(files[document.file])
      #expect(!document.taken, "\(document.file): a script ran")
      #expect(document.dangers.isEmpty, "\(document.file): \(document.dangers)")
      let kind = (document.file as NSString).pathExtension
      let allowed = HostileExhibits.allowedElements(kind)
      #expect(Set(document.elements).isSubset(of: allowed), "\(document.file)")
      try compare(document, with: FiledText(name))
    }
    #expect(!door.wasKnocked, "something was asked for")
  }

  private func compare(_ document: Seen, with filed: FiledText) throws {
    guard !filed.visible.isEmpty else { return }
    if document.file.hasSuffix("lanes.svg") || document.file.hasSuffix("network.svg") {
      let card = try #require(document.cards.first)
      #expect(card.contains(filed.full), "\(document.file): \(card)")
    }
    // A long name is cut on its card; its beginning is there.
    let start = filed.visible.prefix(12).filter { !$0.isWhitespace }
    if document.file.hasSuffix(".svg") {
      let text = document.text.precomposedStringWithCanonicalMapping
      #expect(text.filter { !$0.isWhitespace }.contains(start), "\(document.file)")
    }
  }

  /// Opens each file in a frame of one page, and has the page say what it sees in them.
  private func look(at files: [String], in folder: String) throws -> [Seen] {
    let list = try String(decoding: JSONEncoder().encode(files), as: UTF8.self)
    let page = """
      <!DOCTYPE html><meta charset="utf-8"><title>untouched</title><body><script>
      const files = \(list);
      const attributes = /^(on|href|src|srcset|action|formaction|style$|xlink:)/i;
      function look(file, frame) {
        const inside = frame.contentDocument, all = [...inside.querySelectorAll("*")];
        const dangers = all.flatMap(element => [...element.attributes]
          .filter(attribute => attributes.test(attribute.name) || /url\\(/i.test(attribute.value))
          .filter(attribute => attribute.value !== "width:100%;height:auto")
          .filter(attribute => inside.contentType === "image/svg+xml")
          .map(attribute => attribute.name + "=" + attribute.value));
        const cards = [...inside.querySelectorAll("g.party > title")].map(t => t.textContent);
        return {file, taken: !!(frame.contentWindow.taken || window.taken), dangers, cards,
          elements: [...new Set(all.map(element => element.localName))],
          text: (inside.documentElement.textContent || "").slice(0, 20000)};
      }
      async function all() {
        const seen = [];
        for (const file of files) {
          const frame = document.createElement("iframe");
          const shown = new Promise(done => frame.onload = done);
          frame.src = file; document.body.append(frame); await shown;
          seen.push(look(file, frame)); frame.remove();
        }
        const report = document.createElement("pre");
        report.id = "report"; report.textContent = btoa(unescape(encodeURIComponent(
          JSON.stringify(seen)))) + (document.title === "untouched" ? "" : "taken");
        document.body.append(report);
      }
      all();
      </script>
      """
    try Data(page.utf8).write(to: URL(fileURLWithPath: folder + "/page.html"))
    let shown = try BuiltProgram.run(
      try #require(BuiltProgram.tool("chromium")),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions",
        "--disable-background-networking", "--no-first-run", "--allow-file-access-from-files",
        "--virtual-time-budget=60000", "--user-data-dir=\(folder)/browser", "--dump-dom",
        "file://\(folder)/page.html",
      ], in: folder)
    let report = try #require(
      shown.text.firstMatch(of: #/<pre id="report">([A-Za-z0-9+\/=]*)<\/pre>/#),
      "\(shown.errors.suffix(400))")
    let data = try #require(Data(base64Encoded: String(report.output.1)))
    return try JSONDecoder().decode([Seen].self, from: data)
  }

  /// A place on this machine that notices a request and hangs up.
  private final class Door: Sendable {
    private let socket: Int32
    let port: UInt16
    private let knocks = Mutex(0)

    init?() {
      let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      self.socket = socket
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, length) == 0 && listen(socket, 8) == 0
            && getsockname(socket, $0, &length) == 0
        }
      }
      port = UInt16(bigEndian: address.sin_port)
      guard isOpen else { return nil }
      // A request that hangs would hold the browser for ever.
      Thread.detachNewThread { [weak self] in
        while true {
          let caller = accept(socket, nil, nil)
          guard caller >= 0 else { return }
          self?.knocks.withLock { $0 += 1 }
          close(caller)
        }
      }
    }

    deinit {
      shutdown(socket, Int32(SHUT_RDWR))
      close(socket)
    }

    /// Whether anybody asked for anything.
    var wasKnocked: Bool { knocks.withLock { $0 > 0 } }
  }
}
