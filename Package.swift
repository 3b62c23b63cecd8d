// swift-tools-version: 6.2
import PackageDescription

// Floors: a target may import only targets of a lower floor (tools/lint checks it).
//   0 nouns and C libraries   1 rooms   2 judgement and drawing   3 the pipeline   4 the doors
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library target of one floor with this project's settings.
func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  extra: [SwiftSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings + extra)
}

/// The tests of one room.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    swiftSettings: settings)
}

/// The mapping profiles that come with the program; people read and copy them there.
let profiles = [
  "bill-of-lading", "china-control-lists", "followthemoney-listed-parties",
  "followthemoney-parties", "hs-nomenclature", "japan-end-user-list", "json-declarations",
  "korean-export-declaration", "korean-import-declarations", "us-consolidated-screening-list",
]

let package = Package(
  name: "entrepot",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "entrepot", targets: ["entrepot"]),
    .executable(name: "entrepot-worlds", targets: ["entrepot-worlds"]),
    .library(name: "FlowGraph", targets: ["FlowGraph"]),
    .library(name: "PartyMatch", targets: ["PartyMatch"]),
    .library(name: "TradeModel", targets: ["TradeModel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 0
    room("TradeModel"),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // Floor 1
    room(
      "TradeIntake",
      ["TradeModel", "CZlib", "CCrypto", "CXML2", .product(name: "Yams", package: "Yams")],
      resources: profiles.map { .embedInCode("Profiles/\($0).yml") }),
    room(
      "TradeStore",
      [
        "TradeModel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    room("PartyMatch", ["TradeModel"]),
    // Spans of memory that an object owns need lifetimes to be written down.
    room("FlowGraph", extra: [.enableExperimentalFeature("Lifetimes"), .strictMemorySafety()]),
    room("Appraisal"),
    // Floor 2
    room("DiversionRisk", ["TradeModel", "FlowGraph", "PartyMatch"]),
    room("RouteCharts", ["TradeModel", "CGraphviz"]),
    // Floor 3
    room(
      "EntrepotKit",
      [
        "TradeModel", "TradeIntake", "TradeStore", "PartyMatch", "FlowGraph", "Appraisal",
        "DiversionRisk", "RouteCharts", "CZlib", "CCrypto", .product(name: "Yams", package: "Yams"),
      ],
      // A link to graphs/weights/default.yml: people read and change it there.
      resources: [.embedInCode("Resources/default-weights.yml")]),
    // Floor 4
    .executableTarget(
      name: "entrepot",
      dependencies: [
        "EntrepotKit", "PartyMatch", "RouteCharts", "TradeIntake", "TradeModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "entrepot-worlds",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/worlds", swiftSettings: settings),
    // Tests
    tests("TradeModel"),
    tests("TradeIntake", ["TradeModel"]),
    tests("TradeStore", ["TradeModel", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("PartyMatch", ["TradeModel"]),
    tests("FlowGraph"),
    tests("Appraisal"),
    tests("DiversionRisk", ["TradeModel", "FlowGraph", "PartyMatch"]),
    tests("RouteCharts", ["TradeModel"]),
    tests(
      "EntrepotKit",
      [
        "TradeModel", "TradeIntake", "TradeStore", "DiversionRisk", "Appraisal", "entrepot-worlds",
      ]),
    // These run the built program, so it has to be built with them.
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "TradeModel", "entrepot", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ExhibitTests", dependencies: ["EntrepotKit", "RouteCharts", "TradeModel", "entrepot"],
      swiftSettings: settings),
  ]
)

// Under a sanitizer only the engine's tests run. Whatever is declared is built, so all else is left
// out, and building for a sanitizer takes a minute instead of ten.
if Context.environment["ENTREPOT_SANITIZER"] != nil {
  package.dependencies = []
  package.products.removeAll { $0.name != "FlowGraph" }
  package.targets.removeAll { !["FlowGraph", "FlowGraphTests"].contains($0.name) }
}
