/// What headers are called in Korean, English and Chinese, for each column of the contract.
///
/// Spaces, punctuation and the case of ASCII letters do not matter. A header that is one of the
/// words is sure; one that holds a word is likely, the more so the longer the word.
enum HeaderWords {
  /// How well a header fits a column, 0 to 1.
  static func fit(_ header: String, _ column: String) -> Double {
    let name = key(header)
    guard !name.isEmpty else { return 0 }
    // A gross weight holds the word weight and is no net weight.
    if column == "net_weight_kg", gross.contains(where: name.contains) { return 0 }
    if name == key(column) { return 1 }
    var best = 0.0
    for word in (words[column] ?? []).map(key) {
      if name == word { return 1 }
      guard name.contains(word) else { continue }
      best = max(best, 0.4 + 0.5 * Double(word.count) / Double(name.count))
    }
    return best
  }

  /// Whether a header speaks of won.
  static func isWon(_ header: String) -> Bool {
    ["원화", "krw", "won", "(원)", "韩元"].contains { header.lowercased().contains($0) }
  }

  /// Whether a header says in which currency amounts are.
  static func namesCurrency(_ header: String) -> Bool {
    isWon(header)
      || ["usd", "us$", "dollar", "달러", "미화", "美元"].contains { header.lowercased().contains($0) }
  }

  private static let gross = ["gross", "총중량", "毛重"]

  private static func key(_ text: String) -> String {
    String(
      text.unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        .map { Character($0) }
    ).lowercased().replacing("ctry", with: "country")
  }

  /// The columns that anything is suggested for, by table.
  static let tables: [TradeTable: [String]] = [
    .declarations: [
      "declaration_id", "line", "source", "kind", "status", "date", "departed_on", "arrived_on",
      "shipper_id", "shipper_name", "shipper_country", "shipper_address", "consignee_id",
      "consignee_name", "consignee_country", "consignee_address", "end_user_name",
      "end_user_country", "forwarder_id", "forwarder_name", "origin_country", "departure_country",
      "destination_country", "transit_countries", "mode", "hs_code", "description", "model",
      "control_code", "permit_no", "quantity", "quantity_unit", "net_weight_kg", "value_usd",
      "nature",
    ],
    .parties: [
      "party_id", "name", "aliases", "country", "address", "industry", "incorporated_on",
      "parent_id", "phone",
    ],
    .lists: [
      "list_id", "entry_id", "name", "aliases", "country", "address", "designated_on",
      "delisted_on", "citation",
    ],
  ]

  private static let words: [String: [String]] = [
    "declaration_id": [
      "신고번호", "수출신고번호", "수입신고번호", "declaration number", "declaration no", "declaration id",
      "entry number", "entry no", "B/L no", "bl number", "bill of lading", "报关单号", "报关单编号",
      "提单号",
    ],
    "line": ["란번호", "품목번호", "행번호", "line number", "line no", "item no", "seq", "项号", "序号"],
    "source": ["자료출처", "출처", "data source", "来源"],
    "kind": ["수출입구분", "수출입 구분", "trade flow", "import export", "flow", "进出口"],
    "status": ["처리상태", "신고상태", "상태", "status", "状态"],
    "date": [
      "신고일자", "신고일", "수리일자", "수리일", "접수일자", "declaration date", "acceptance date",
      "filing date", "clearance date", "date", "申报日期", "日期",
    ],
    "departed_on": [
      "출항일자", "출항일", "선적일", "departure date", "on board date", "etd", "atd", "出境日期", "离港日期",
    ],
    "arrived_on": ["입항일자", "입항일", "도착일", "arrival date", "eta", "ata", "进境日期", "到港日期"],
    "shipper_id": [
      "수출자부호", "수출자사업자번호", "해외거래처부호", "송하인부호", "exporter id", "shipper id", "seller id",
      "exporter code", "发货人代码", "出口商代码",
    ],
    "shipper_name": [
      "수출자", "수출자상호", "수출화주", "송하인", "판매자", "exporter", "exporter name", "shipper",
      "shipper name", "consignor", "seller", "supplier", "发货人", "出口商", "卖方", "境内发货人",
    ],
    "shipper_country": [
      "수출자국가", "송하인국가", "exporter country", "shipper country", "seller country", "发货人国家",
    ],
    "shipper_address": ["수출자주소", "송하인주소", "exporter address", "shipper address", "发货人地址"],
    "consignee_id": [
      "수입자부호", "수입자사업자번호", "구매자부호", "수하인부호", "importer id", "consignee id", "buyer id",
      "收货人代码", "进口商代码",
    ],
    "consignee_name": [
      "수입자", "수입자상호", "구매자", "수하인", "importer", "importer name", "consignee",
      "consignee name", "buyer", "buyer name", "customer", "收货人", "进口商", "买方", "境外收货人",
    ],
    "consignee_country": [
      "구매자국가", "수하인국가", "수입자국가", "consignee country", "buyer country", "importer country",
      "收货人国家",
    ],
    "consignee_address": [
      "구매자주소", "수하인주소", "수입자주소", "consignee address", "buyer address", "收货人地址",
    ],
    "end_user_name": ["최종사용자", "실수요자", "end user", "ultimate consignee", "最终用户"],
    "end_user_country": ["최종사용자국가", "end user country", "最终用户国家"],
    "forwarder_id": ["포워더부호", "운송주선업자부호", "특송업체부호", "forwarder id", "courier id"],
    "forwarder_name": [
      "포워더", "운송주선업자", "특송업체", "forwarder", "freight forwarder", "notify party", "货代",
      "货运代理", "通知人",
    ],
    "origin_country": ["원산지", "원산지국가", "원산지국가코드", "country of origin", "origin", "原产国", "原产地"],
    "departure_country": [
      "적출국", "적출국가", "적출국가코드", "적재항", "선적항", "출발국", "country of departure",
      "country of dispatch", "export country", "country of export", "port of loading", "pol", "启运国",
      "起运国", "装货港",
    ],
    "destination_country": [
      "목적국", "목적국가", "도착국", "목적지", "양륙항", "하역항", "country of destination", "destination",
      "destination country", "ship to country", "port of discharge", "pod", "place of delivery",
      "运抵国", "目的国", "卸货港",
    ],
    "transit_countries": [
      "경유국", "환적항", "transit countries", "transit", "transshipment port", "via", "中转国", "经停港",
    ],
    "mode": [
      "운송수단", "운송수단유형", "운송형태", "운송방법", "mode of transport", "transport mode", "mode", "运输方式",
    ],
    "hs_code": [
      "HS부호", "HS코드", "세번부호", "품목번호HS", "HSK", "HS10단위부호", "hs code", "hs", "hts", "hts code",
      "tariff code", "commodity code", "商品编码", "税号", "商品编号",
    ],
    "description": [
      "품명", "거래품명", "품목명", "물품명", "description", "description of goods", "goods description",
      "cargo description", "commodity", "product", "goods", "商品名称", "品名", "货物名称",
    ],
    "model": [
      "모델", "규격", "모델규격", "model", "specification", "part number", "part no", "规格型号", "型号",
    ],
    "control_code": ["전략물자번호", "통제번호", "eccn", "control code", "管制编码"],
    "permit_no": [
      "허가번호", "수출허가번호", "요건확인번호", "permit number", "permit no", "license number", "licence no",
      "许可证号",
    ],
    "quantity": ["수량", "quantity", "qty", "数量", "pieces"],
    "quantity_unit": ["수량단위", "단위", "unit", "uom", "quantity unit", "单位", "计量单位"],
    "net_weight_kg": [
      "순중량", "신고중량", "중량", "net weight", "net wt", "net mass", "net kg", "weight", "净重",
    ],
    "value_usd": [
      "신고가격", "과세가격", "과세가격원화금액", "금액", "가격", "미화금액", "value", "amount", "fob", "invoice value",
      "declared value", "item price", "price", "总价", "金额", "货值",
    ],
    "nature": ["거래구분", "nature of transaction", "transaction nature", "贸易方式"],
    "party_id": [
      "사업자번호", "업체부호", "등록번호", "company id", "registration number", "id", "统一社会信用代码", "编号",
    ],
    "name": ["상호", "업체명", "회사명", "명칭", "name", "company", "entity name", "名称", "公司名称"],
    "aliases": ["별칭", "영문상호", "aliases", "alt names", "also known as", "aka", "别名", "曾用名"],
    "country": ["국가", "country", "nationality", "国家", "国别"],
    "address": ["주소", "소재지", "address", "addresses", "地址"],
    "industry": ["업종", "업종코드", "industry", "isic", "行业"],
    "incorporated_on": [
      "설립일", "설립일자", "incorporated", "incorporation date", "date of incorporation", "成立日期",
    ],
    "parent_id": ["모회사", "parent", "parent company", "母公司"],
    "phone": ["전화", "전화번호", "phone", "telephone", "电话"],
    "list_id": ["명단", "명단구분", "list", "list id", "source", "名单"],
    "entry_id": ["연번", "entry", "entry id", "id", "编号"],
    "designated_on": [
      "지정일", "등재일", "designated", "start date", "date added", "listing date", "列入日期",
    ],
    "delisted_on": ["해제일", "delisted", "end date", "移出日期"],
    "citation": ["근거", "고시", "citation", "federal register notice", "source url", "依据"],
  ]
}
