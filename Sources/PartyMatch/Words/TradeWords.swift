/// Words that many companies share, in the languages of the trade, and what agreeing on one is worth.
///
/// Written by hand from general knowledge of company names; the worth is a class of frequency, not a
/// count: a word in one name of six is worth 8 decibans, of thirty 15, of a hundred 20. Han letters stand
/// in their simplified form.
enum TradeWords {
  /// A word that many share.
  struct Entry: Sendable {
    /// The one spelling for all its forms.
    let canonical: String
    /// Decibans for agreeing on it.
    let worth: Double
  }

  /// By spelling in plain letters.
  static let latin: [String: Entry] = table.latin
  /// By spelling in Hangul or Han letters, longest first.
  private static let local: [(letters: [Unicode.Scalar], entry: Entry)] = table.local

  /// Most letters in a word of `local`.
  static let mostLocalLetters = local.map(\.letters.count).max() ?? 0

  private static let localEntries = Dictionary(
    local.map { ($0.letters, $0.entry) }, uniquingKeysWith: { _, last in last })

  /// The entry of a word in Hangul or Han letters.
  static func local(_ letters: ArraySlice<Unicode.Scalar>) -> Entry? {
    localEntries[Array(letters)]
  }

  /// The entry of a word in plain letters, and of how many words it is: one that is written in two
  /// (data center, bio tech) is one.
  ///
  /// - Parameters:
  ///   - word: the word.
  ///   - next: the word behind it; empty where there is none.
  /// - Returns: the entry and one or two; nil for a word that is none of trade.
  static func entry(of word: String, before next: String) -> (entry: Entry, count: Int)? {
    if next.utf8.count > 2, let entry = latin[word + next] { return (entry, 2) }
    return latin[word].map { ($0, 1) }
  }

  private static let table = read()

  private static func read() -> (
    latin: [String: Entry], local: [(letters: [Unicode.Scalar], entry: Entry)]
  ) {
    var latin: [String: Entry] = [:]
    var local: [(letters: [Unicode.Scalar], entry: Entry)] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let worth = Double(words[0]) else { continue }
      let entry = Entry(canonical: words[1], worth: worth)
      for word in words.dropFirst() {
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
          latin[word] = entry
        } else if word.unicodeScalars.count > 1 {
          // One letter alone may be a syllable of any name.
          local.append((Array(word.unicodeScalars), entry))
        }
      }
    }
    local.sort {
      $0.letters.count != $1.letters.count
        ? $0.letters.count > $1.letters.count
        : $0.letters.lexicographicallyPrecedes($1.letters)
    }
    return (latin, local)
  }

  private static let text = """
    8 group grp groupe gruppe gruppo grupo 그룹 集团 グループ
    8 holding holdings hldg hldgs 홀딩스 控股 ホールディングス
    8 international intl inter internasional internacional 인터내셔널 인터내셔날 국제 国际 インターナショナル
    8 trading trdg trade trader traders tradings commerce commercial comm 무역 트레이딩 상사 贸易 商贸 商社 トレーディング
    8 technology tech technologies techs technical technique technologie tecnologia teknoloji 테크놀로지 테크놀러지 테크 기술 科技 技术 テクノロジー テック
    8 electronics elec electronic electro elektronik electronica eltn 전자 일렉트로닉스 电子 エレクトロニクス
    10 industry industries industrial ind inds industrie industria industriya sangyo 산업 공업 인더스트리 工业 产业 实业
    8 engineering eng engr engrg engineers 엔지니어링 공학 工程 エンジニアリング
    10 manufacturing mfg manufacture manufacturers manufacturer mfr 제조 제작소 制造 製作所 制作所
    8 global 글로벌 全球 グローバル
    8 services service svc svcs svs serv 서비스 服务 サービス
    8 systems system sys 시스템 시스템즈 系统 システム システムズ
    8 solutions solution soln solns 솔루션 솔루션즈 解决方案 方案 ソリューション
    12 semiconductor semiconductors semi semicon 반도체 세미컨덕터 半导体 半導体
    10 logistics logistic logis log 물류 로지스틱스 로지스 物流 ロジスティクス
    12 forwarding forwarder forwarders fwdg fwd 포워딩 货代 货运代理
    12 freight frt cargo 화물 货运
    10 shipping ship marine maritime 해운 쉬핑 航运 海运 船务
    12 express exp 익스프레스 快递 速运
    12 transport transportation trans transports 운송 运输
    12 machinery machine machines mach 기계 머시너리 机械 机器
    12 equipment equip equipments 장비 设备 装备
    12 tools tool 공구 툴 工具
    12 precision 정밀 精密
    12 materials material matl mat 소재 재료 머티리얼즈 材料
    10 chemical chemicals chem chemistry chimie 화학 케미칼 化学 化工
    12 pharmaceutical pharmaceuticals pharma pharm 제약 약품 制药 药业 医药
    14 bio biotech biotechnology 바이오 生物
    14 medical med 메디칼 의료 医疗
    12 energy energies 에너지 能源 エネルギー
    12 power 파워 전력 电力
    14 battery batteries 배터리 电池
    14 solar 솔라 태양광 太阳能 光伏
    12 steel 철강 제철 스틸 钢铁
    14 metal metals 메탈 금속 金属
    14 petroleum oil petro 석유 石油 オイル
    14 petrochemical petrochemicals 석유화학 石化 石油化工
    14 gas 가스 燃气
    12 electric electrical elect 전기 일렉트릭 电气 电器 电机
    12 optical optics opto optoelectronics 광학 옵티칼 옵틱스 光学 光电
    12 network networks net ntwk netwk networking 네트워크 네트웍스 네트웍 网络
    12 computer computers computing comput comp 컴퓨터 컴퓨팅 计算机 电脑 计算
    12 software sw 소프트웨어 소프트 软件
    12 digital digi 디지털 数码 数字
    12 data 데이터 数据
    14 datacentre datacenter dc 데이터센터 数据中心
    14 cloud cld 클라우드 云 云计算
    14 hosting host 호스팅 托管
    12 information info 정보 信息
    12 communication communications comms communic telecom telecommunication telecommunications telecoms 통신 커뮤니케이션 通信 通讯 电信
    12 component components compon cmpt cmpts parts part 부품 컴포넌트 컴포넌츠 零部件 元件 元器件
    12 device devices 디바이스 디바이시스 器件
    12 instrument instruments instr 계측 인스트루먼트 仪器 仪表
    12 automation auto automatic 자동화 오토메이션 自动化
    14 robot robotics robots 로봇 로보틱스 机器人
    12 control controls 제어 컨트롤 控制
    12 motor motors 모터 모터스 자동차 汽车 モーター
    12 aviation aero 항공 航空
    12 aerospace space 항공우주 航天 宇航
    12 defense defence 방산 国防
    10 development devt developers desarrollo 개발 发展 开发
    10 investment investments invest inv 투자 投资
    10 capital 캐피탈 캐피털 资本
    10 fund funds 펀드 基金
    10 partners partner partnership 파트너스
    10 trust 신탁 信托
    10 securities 증권 证券
    10 finance financial fin 금융 파이낸스 金融
    8 bank banking banco banque banka 은행 银行
    10 insurance 보험 保险
    8 enterprise enterprises ent entp 기업 엔터프라이즈 企业
    8 corporation 공사
    8 business biz 비즈니스
    12 construction constr const bau 건설 건축 建设 建筑
    12 construct constructors builders
    12 real 부동산 房地产
    12 estate realty property properties 지산 地产 置业
    10 import imports 수입 进口
    10 export exports 수출 出口
    10 supply supplies 공급 供应
    12 chain 체인 供应链
    10 agency agent agencies 대리점 代理
    10 management mgmt mngt 매니지먼트 管理
    10 consulting consult consultants consultancy consultant 컨설팅 咨询
    10 company kompaniya firma firm
    10 brothers bros
    10 sons son
    10 products product prod 제품 产品
    12 food foods 식품 푸드 食品
    12 textile textiles tex 섬유 텍스타일 纺织
    12 plastic plastics 플라스틱 塑料
    12 paper 제지 纸业
    12 research rsch 연구 研究
    12 institute inst institut 연구소 연구원 研究所 研究院 学院
    12 laboratory laboratories lab labs 랩 연구실 实验室
    12 academy acad 아카데미 科学院
    10 university univ universitat universite 대학교 대학 大学
    12 science sciences scientific sci 과학 사이언스 科学
    12 college 칼리지
    10 center centre ctr 센터 中心
    10 national natl 국립 국가 国家
    10 state
    10 federal
    10 general gen 종합 综合 总
    10 united 연합 联合
    10 union 유니온 联盟
    10 new neo 뉴 新
    12 advanced adv 첨단 先进
    12 innovation innovations innovative 이노베이션 创新
    12 smart 스마트 智能
    12 design 디자인 设计
    12 media 미디어 传媒
    12 plant factory works zavod fabrika 공장 工厂 厂
    12 mining mine mines 광업 矿业
    12 design 디자인 设计
    12 health healthcare 헬스 健康
    12 security 보안 시큐리티 安全 安防
    12 wholesale 도매 批发
    12 retail 소매 零售
    12 distribution distributors distributor distributing dist 유통 디스트리뷰션 分销
    12 storage warehouse warehousing 창고 仓储
    12 department dept 부
    12 ministry 부처 部
    12 bureau office 국 局
    12 government govt 정부 政府
    12 organization organisation org organizacion 기구 组织
    12 association assoc assn 협회 协会
    12 foundation 재단 基金会
    12 society 학회 学会
    12 committee 위원회 委员会
    10 one 원
    12 resources resource 자원 资源
    12 environment environmental env 환경 环境 环保
    12 water 수자원 水务
    12 house 하우스
    12 world 월드 世界
    12 asia 아시아 亚洲 亚
    12 pacific 퍼시픽 太平洋
    12 east eastern 동 东 东方
    12 west western 서 西 西方
    12 north northern 북 北 北方
    12 south southern 남 南 南方
    """
}
