import Foundation
import TradeModel

/// What countries are called on a drawing.
///
/// Foundation carries the Unicode names with the program, so they do not depend on the machine; the
/// places that exhibits name most have the short form that a customs officer would say.
enum CountryNames {
  /// The country's name in Korean.
  static func korean(_ country: CountryCode) -> String {
    if let name = short[country.code] { return name.korean }
    if isUnspecified(country) { return "미상" }
    return koreanLocale.localizedString(forRegionCode: country.code) ?? country.code
  }

  /// The country's name in English.
  static func english(_ country: CountryCode) -> String {
    if let name = short[country.code] { return name.english }
    if isUnspecified(country) { return "Not specified" }
    return englishLocale.localizedString(forRegionCode: country.code) ?? country.code
  }

  /// The user-assigned codes of ISO 3166-1, which statistics use for "not specified"; the Unicode
  /// names of XA and XB are those of test locales.
  private static func isUnspecified(_ country: CountryCode) -> Bool {
    let code = country.code
    if code == "XK" { return false }
    return code == "AA" || code == "ZZ" || code.first == "X"
      || (code.first == "Q" && code.dropFirst() >= "M")
  }

  /// What stands where a country is not known: the code of statistics for that.
  static let unknown: CountryCode = {
    guard let country = CountryCode("XX") else { preconditionFailure("XX is user-assigned") }
    return country
  }()

  private static let koreanLocale = Locale(identifier: "ko")
  private static let englishLocale = Locale(identifier: "en")

  private static let short: [String: (korean: String, english: String)] = [
    "AE": ("아랍에미리트", "UAE"),
    "CN": ("중국", "China"),
    "HK": ("홍콩", "Hong Kong"),
    "IN": ("인도", "India"),
    "JP": ("일본", "Japan"),
    "KR": ("대한민국", "Korea"),
    "MO": ("마카오", "Macao"),
    "MY": ("말레이시아", "Malaysia"),
    "SG": ("싱가포르", "Singapore"),
    "TH": ("태국", "Thailand"),
    "TW": ("대만", "Taiwan"),
    "US": ("미국", "United States"),
    "VN": ("베트남", "Vietnam"),
  ]
}
