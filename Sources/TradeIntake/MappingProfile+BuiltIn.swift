extension MappingProfile {
  /// The profiles that come with Entrepot, with the text of each.
  private static let texts: [(name: String, yaml: [UInt8])] = [
    ("bill-of-lading", PackageResources.bill_of_lading_yml),
    ("china-control-lists", PackageResources.china_control_lists_yml),
    ("followthemoney-listed-parties", PackageResources.followthemoney_listed_parties_yml),
    ("followthemoney-parties", PackageResources.followthemoney_parties_yml),
    ("hs-nomenclature", PackageResources.hs_nomenclature_yml),
    ("japan-end-user-list", PackageResources.japan_end_user_list_yml),
    ("json-declarations", PackageResources.json_declarations_yml),
    ("korean-export-declaration", PackageResources.korean_export_declaration_yml),
    ("korean-import-declarations", PackageResources.korean_import_declarations_yml),
    ("us-consolidated-screening-list", PackageResources.us_consolidated_screening_list_yml),
  ]

  /// The profiles that come with Entrepot.
  public static var builtInNames: [String] { texts.map(\.name) }

  /// A profile that comes with Entrepot, or nil where there is none of that name.
  public static func builtIn(named name: String) throws(IntakeError) -> MappingProfile? {
    guard let yaml = builtInYAML(named: name) else { return nil }
    return try MappingProfile(yaml: yaml, file: "\(name).yml")
  }

  /// The text of a profile that comes with Entrepot, to be read or changed.
  public static func builtInYAML(named name: String) -> String? {
    texts.first { $0.name == name }.map { String(decoding: $0.yaml, as: UTF8.self) }
  }

  /// All of them.
  public static func builtIn() throws(IntakeError) -> [MappingProfile] {
    var profiles: [MappingProfile] = []
    for name in builtInNames {
      if let profile = try builtIn(named: name) { profiles.append(profile) }
    }
    return profiles
  }
}
