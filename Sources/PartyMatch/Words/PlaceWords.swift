import Foundation

/// Names of countries and of trading cities: they tell companies of one group apart.
///
/// Countries in English, Korean, Chinese and Japanese come from ICU; cities are written by hand.
enum PlaceWords {
  /// One to four words in plain letters, and the place that they name.
  static let latin: [[String]: String] = table.latin
  /// Spellings in Hangul and Han letters (simplified), longest first, and the place.
  static let local: [(letters: [Unicode.Scalar], place: String)] = table.local
  /// Words that begin the name of a place of several words.
  static let firstWords: Set<String> = Set(latin.keys.compactMap(\.first))

  private static let table = read()

  private static func read() -> (
    latin: [[String]: String], local: [(letters: [Unicode.Scalar], place: String)]
  ) {
    var latin: [[String]: String] = [:]
    var local: [[Unicode.Scalar]: String] = [:]
    func add(_ spelling: String, _ place: String) {
      let words = spelling.split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "_" })
        .map { String(decoding: LatinLetters.plain(String($0)), as: UTF8.self) }
      if words.allSatisfy({ !$0.isEmpty }), spelling.unicodeScalars.allSatisfy({ $0.value < 0x300 })
      {
        latin[words] = place
      } else {
        let letters = spelling.unicodeScalars.map { HanReadings.shared.simplified($0) }
        if letters.count > 1 { local[letters] = place }
      }
    }
    for region in Locale.Region.isoRegions where region.identifier.count == 2 {
      for language in ["en", "ko", "zh-Hans", "ja", "de", "fr", "es"] {
        let name = Locale(identifier: language).localizedString(
          forRegionCode: region.identifier)
        if let name { add(name, region.identifier.lowercased()) }
      }
    }
    for line in cities.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      for word in words { add(word, words[0]) }
    }
    let sorted = local.sorted {
      $0.key.count != $1.key.count
        ? $0.key.count > $1.key.count : $0.key.lexicographicallyPrecedes($1.key)
    }
    return (latin, sorted.map { ($0.key, $0.value) })
  }

  private static let cities = """
    us usa america u.s. 미국
    gb uk britain england 영국
    ae uae emirates
    kr korea 한국 대한민국 韩国 朝鲜
    cn prc 중국 中国
    hk hongkong hong_kong 홍콩 香港
    tw taiwan 대만 台湾
    mo macau macao 마카오 澳门
    ru russia 러시아 俄罗斯
    sg singapore 싱가포르 新加坡
    vn vietnam 베트남 越南
    jp japan nippon nihon 일본 日本
    europe european 유럽 欧洲
    america americas american
    africa african 아프리카 非洲
    seoul 서울 首尔 汉城
    busan pusan 부산 釜山
    incheon inchon 인천 仁川
    daegu taegu 대구 大邱
    daejeon taejon 대전 大田
    gwangju kwangju 광주광역시 光州
    ulsan 울산 蔚山
    suwon 수원 水原
    beijing peking 베이징 북경 北京市 北京
    shanghai 상하이 상해 上海市 上海
    shenzhen 선전 심천 深圳市 深圳
    guangzhou canton 광저우 광주 广州市 广州
    guangdong 광둥 광동 广东省 广东
    dongguan 둥관 동관 东莞市 东莞
    hangzhou 항저우 항주 杭州市 杭州
    zhejiang 저장성 절강 浙江省 浙江
    jiangsu 장쑤 강소 江苏省 江苏
    suzhou 쑤저우 소주 苏州市 苏州
    nanjing 난징 남경 南京市 南京
    wuxi 우시 무석 无锡市 无锡
    ningbo 닝보 영파 宁波市 宁波
    tianjin 톈진 천진 天津市 天津
    chongqing 충칭 중경 重庆市 重庆
    chengdu 청두 성도 成都市 成都
    sichuan 쓰촨 사천 四川省 四川
    wuhan 우한 무한 武汉市 武汉
    hubei 후베이 호북 湖北省 湖北
    hunan 후난 호남 湖南省 湖南
    xian 시안 서안 西安市 西安
    xiamen 샤먼 하문 厦门市 厦门
    fujian 푸젠 복건 福建省 福建
    fuzhou 푸저우 복주 福州市 福州
    qingdao tsingtao 칭다오 청도 青岛市 青岛
    shandong 산둥 산동 山东省 山东
    dalian 다롄 대련 大连市 大连
    zhuhai 주하이 주해 珠海市 珠海
    hefei 허페이 합비 合肥市 合肥
    anhui 안후이 안휘 安徽省 安徽
    taipei 타이베이 台北市 台北
    tokyo 도쿄 동경 东京
    osaka 오사카 大阪
    kyoto 교토 京都
    london 런던 伦敦
    moscow 모스크바 莫斯科
    dubai 두바이 迪拜
    paris 파리
    berlin 베를린
    boston
    chicago
    atlanta
    dallas
    phoenix
    cleveland
    york
    houston
    seattle
    mumbai bombay 뭄바이
    delhi 델리
    bangkok 방콕
    hanoi 하노이
    penang 페낭
    johor 조호르
    """
}
