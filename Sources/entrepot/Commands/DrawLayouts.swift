import ArgumentParser
import Foundation
import RouteCharts

/// `entrepot draw layouts`: the process that owns libgvc; started by `entrepot` itself.
struct LayoutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layouts", abstract: "Lays drawings out for another entrepot.",
    shouldDisplay: false)

  func run() {
    LayoutService.serve()
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
