/// Legal forms and the abbreviations that clerks use, as plain words in lower case.
///
/// Source: the forms named in the company laws of the countries concerned; ISO 20275 lists them.
enum LegalForms {
  /// Removes legal forms from both ends of a name, and place marks such as `(S)` and `(M)` of
  /// Singapore and Malaysia; never the last word that is left.
  static func strip(_ words: inout [String]) {
    // Only names in other letters have legal forms attached.
    if words.contains(where: { $0.utf8.contains { $0 >= 0x80 } }) {
      words = words.flatMap(splitHangulAndHan)
    }
    // "Sdn. Bhd." and "Pte. Ltd." come in as two words, "G.m.b.H." as four.
    if words.contains(where: { $0.utf8.count == 1 }) { joinInitials(&words) }
    while words.count > 1, let last = words.last, forms.contains(last) { words.removeLast() }
    while words.count > 1, let first = words.first, leadingForms.contains(first) {
      words.removeFirst()
    }
    if words.count > 2 {
      let kept = words.enumerated().filter { position, word in
        position == 0 || !placeMarks.contains(word)
      }
      if kept.count > 1 { words = kept.map(\.element) }
    }
  }

  /// Common shortenings of words in company names, to one form each.
  static let abbreviations: [String: String] = [
    "technology": "tech", "technologies": "tech", "techs": "tech",
    "international": "intl", "trading": "trdg", "tradings": "trdg",
    "semiconductor": "semi", "semiconductors": "semi", "semicon": "semi",
    "industrial": "ind", "industries": "ind", "industry": "ind",
    "components": "compon", "component": "compon", "cmpt": "compon", "cmpts": "compon",
    "electronics": "elec", "electronic": "elec",
    "solutions": "soln", "solution": "soln", "solns": "soln", "systems": "sys", "system": "sys",
    "networks": "net", "network": "net", "ntwk": "net", "netwk": "net", "materials": "matl",
    "material": "matl",
    "logistics": "logis", "log": "logis", "forwarding": "fwdg", "fwd": "fwdg", "freight": "frt",
    "express": "exp", "hosting": "host", "cloud": "cld", "datacentre": "dc", "datacenter": "dc",
    "manufacturing": "mfg", "holdings": "hldgs",
    "devices": "dev", "device": "dev", "enterprise": "ent", "enterprises": "ent",
    "development": "devt", "engineering": "eng", "computing": "comput", "computer": "comput",
    "computers": "comput", "comp": "comput", "and": "n",
  ]

  private static let placeMarks: Set<String> = ["s", "m", "hk", "h", "k", "sg", "my"]

  private static let leadingForms: Set<String> = ["주식회사", "주", "유한회사", "유", "pt", "the"]

  private static let forms: Set<String> = [
    "co", "company", "ltd", "limited", "corp", "corporation", "inc", "incorporated", "plc",
    "pte", "pvt", "private", "sdn", "bhd", "berhad", "llc", "llp", "lp", "pty", "ptd",
    "gmbh", "mbh", "ag", "kg", "kgaa", "ug", "ohg", "bv", "nv", "sa", "sas", "sarl", "sl", "srl",
    "spa", "ab", "as", "asa", "oy", "oyj", "aps", "kft", "zrt", "sro", "spzoo", "zoo", "sp", "ooo",
    "oao", "zao", "jsc", "ojsc", "pjsc", "tov", "sti", "ltda", "eireli", "cv", "sapi", "tbk",
    "kk", "gk", "yk", "fze", "fzco", "fzc", "wll", "tnhh", "cp", "pt", "lda", "dmcc", "doo", "uab",
    "주식회사", "주", "유한회사", "유", "유한책임회사", "합자회사", "유한공사", "고분유한공사", "유한책임공사",
    "株式会社", "株式會社", "有限会社", "合同会社", "私人有限公司", "有限公司", "股份有限公司", "有限责任公司", "股份公司",
    "有限責任公司", "公司",
  ]

  /// Legal forms of Korean, Chinese and Japanese are written without a space: parts them.
  private static func splitHangulAndHan(_ word: String) -> [String] {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return [word] }
    for form in attachedForms {
      if word.utf8.count > form.utf8.count {
        if word.hasSuffix(form) { return [String(word.dropLast(form.count)), form] }
        if word.hasPrefix(form) { return [form, String(word.dropFirst(form.count))] }
      }
    }
    return [word]
  }

  /// Longest first, so that a form is not cut in two.
  private static let attachedForms = [
    "股份有限公司", "有限责任公司", "有限責任公司", "私人有限公司", "유한책임회사", "고분유한공사", "유한책임공사",
    "株式会社", "株式會社", "有限会社", "合同会社", "주식회사", "유한회사", "유한공사", "有限公司", "股份公司",
  ]

  private static func joinInitials(_ words: inout [String]) {
    var joined: [String] = []
    var initials: [String] = []
    func flush() {
      let together = initials.joined()
      if initials.count > 1, forms.contains(together) {
        joined.append(together)
      } else {
        joined += initials
      }
      initials = []
    }
    for word in words {
      if word.count == 1, word.utf8.count == 1 {
        initials.append(word)
      } else {
        flush()
        joined.append(word)
      }
    }
    flush()
    words = joined
  }
}
