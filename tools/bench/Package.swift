// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "entrepot-bench",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "entrepot", path: "../..")],
  targets: [
    .executableTarget(
      name: "Peers", dependencies: [.product(name: "FlowGraph", package: "entrepot")]),
    .executableTarget(
      name: "RoutePeers", dependencies: [.product(name: "FlowGraph", package: "entrepot")]),
  ]
)
