import Foundation

extension TradeFile {
  /// The files of listed parties at a place: the file that it is, or those in the folder that it is.
  ///
  /// - Parameters:
  ///   - path: a file, or a folder.
  ///   - profiles: how to read files in other layouts; then come the layout of the contract, and the
  ///     profiles that come with Entrepot.
  /// - Returns: the files by name; a single file is taken for the contract's layout where no profile
  ///   covers its name.
  /// - Throws: where there is nothing at the place, or the folder has no such file.
  public static func lists(
    at path: String, profiles: [MappingProfile] = []
  ) throws(IntakeError) -> [TradeFile] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(path: path, reason: "there is no such file or folder")
    }
    let builtIn = try MappingProfile.builtIn()
    func file(_ name: String, at place: String, orContract isGiven: Bool) -> TradeFile? {
      let profile = (profiles + builtIn).first { $0.table == .lists && $0.covers(name) }
      guard profile != nil || isGiven else { return nil }
      return TradeFile(table: .lists, name: name, path: place, profile: profile)
    }
    guard isFolder.boolValue else {
      let name = (path as NSString).lastPathComponent
      return [file(name, at: path, orContract: true)].compactMap(\.self)
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    let files = names.compactMap { name in
      file(
        name, at: (path as NSString).appendingPathComponent(name),
        orContract: name.hasPrefix("lists") && (name.hasSuffix(".csv") || name.hasSuffix(".csv.gz"))
      )
    }
    guard !files.isEmpty else {
      throw .unreadable(path: path, reason: "has no file of listed parties")
    }
    return files
  }
}
