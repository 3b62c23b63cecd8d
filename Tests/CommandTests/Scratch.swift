import Foundation

/// A folder to work in, and one beside it for what is none of the test's business; both last as
/// long as their owner.
final class Scratch: Sendable {
  /// Where commands run.
  let path: String
  /// Temporary files of commands, and what they printed.
  let hidden: String

  init() throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("command-\(UUID().uuidString)").path
    path = place + "/work"
    hidden = place + "/hidden"
    for folder in [path, hidden] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit { remove() }

  /// Removes everything; nobody may use the folder afterwards.
  func remove() {
    do {
      try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    } catch {
      print("cannot remove \(path): \(error)")
    }
  }

  /// Writes a file, making its folder.
  func write(_ bytes: Data, to name: String) throws {
    let place = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: place))
  }

  /// Writes a text file, making its folder.
  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  /// Makes an empty folder.
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  /// The bytes of a file.
  func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
  }

  /// The text of a file.
  func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// Whether there is anything of a name.
  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }

  /// Everything that lies in a folder, hidden things too, sorted.
  func names(in folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  /// Every file below a folder with its bytes.
  func files(below folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder) {
      var isFolder: ObjCBool = false
      let place = "\(path)/\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: URL(fileURLWithPath: place))
    }
    return files
  }
}

extension Data {
  /// The bytes with the first occurrence of a part replaced.
  func replacing(_ part: Data, with other: Data) -> Data {
    guard let place = range(of: part) else { return self }
    return self[..<place.lowerBound] + other + self[place.upperBound...]
  }
}
