/// A legal form: which law knows it, and how members are liable.
struct LegalForm: Hashable, Sendable {
  /// How members answer for debts; forms of different kinds are different legal persons.
  enum Kind: String, Sendable {
    /// Shares may be offered to the public.
    case publicShares = "public"
    /// Limited liability, shares closely held.
    case limited
    /// Partners answer for debts, all or some.
    case partnership
    /// No shares and no profit: associations, foundations.
    case nonProfit = "non-profit"
    /// A branch or an office: no person of its own.
    case branch
    /// Written for any company.
    case any
  }

  /// ISO 3166 codes of the countries whose law knows the form; `*` where many do.
  let countries: Set<String>
  /// What kind it is.
  let kind: Kind

  /// Whether one company may be written with both forms.
  ///
  /// Clerks write Co., Ltd., Inc. and Corp. for one another; AG and GmbH they do not.
  func isCompatible(with other: LegalForm) -> Bool {
    kind == other.kind || kind == .any || other.kind == .any
      || countries.isDisjoint(with: other.countries)
  }
}

/// Legal forms of companies, as plain words in lower case.
///
/// Source: the company laws of the countries named; the forms are listed in ISO 20275 (entity legal
/// forms). English words that every country uses in translation are of any kind.
enum LegalFormTable {
  /// Words of a form (up to six, after transliteration) and the form.
  static let forms: [[String]: LegalForm] = {
    var forms: [[String]: LegalForm] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
      guard parts.count == 3, let kind = LegalForm.Kind(rawValue: word(parts[1])) else { continue }
      let form = LegalForm(
        countries: Set(parts[0].split(separator: " ").map(String.init)), kind: kind)
      for spelling in parts[2].split(separator: ",") {
        forms[spelling.split(separator: " ").map(String.init)] = form
      }
    }
    return forms
  }()

  /// Forms in Hangul and Han letters, which stand without a space, longest first.
  static let attached: [(letters: [Unicode.Scalar], form: LegalForm)] =
    forms.filter { $0.key.count == 1 && $0.key[0].utf8.contains { $0 >= 0x80 } }
    .map { (Array($0.key[0].unicodeScalars), $0.value) }
    .sorted {
      $0.letters.count != $1.letters.count
        ? $0.letters.count > $1.letters.count
        : $0.letters.lexicographicallyPrecedes($1.letters)
    }

  /// Most words in one form.
  static let mostWords = forms.keys.map(\.count).max() ?? 1

  private static func word(_ text: Substring) -> String {
    text.filter { $0 != " " }.description
  }

  private static let text = """
    * | any | co,company,ltd,limited,inc,incorporated,corp,corporation,corpn,cie,compagnie,ltee
    * | any | limited company,company limited,co ltd,ltd co,co limited,joint stock co,enterprise limited
    * | public | plc,public limited company,public company limited,public joint stock company,pjsc
    US RU KZ BY UZ KG AM UA CN AE SA VN | limited | llc,limited liability company,limited liability co
    US GB IN SG | partnership | llp,lp,lllp,limited liability partnership,limited partnership
    US | any | na,national association,pllc,pc
    GB IE | limited | unltd,dac,clg
    AU NZ ZA | limited | pty,pty ltd,proprietary limited,pty limited,proprietary
    IN PK BD LK SG MY | limited | pvt,pvt ltd,private limited,pte,pte ltd,pte limited,private
    MY BN | limited | sdn,sdn bhd,sendirian berhad
    MY BN | public | bhd,berhad
    ID | public | tbk
    ID | any | pt,perseroan terbatas,persero,cv
    DE AT CH | limited | gmbh,mbh,gesellschaft mit beschrankter haftung,ggmbh
    DE AT CH | public | ag,aktiengesellschaft
    DE | partnership | kg,ohg,kommanditgesellschaft,gmbh and co kg,gmbh co kg,gbr
    DE | public | kgaa,se and co kgaa
    DE AT CH | any | ug,ev,eg,se
    CH FR BE LU | limited | sarl,societe a responsabilite limitee,sagl
    FR BE LU CH MA TN | public | sa,societe anonyme
    FR | limited | sas,sasu,eurl,societe par actions simplifiee
    FR | partnership | snc,sci,scs
    BE NL | limited | bv,bvba,besloten vennootschap,srl
    BE NL | public | nv,naamloze vennootschap
    NL | partnership | vof
    IT RO MD | limited | srl,srls,societa a responsabilita limitata,societatea cu raspundere limitata,societate cu raspundere limitata
    IT | public | spa,societa per azioni
    ES AR MX PE CL CO UY | limited | sl,slu,sociedad limitada,sociedad de responsabilidad limitada,srl,s de rl,srl de cv,s de rl de cv
    ES AR PE CL CO UY PT BR MX PA | public | sociedad anonima,sociedade anonima,sa de cv,sab de cv,saic,sapi,sapi de cv,sau
    BR PT | limited | ltda,limitada,eireli,lda,unipessoal lda
    CL CO | limited | spa
    SE FI | public | ab,aktiebolag,publ
    FI | any | oy,osakeyhtio
    FI | public | oyj
    NO DK | public | as,asa,aktieselskab,aksjeselskap
    DK | limited | aps,anpartsselskab
    NO | any | ans,da
    IS | any | ehf,hf
    PL | limited | sp zoo,sp z oo,spzoo,sp z o o,spolka z ograniczona odpowiedzialnoscia
    PL | public | spolka akcyjna
    PL | partnership | sp k,sp j,spk,spj
    CZ SK | limited | sro,s r o,spol s r o,spolecnost s rucenim omezenym
    CZ SK | public | as,akciova spolecnost
    HU | limited | kft,korlatolt felelossegu tarsasag
    HU | public | zrt,nyrt,rt
    SI HR RS BA ME MK | limited | doo,d o o
    SI HR RS BA ME MK | public | dd,ad
    BG | limited | eood,ood
    BG | public | ead
    LT | limited | uab
    LV | limited | sia
    EE | limited | ou,osauhing
    GR CY | public | ae,anonymi etaireia
    GR | limited | epe,ike
    TR | limited | sti,ltd sti,limited sirketi
    TR | public | anonim sirketi,a s
    RU KZ BY UZ KG AM | limited | ooo,obshchestvo s ogranichennoy otvetstvennostyu,too,tdo,mchj
    RU KZ BY UZ KG AM | public | oao,zao,pao,ao,jsc,ojsc,cjsc,joint stock company,open joint stock company,closed joint stock company,aktsionernoe obshchestvo,otkrytoe aktsionernoe obshchestvo,zakrytoe aktsionernoe obshchestvo,publichnoe aktsionernoe obshchestvo,aj,ak
    RU KZ BY | non-profit | ano,nko
    RU KZ BY | any | fgup,gup,ip
    UA | limited | tov,tovarystvo z obmezhenoiu vidpovidalnistiu,tovarystvo z obmezhenoyu vidpovidalnistyu
    UA | public | pat,prat,vat,zat
    AE | limited | fze,fzco,fzc,fz llc,fzllc,dmcc
    AE SA QA KW OM BH | limited | wll,w l l,spc
    AE SA QA KW OM BH EG | public | psc,pjsc,saog,saoc,sae,kscc,bsc
    IR | public | sahami am,sahami khass,sherkat
    VN | limited | tnhh,cong ty tnhh,cong ty trach nhiem huu han
    VN | public | cp,cong ty co phan,ctcp
    TH | any | bor mor jor,borisat chamkat
    PH | any | opc
    HK MO | any | hk ltd
    JP | public | kk,kabushiki kaisha,kabushiki gaisha,株式会社,株式會社,㈱
    JP | limited | gk,yk,godo kaisha,yugen kaisha,有限会社,合同会社
    JP | partnership | 合資会社,合名会社
    JP | non-profit | 一般社団法人,財団法人,社団法人
    KR | public | chusik hoesa,jusik hoesa,jusikhoesa,chusikhoesa,주식회사,株式会社
    KR | limited | yuhan hoesa,yuhanhoesa,유한회사,유한책임회사
    KR | partnership | 합자회사,합명회사
    KR | non-profit | 재단법인,사단법인
    CN HK MO TW SG | any | 有限公司,公司,유한공사
    CN | limited | 有限责任公司,유한책임공사,youxian gongsi,youxian zeren gongsi
    CN TW | public | 股份有限公司,股份公司,고분유한공사,gufen youxian gongsi
    CN | any | 集团公司,总公司,集团有限公司
    CN | partnership | 合伙企业,有限合伙,普通合伙
    SG MY HK | limited | 私人有限公司
    CN | branch | 分公司
    KR | branch | 지점
    """
}
