// swift-tools-version: 6.2
import PackageDescription

let flowGraph = Target.Dependency.product(name: "FlowGraph", package: "entrepot")

let package = Package(
  name: "entrepot-bench",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "entrepot", path: "../..")],
  targets: [
    .target(name: "SeededTrade", dependencies: [flowGraph]),
    .executableTarget(name: "Growth", dependencies: [flowGraph, "SeededTrade"]),
    .executableTarget(name: "Kernels", dependencies: [flowGraph, "SeededTrade"]),
    .target(name: "SeededWords"),
    .executableTarget(
      name: "NameSearch",
      dependencies: [.product(name: "PartyMatch", package: "entrepot"), "SeededWords"]),
    .executableTarget(
      name: "PartyResolution",
      dependencies: [
        .product(name: "PartyMatch", package: "entrepot"),
        .product(name: "TradeModel", package: "entrepot"),
        "SeededWords",
      ]),
    .executableTarget(name: "Peers", dependencies: [flowGraph]),
    .executableTarget(
      name: "Screening",
      dependencies: [
        .product(name: "PartyMatch", package: "entrepot"),
        .product(name: "TradeModel", package: "entrepot"),
        "SeededWords",
      ]),
  ]
)
