import Foundation
import Testing

extension Scratch {
  /// Makes a world with `entrepot-worlds`, which was built beside the tests, and says where it is.
  func world(_ arguments: [String]) throws -> String {
    let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    let besides = bundles + [URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL]
    let program = besides.map {
      $0.deletingLastPathComponent().appendingPathComponent("entrepot-worlds")
    }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    let process = Process()
    process.executableURL = try #require(program)
    process.arguments = [path + "/world"] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return path + "/world"
  }
}
