"""A text folded for looking at, character for character: half-width marks, one vertical bar, simplified script.

Only the characters that the cues speak of are simplified; names keep theirs. Offsets stay those of the text.
"""

from __future__ import annotations

_TRADITIONAL = (
    "責责 編编 輯辑 發发 佈布 時时 間间 來来 記记 圖图 說说 聲声 權权 轉转 載载 關关 閱阅 "
    "讀读 連连 結结 鏈链 網网 報报 訊讯 電电 絡络 繫系 聯联 貼贴 買买 賣卖 評评 論论 點点 "
    "擊击 掃扫 碼码 維维 訂订 註注 標标 籤签 題题 專专 欄栏 熱热 門门 薦荐 歡欢 頁页 錄录 "
    "復复 複复 製制 務务 範范 圍围 從从 處处 當当 現现 個个 這这 為为 爲为 對对 於于 與与 "
    "財财 經经 資资 產产 業业 書书 攝摄 審审 終终 監监 譯译 實实 習习 見见 嚴严 許许 違违 "
    "負负 風风 險险 據据 請请 廣广 贊赞 舉举 頂顶 級级 團团 員员 號号 郵邮 話话 綫线 線线 "
    "導导 採采 訪访 寫写 選选 視视 頻频 臺台 樓楼 總总 館馆 過过 還还 談谈 講讲 爾尔 機机 "
    "構构 際际 陸陆 億亿 萬万 幣币 創创 優优 購购 騰腾 劃划 輪轮 領领 擬拟 價价 額额 開开 "
    "閉闭 啟启 啓启 運运 營营 應应 顯显 詳详 覽览 掛挂 該该 證证 裏里 裡里 後后 軟软 體体 "
    "響响 傳传 樣样 無无 沒没 種种 類类 願愿 別别 倉仓 滿满 壓压 極极 約约 給给 統统 續续 "
    "調调 變变 讓让 較较 輸输 農农 適适 達达 邊边 邏逻 鄰邻 鐘钟 錢钱 銷销 鍵键 鏡镜 長长 "
    "隊队 隨随 難难 離离 雜杂 雙双 頭头 項项 須须 預预 飛飞 驗验 髮发 鬧闹 魚鱼 黃黄 齊齐"
)

_TABLE: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～
_TABLE |= dict.fromkeys(map(ord, "｜丨︱│┃∣ㄧ¦"), "|")
_TABLE |= dict.fromkeys(map(ord, "　\u00a0\u2002\u2003\u2009\u200a\u202f\t"), " ")
_TABLE |= dict.fromkeys(map(ord, "【〔［"), "[") | dict.fromkeys(map(ord, "】〕］"), "]")
_TABLE |= dict.fromkeys(map(ord, "﹕︰∶"), ":") | dict.fromkeys(map(ord, "／∕"), "/")
_TABLE |= dict.fromkeys(map(ord, "»›〉＞"), ">")
_TABLE |= dict.fromkeys(map(ord, "「『"), "“") | dict.fromkeys(map(ord, "」』"), "”")
_TABLE |= {ord(pair[0]): pair[1] for pair in _TRADITIONAL.split()}


def fold(text: str) -> str:
    """`text` folded; as long as `text`."""
    return text.translate(_TABLE)
