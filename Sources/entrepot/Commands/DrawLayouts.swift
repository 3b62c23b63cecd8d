import ArgumentParser
import Foundation
import RouteCharts

/// `entrepot draw layouts`: the process that owns libgvc; started by `entrepot` itself.
struct LayoutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts", abstract: "Lays drawings out for another entrepot.",
    shouldDisplay: false)

  @Option(help: .hidden)
  var memoryMebibytes: UInt = LayoutService.Limits().memory >> 20

  @Option(help: .hidden)
  var processorSeconds: UInt = LayoutService.Limits().processorSeconds

  func validate() throws {
    guard (64...65_536).contains(memoryMebibytes), (1...3600).contains(processorSeconds) else {
      throw ValidationError("limits must be 64 to 65536 MiB and 1 to 3600 s")
    }
  }

  func run() {
    var limits = LayoutService.Limits()
    limits.memory = memoryMebibytes << 20
    limits.processorSeconds = processorSeconds
    LayoutService.serve(limits: limits)
  }
}

/// Where layouts are made.
enum Layouts {
  /// Has layouts made by this same program in a process of its own.
  static func useHelper() {
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    LayoutHelper.use(program: program, arguments: ["draw", "layouts"])
  }
}
