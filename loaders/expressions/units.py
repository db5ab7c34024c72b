"""What figures count: currencies, classifiers, counted things, and the words that make a figure a bound."""

from __future__ import annotations

# as printed (plain text) to ISO 4217; None: a currency that several countries call so
CURRENCIES: dict[str, str | None] = {
    "元人民币": "CNY", "人民币元": "CNY", "元RMB": "CNY", "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "元": "CNY", "圆": "CNY", "块钱": "CNY",
    "CNH": "CNY", "rmb": "CNY", "Rmb": "CNY",
    "美元": "USD", "美金": "USD", "美圆": "USD", "美刀": "USD", "USD": "USD", "US$": "USD", "元美金": "USD",
    "港元": "HKD", "港币": "HKD", "港圆": "HKD", "港纸": "HKD", "元港币": "HKD", "HKD": "HKD", "HK$": "HKD", "港幣": "HKD",
    "欧元": "EUR", "EUR": "EUR", "€": "EUR", "日元": "JPY", "日圆": "JPY", "円": "JPY", "JPY": "JPY",
    "英镑": "GBP", "GBP": "GBP", "£": "GBP", "韩元": "KRW", "韩圆": "KRW", "韩币": "KRW", "KRW": "KRW", "₩": "KRW",
    "新台币": "TWD", "台币": "TWD", "元新台币": "TWD", "新台币元": "TWD", "NT$": "TWD", "TWD": "TWD", "新加坡元": "SGD", "新加坡币": "SGD",
    "新元": "SGD", "坡币": "SGD", "S$": "SGD", "SGD": "SGD", "澳元": "AUD", "澳币": "AUD", "澳大利亚元": "AUD", "A$": "AUD", "AU$": "AUD",
    "AUD": "AUD", "加元": "CAD", "加币": "CAD", "加拿大元": "CAD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "印度卢比": "INR", "卢比": "INR",
    "INR": "INR", "₹": "INR", "印尼卢比": "IDR", "印尼盾": "IDR", "IDR": "IDR", "越南盾": "VND", "VND": "VND", "卢布": "RUB", "俄罗斯卢布": "RUB",
    "RUB": "RUB", "₽": "RUB", "泰铢": "THB", "THB": "THB", "฿": "THB", "瑞士法郎": "CHF", "瑞郎": "CHF", "CHF": "CHF", "法郎": None,
    "新西兰元": "NZD", "纽元": "NZD", "NZD": "NZD", "澳门元": "MOP", "澳门币": "MOP", "MOP": "MOP", "林吉特": "MYR", "马币": "MYR",
    "令吉": "MYR", "MYR": "MYR", "菲律宾比索": "PHP", "墨西哥比索": "MXN", "比索": None, "巴西雷亚尔": "BRL", "雷亚尔": "BRL", "BRL": "BRL",
    "迪拉姆": "AED", "AED": "AED", "沙特里亚尔": "SAR", "里亚尔": None, "土耳其里拉": "TRY", "里拉": "TRY", "南非兰特": "ZAR", "兰特": "ZAR",
    "瑞典克朗": "SEK", "丹麦克朗": "DKK", "挪威克朗": "NOK", "克朗": None, "以色列谢克尔": "ILS", "谢克尔": "ILS", "兹罗提": "PLN",
    "巴基斯坦卢比": "PKR", "埃及镑": "EGP", "奈拉": "NGN", "坚戈": "KZT", "$": "USD", "¥": "CNY",
}  # fmt: skip
BEFORE_NUMBER = (
    "人民币", "RMB", "Rmb", "rmb", "CNY", "CNH", "美元", "美金", "USD", "US$", "港元", "港币", "HKD", "HK$", "欧元", "EUR", "€", "日元", "JPY", "英镑",
    "GBP", "£", "韩元", "KRW", "₩", "新台币", "台币", "NT$", "TWD", "新加坡元", "S$", "SGD", "澳元", "A$", "AU$", "AUD", "加元", "C$", "CA$",
    "CAD", "INR", "₹", "₽", "CHF", "$", "¥",
)  # fmt: skip
ENGLISH_SCALES = {
    "trillion": 10**12, "tn": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "thousand": 10**3,
    "B": 10**9, "M": 10**6, "m": 10**6, "K": 10**3, "k": 10**3, "b": 10**9,
}  # fmt: skip

CLASSIFIERS = (
    "平方公里", "平方米", "㎡", "平米", "立方米", "公里", "千米", "公斤", "千克", "万吨", "千瓦时", "兆瓦", "千瓦", "吉瓦", "人次", "车次", "单位", "架次",
    "家", "个", "名", "人", "位", "款", "种", "项", "辆", "台", "套", "件", "张", "起", "笔", "次", "户", "条", "座", "只", "部", "支", "股",
    "单", "吨", "间", "所", "处", "门", "城", "层", "篇", "例", "场", "亩", "升", "桶", "斤", "盒", "包", "瓶", "箱", "枚", "册", "本", "颗",
    "集", "列", "架", "艘", "头", "幅", "首", "班", "趟", "剂", "米", "票", "份", "轮", "批", "类", "倍", "档", "片", "双", "把", "根", "罐",
)  # fmt: skip
# 三只松鼠, 六个核桃, 三棵树 …: brands that begin like a count
BRANDS = (
    "三只松鼠", "六个核桃", "三个爸爸", "七个葡萄", "两点水", "一起作业", "一亩田", "一点资讯", "一条视频", "百分茶", "十点读书", "三七互娱", "三十六氪",
    "三六零", "四季沐歌", "百分之一百", "百分点科技", "百分点集团", "千万别", "千万不", "千万要", "万一", "一百二十回", "两个确立", "四个自信", "三个代表",
    "一件代发", "一家人", "一个人", "一人之下", "两面针", "五粮液", "九阳", "二手车", "二次元", "两会", "一带一路", "一股脑", "一次性", "一本正经",
    "一双", "一项", "一起", "十全十美", "七匹狼", "一成不变", "三成立", "一成立", "百分百", "一半以为", "一半海水", "三分之一战", "二股东", "三股势力",
    "十倍好", "千层浪", "两层皮", "四层楼", "三人行", "七人普拉提", "万人迷", "千人计划", "百人会", "百家号", "百家讲坛", "百家姓", "千家万户", "百家争鸣", "万家", "千人千面", "百花齐放", "千篇一律", "百年", "千禧", "百货", "百科", "千军万马", "百里挑一", "万里", "千里马", "百亿补贴", "万物", "千帆", "亿邦", "亿欧", "亿联", "亿纬", "亿航", "亿滋",
    "亿智", "亿图", "亿晶", "亿华", "亿嘉和", "亿阳",
)  # fmt: skip
# what stands after the figure (and its classifier), or before it in the clause, names the counted thing
COUNTED: dict[str, str] = {
    "门店": "stores", "店铺": "stores", "实体店": "stores", "直营店": "stores", "加盟店": "stores", "专卖店": "stores", "分店": "stores",
    "旗舰店": "stores", "便利店": "stores", "超市": "stores", "网店": "stores", "新店": "stores", "店": "stores", "用户": "users", "月活用户": "users", "月活跃用户": "users", "日活用户": "users",
    "日活跃用户": "users", "注册用户": "users", "付费用户": "users", "年活跃买家": "users", "活跃买家": "users", "买家": "users", "会员": "users", "活跃用户": "users",
    "消费者": "users", "粉丝": "followers", "员工": "employees", "雇员": "employees", "商家": "merchants", "商户": "merchants",
    "卖家": "merchants", "公司": "companies", "企业": "companies", "上市公司": "companies", "网点": "sites", "站点": "sites", "城市": "cities",
    "国家": "countries", "订单": "orders", "包裹": "parcels", "快件": "parcels", "品牌": "brands", "商品": "products", "股份": "shares", "股票": "shares",
    "仓库": "warehouses", "投资机构": "companies", "机构": "companies", "客户": "customers", "司机": "drivers", "骑手": "riders", "教师": "teachers",
    "学员": "students", "学生": "students", "设备": "devices",
}  # fmt: skip
CLASSIFIER_UNITS = {
    "股": "shares", "人": "people", "名": "people", "位": "people", "户": "households", "单": "orders", "城": "cities", "台": "units",
    "辆": "vehicles", "件": "items", "票": "parcels", "吨": "tonnes", "万吨": "tonnes", "平方米": "m²", "平米": "m²", "㎡": "m²", "公里": "km", "千米": "km",
    "人次": "visits", "次": "times", "笔": "deals", "平方公里": "km²", "公斤": "kg", "千克": "kg",
}  # fmt: skip

UPPER_BEFORE = (
    "不会超过", "不得超过", "不应超过", "从未超过", "难超", "无法超过", "未超", "不会高于", "不得高于",
    "不超过", "不超", "未超过", "不高于", "不多于", "不大于", "低于", "少于", "小于", "不到", "不足", "不满", "未达到", "未达", "未到", "至多", "最多不超过",
    "最高不超过", "合计不超过", "最多", "最高不超", "上限为", "上限", "将近", "接近", "逼近", "近", "最高",
)  # fmt: skip
LOWER_BEFORE = (
    "不低于", "不少于", "不小于", "不下于", "不下", "超过", "超出", "超逾", "超", "逾", "突破", "冲破", "打破", "已破", "破", "高于", "大于", "多于", "至少", "最少",
    "最低", "起码", "下限为", "上", "过",
)  # fmt: skip
ABOUT_BEFORE = (
    "约合人民币",
    "约合",
    "约为",
    "约达",
    "约",
    "大约",
    "大概",
    "差不多",
    "折合人民币",
    "折合",
    "折算",
)
LOWER_AFTER = ("及以上", "以上", "之上", "有余", "开外", "+", "多", "余", "起步")
UPPER_AFTER = ("及以下", "以下", "之下", "以内", "之内", "封顶", "不到")
ABOUT_AFTER = ("左右", "上下", "前后", "许")
# hedges that annotators count as part of the figure (FewFC, DuEE-Fin), so that a mention keeps them
KEPT_HEDGES = frozenset(
    {
        "逾",
        "不低于",
        "不少于",
        "至多",
        "最多",
        "上限为",
        "至少",
        "不高于",
        "过",
        "超逾",
        "不超",
        "约为",
        "约合",
    }
)
