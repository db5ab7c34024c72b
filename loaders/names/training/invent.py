"""Invented names and sentences filled with them, for training; the same in every run for the same seed."""

# ruff: noqa: SIM905 (lists of Chinese words read better as text)
from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from loaders.names.lexicon import sections

SENTENCES: Final = Path(__file__).with_name("sentences.txt")
SLOT: Final = re.compile(r"\{([A-Za-z]+)\}")
NAMED: Final = frozenset("CFLPNU")
BRAND: Final = (
    "鹅鲸鹿豹熊猫狗虎鱼蜂鸟象牛羊马果禾谷麦米豆瓜茶优品享趣玩淘乐拼购惠省团聚汇云易快达速通网选鲜微点盟赞店宝贝妈宠家车医药学课租"
    "好美喜悦安康泰和瑞祥福禄德仁义信诚嘉佳凯恒盛隆兴旺华中国东方南北天地海洋江河山川金银铜铁石玉珠光明星辰日月春夏秋冬蓝绿红橙紫"
    "一二三五七八九百千万久永远飞腾跃奔驰翔龙凤鹏麟科技智能数码信息创新未来时代世纪环球宇宙探索启迪慧思博文雅颂诗画艺影音声像语言"
    "口袋饿了么噢哈嘿哒啦咕呱叮咚啪嗒铛蛋壳蘑菇蚂蚁蜻蜓蜗牛螃蟹葡萄柠檬橙子芒果西瓜南瓜土豆洋葱辣椒花生核桃松鼠袋鼠海豚海豹考拉"
    "拓普威尼斯迪卡特博森蒙塔维拉伦诺亚欧雅莱克纳奇朗沃唐顿亿联合众达飞信立万汇源普惠润丰盈沃尔德赛诺菲柏林墨迹知乎豆瓣途携程锐捷"
)
GIVEN: Final = (
    "伟强军磊洋勇艳杰涛明超秀霞平刚桂英华玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛艳瑞凡佳嘉琼勤珍贞莉娣叶璧璐娅"
    "琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘"
    "育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思丽子浩然一鸣泽宇轩昊天睿峰志刚建国文斌国庆海波家豪俊贤振东永康少华德明"
)
BORDERING: Final = frozenset("的了在是与和及以为被把将向从由对")
REGIONS: Final = (
    "北京 上海 广东 深圳 浙江 杭州 江苏 南京 苏州 四川 成都 湖北 武汉 湖南 福建 厦门 山东 青岛 河南 安徽 天津 重庆 陕西 西安 辽宁 江西 广州 宁波"
).split()
COUNTRIES: Final = (
    "美国 日本 韩国 德国 法国 英国 印度 印尼 新加坡 越南 以色列 荷兰 瑞典 东南亚 欧洲 巴西".split()
)
INDUSTRIES: Final = (
    "网络科技 信息技术 电子商务 科技 网络技术 供应链管理 贸易 文化传媒 投资管理 投资 企业管理咨询 实业 食品 生物科技 智能科技 商贸 股权投资 "
    "创业投资 物流 餐饮管理 教育科技 医药 新能源 软件 数据服务 汽车销售 环保科技 置业 电子 化工 机械 农业发展"
).split()
SHORT: Final = (
    "科技 集团 股份 网 电商 传媒 物流 快递 速递 超市 百货 控股 金服 影业 汽车 零售 资本 公司 药业 生物 医药 电子 软件 网络 教育 游戏 文化 能源 "
    "商业 国际 通信 智能 证券 银行 地产 食品 乳业 农牧 环保 材料 新材 化工 电器 家居 服饰 酒业 旅游 航空 重工 半导体 健康 医疗 生鲜 优选"
).split()
FUNDS: Final = "资本 创投 基金 投资 风投 投资基金 资本 资本 创投 母基金 产业基金 股权投资 控股 集团".split()
PRODUCTS: Final = (
    "网 商城 优选 严选 买菜 生鲜 小店 云 音乐 视频 直播 外卖 到家 拼购 特价版 极速版 支付 钱包 地图 浏览器 输入法 看点 空间 购物 网购 海购 超市 便利 "
    "打车 出行 租房 二手车 养车 阅读 读书 文学 课堂 会员 联盟 名片 大师 助手 快送 速运 国际 街 宝 通 帮 说 派 圈 客 购 淘 拍 荟 联 邦"
).split()
UNITS: Final = "事业群 事业部 研发部 委员会 物流部 物流事业部 管理部 业务线 技术委员会 事业线 研发中心 产品部 市场部 质量管理部 战略投资部".split()
FIELDS: Final = "电商 社交 移动生活 云与智慧产业 平台与内容 本地生活 零售 技术架构 国际 内容 广告 金融科技 互动娱乐 大文娱 数字媒体 质量 物流 创新业务 搜索".split()
CLASSES: Final = (
    "电商平台 购物网站 生鲜电商 二手车平台 社区团购平台 团购网站 移动电商平台 跨境电商平台 社交电商平台 短视频平台 直播平台 网上购物平台 视频网站 "
    "无人驾驶公司 芯片公司 物流公司 快递公司 支付工具 社交应用 拼团小程序 团购工具 广告交易平台 B2B公司 内衣品牌 茶饮品牌 咖啡品牌 在线教育平台 "
    "游戏公司 零售商 便利店 外卖平台 本地生活平台 招聘平台 汽车经销商 数据库公司 机器人公司 医药企业 电商 软件 网站 App 小程序 搜索引擎"
).split()
PHRASES: Final = (
    "零售电商平台 第三方服务商 电商平台 互联网公司 电商企业 零售企业 生鲜平台 上市公司 品牌商 投资机构 初创公司 独角兽企业 快递企业 网站 商家 服务商 "
    "传统零售企业 电商巨头 社交电商 直播平台 中小卖家 独立第三方平台 老牌电商 海外品牌 头部企业"
).split()
TITLES: Final = (
    "CEO CFO 总经理 董事长 副总裁 总裁 总监 董事 首席技术官 首席执行官 董事会秘书 独立董事".split()
)
ROUNDS: Final = "天使轮 A轮 B轮 C轮 D轮 A+轮 Pre-A轮 战略 种子轮 E轮 B1轮 C+轮 新一轮".split()
SYLLABLES: Final = "ta vi lo ra ne so mi ka du pe xi no ri fa be lu go ti sha cor net pay mart soft lab bio go zen dy on ex".split()
SOUNDS: Final = "阿贝布达德尔法菲弗戈格赫霍基加杰卡凯克科库拉莱兰雷里利林卢洛马迈曼梅米莫姆纳内尼诺帕佩皮普奇乔切萨桑森沙史斯苏索塔泰特托威韦维沃乌西希谢辛雅亚伊英尤扎泽"
ADVERBS: Final = (
    "也 又 还 再 则 均 都 已 曾 正 拟 仍 却 才 就 将 会 能 只 颇 更 最 未 不 已经 正在 即将 曾经 近日 目前 此前 随后 再次 首次 正式 陆续 先后 大举 "
    "丝毫不 一度 一直 始终 开始 继续 不断 逐渐 直接 间接 显然 自然 至少 至今 今年 去年 近年 或 可能 必须 应该 希望 打算 试图 同时 同样 并 并未"
).split()
ABROAD: Final = "约翰 大卫 迈克尔 安德森 史密斯 罗伯特 詹姆斯 玛丽 彼得 汤姆森 马斯克 库克 施密特 杰克逊 威廉 托马斯 布朗 沃克 卡尔 安娜".split()


class Inventor:
    """Makes names and values from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        words = sections("words")
        self._nouns = [w for w in words["noun"] if len(w) == 2]
        self._others = [w for w in (*words["verb"], *words["attribute"]) if len(w) == 2]
        self._verbs = [*(w for w in words["verb"] if len(w) == 2), *sections("business")["verb"]]
        self._idioms = [w for w in words["grammar"] if len(w) == 4]
        self._surnames = sections("surnames")
        self._makers: dict[str, Callable[[], str]] = {
            "C": self.company, "F": self.fund, "L": self.registered, "P": self.product, "N": self.person, "U": self.unit,
            "G": lambda: self._pick(CLASSES), "GG": lambda: self._pick(PHRASES), "T": lambda: self._pick(TITLES),
            "r": lambda: self._pick(ROUNDS), "R": lambda: self._pick([*REGIONS, *COUNTRIES]), "d": self._day,
            "y": lambda: f"{self._random.randint(2003, 2024)}年", "m": self._money, "p": self._percent,
            "a": lambda: self._random.choice(("", self._pick(ADVERBS), self._pick(ADVERBS))), "v": lambda: self._pick(self._verbs),
            "o": lambda: self._pick(self._nouns), "q": self._phrase,
            "n": lambda: str(self._random.choice((3, 9, 18, 22, 70, 102, 526, 2600))),
        }  # fmt: skip

    def _pick(self, options: list[str] | tuple[str, ...]) -> str:
        return self._random.choice(options)

    def _coined(self, least: int = 2, most: int = 2) -> str:
        while True:
            out = "".join(self._pick(tuple(BRAND)) for _ in range(self._random.randint(least, most)))
            if out[0] not in BORDERING and out[-1] not in BORDERING:
                return out

    def _latin(self) -> str:
        word = "".join(self._pick(SYLLABLES) for _ in range(self._random.randint(2, 3)))
        return self._random.choice((word.upper(), word.capitalize(), word.capitalize(), word.capitalize()))

    def _phrase(self) -> str:
        r = self._random
        k = r.random()
        if k < 0.3:
            return r.choice(self._idioms)
        if k < 0.6:
            return r.choice(self._nouns + self._verbs)
        return r.choice(self._others + self._verbs) + r.choice(self._nouns)

    def company(self) -> str:
        k = self._random.random()
        if k > 0.965:
            return "".join(self._pick(tuple(SOUNDS)) for _ in range(self._random.randint(2, 4)))
        if k < 0.32:
            return self._coined()
        if k < 0.62:
            return self._coined() + self._pick(SHORT)
        if k < 0.74:
            return self._coined(3, 3)
        if k < 0.80:
            return self._pick(self._nouns + self._others) + self._pick(SHORT)
        if k < 0.85:
            return self._pick(REGIONS) + self._coined() + (self._pick(SHORT) if k < 0.83 else "")
        if k < 0.90:
            return self._latin() + (self._pick(SHORT) if k < 0.87 else "")
        if k < 0.95:
            return (
                self._coined() * 2
                if k < 0.91
                else self._coined() + self._pick(("中国", "集团", "控股公司", "点评", "360", "云商"))
            )
        return self._pick(tuple(BRAND)) * 2 + self._pick(("网", "车", "购", "街", "集团", ""))

    def fund(self) -> str:
        if self._random.random() < 0.15:
            return self._latin() + self._pick(
                (" Capital", " Ventures", "资本", " Partners", "", " Capital Management")
            )
        if self._random.random() < 0.1:
            return self._latin()[:4].upper()
        return self._coined() + self._pick(FUNDS)

    def registered(self) -> str:
        k = self._random.random()
        place, trade, line = self._pick(REGIONS), self._coined(2, 3), self._pick(INDUSTRIES)
        legal = self._pick(
            ("有限公司", "有限公司", "有限公司", "股份有限公司", "有限责任公司", "集团有限公司")
        )
        if k < 0.25:
            return f"{trade}{line}（{place}）{legal}"
        if k < 0.35:
            return f"{place}{trade}投资合伙企业（有限合伙）"
        return f"{place}{self._random.choice(('', '市', ''))}{trade}{line}{legal}"

    def product(self, *, wordy: bool = False) -> str:
        """A product's name; `wordy` ones are more often made of ordinary words, as those in quotation marks are."""
        r = self._random
        k = r.random()
        if k < (0.30 if wordy else 0.08):
            front, noun, char = (
                self._pick(self._nouns + self._others),
                self._pick(self._nouns),
                self._pick(tuple(BRAND)),
            )
            return r.choice(
                (front + noun, front + char, front + char, char + noun, self._pick(self._verbs) + char)
            )
        k = r.random()
        if k < 0.35:
            return self._coined(2, 4)
        if k < 0.62:
            return self._coined() + self._pick(PRODUCTS)
        if k < 0.70:
            return self._latin() + (self._pick(PRODUCTS) if k < 0.66 else "")
        if k < 0.76:
            return self._pick(("QQ", "VV", "NOW", "U", "OK")) + self._pick(
                (*PRODUCTS[:30], *self._nouns[:50])
            )
        if k < 0.81:
            return f"{r.randint(1, 999)}{self._pick(('号店', '商城', '同城', '天', 'Talk', '团', '限时达', '网', ''))}"
        if k < 0.91:
            return (
                self._coined(1, 2)
                + self._pick(tuple("达通宝说街网购拍送淘车家蜂"))
                + self._pick(("", "", "网", "版", "App"))
            )
        if k < 0.96:
            return self._coined(1, 1) + self._pick(
                ("多多", "团团", "拼拼", "买买", "乐乐", "宝宝", "点点", "贝贝", "淘淘", "快快")
            )
        return self._pick(tuple(BRAND)) * 2 + self._pick(("购", "网", "街", "车", "", "买买", "拼拼"))

    def person(self) -> str:
        k = self._random.random()
        if k < 0.05:
            return f"{self._pick(ABROAD)}·{self._pick(ABROAD)}"
        if k < 0.08:
            return f"{self._latin().capitalize()} {self._latin().capitalize()}"
        surname = self._pick(self._surnames["single"][:180] if k < 0.97 else self._surnames["double"])
        return surname + "".join(
            self._pick(tuple(GIVEN)) for _ in range(1 if self._random.random() < 0.25 else 2)
        )

    def unit(self) -> str:
        k = self._random.random()
        front = self._pick(FIELDS) if k < 0.6 else self._coined() if k < 0.85 else self._latin()[:4].upper()
        return front + self._pick(UNITS)

    def _day(self) -> str:
        r = self._random
        year, month, day = r.randint(2005, 2024), r.randint(1, 12), r.randint(1, 28)
        return r.choice(
            (
                f"{year}年{month}月{day}日",
                f"{month}月{day}日",
                f"{year}年{month}月",
                "近日",
                "今年2月",
                "去年8月",
                f"{year}年",
            )
        )

    def _money(self) -> str:
        r = self._random
        return r.choice(("", "近", "约", "超")) + f"{r.choice((1.5, 2, 3, 7, 20, 140, 12.2, 6.04))}" + r.choice(
            ("亿元", "亿美元", "亿元人民币", "万美元", "亿港元", "万元")
        )  # fmt: skip

    def _percent(self) -> str:
        return f"{self._random.choice((5, 15, 16.5, 49, 51, 100, 2.5, 38.76, 0.3, 19))}%"

    def sentence(self, template: str) -> tuple[str, list[tuple[int, int, str]]]:
        """`template` filled, and the spans of its names with their slots' letters."""
        text = ""
        spans: list[tuple[int, int, str]] = []
        position = 0
        for slot in SLOT.finditer(template):
            text += template[position : slot.start()]
            listed = text[-1:] in ("“", "、") or template[slot.end() : slot.end() + 1] == "、"
            filler = self.product(wordy=True) if slot[1] == "P" and listed else self._makers[slot[1]]()
            if slot[1] in NAMED:
                spans.append((len(text), len(text) + len(filler), slot[1]))
            text += filler
            position = slot.end()
        return text + template[position:], spans


def invented(rounds: int, seed: int = 1) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Each sentence of sentences.txt, filled `rounds` times."""
    templates = [
        line.strip()
        for line in SENTENCES.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    inventor = Inventor(seed)
    for _ in range(rounds):
        for template in templates:
            yield inventor.sentence(template)
