"""What the program says to whoever installs and runs it: every sentence has a name, to be found and changed by."""

from __future__ import annotations

SETTINGS_TITLE = "设置有 {count} 处需要改正："
SETTINGS_LINE = "  {name}：{what}"
SETTINGS_HELP = "每一项的写法见 .env.example。"

BOTH_GIVEN = "和 {name}_FILE 同时给了，请只留一个"
FILE_UNREADABLE = "读不到文件 {path}（{why}）"
FILE_EMPTY = "文件 {path} 是空的"
NOT_ACCEPTED = "写法不对：{why}"

BAD_DATABASE_URL = "要以 sqlite:/// 或 postgresql:// 开头，例如 sqlite:///var/zhudong.db"
BAD_PACK = "只能用小写字母、数字、下划线和减号，例如 shifan"
BAD_LOGIN_KEY = "至少 16 个字符；运行 zhudong keys new 可以得到一个"
BAD_DATA_KEYS = "第 {number} 个密钥不是 32 字节的 base64；运行 zhudong keys new 可以得到一个"
BAD_DATA_KEYS_TWICE = "同一个密钥写了两次"
BAD_WECHAT_APP_ID = "只含字母和数字，在公众平台「设置与开发 - 基本配置」里查"
BAD_WECHAT_CHECKWORD = "不能含空白，最长 64 个字符，要与公众平台「服务器配置」里填的一致"
BAD_WECHAT_AES_KEY = "是 43 个字母或数字，要与公众平台「服务器配置」里的 EncodingAESKey 一致"
BAD_WECHAT_MODE = "只能是 secure（安全模式，推荐）、compat（兼容模式）或 plain（明文模式）"
BAD_URL = "要以 http:// 或 https:// 开头，并写上主机名"
BAD_KEEP_MEDIA_DAYS = "要写 7 到 3650 之间的天数"
BAD_SMS_ADD_SERIAL = "只能是数字"

NEEDED_TO_SERVE = "还没有设置；运行 zhudong keys new 可以得到一个"
NEEDED_WITH_WECHAT = "还没有设置；已设置 {others}，公众号的这几项要一起设置"
NEEDED_WHEN_ENCRYPTED = "还没有设置；安全模式和兼容模式要用它解密"
NEEDED_WITH_SMS = "还没有设置；短信通道的这几项要一起设置"
NEEDS_AES_KEY = "要和 {name} 一起设置"

GAP_WECHAT = "没有设置公众号（ZHUDONG_WECHAT_…）：收不到微信消息，也发不出微信通知"
GAP_WECHAT_SENDING = "没有设置 ZHUDONG_WECHAT_APP_SECRET：能回复消息，但不能主动发通知、推菜单、生成二维码"
GAP_SMS = "没有设置短信通道（ZHUDONG_SMS_…）：微信送不到的人只能由协理员电话或上门告知"
GAP_BASE_URL = "ZHUDONG_BASE_URL 还是本机地址：通知里的链接别人打不开"

RESIDENT = "居民"
"""What a resident's phone is called on the simulator's page."""
ADMINISTRATOR = "管理员"

PLACES_ROW = "第 {number} 行：{what}"
PLACES_TWICE = "第 {number} 行：代码 {code} 和第 {first} 行重复，名称却不一样。请只留对的那一行。"
PLACES_NO_PARENT = "第 {number} 行：{code} 的上级 {above} 还不认识。请先导入乡镇的文件（streets.csv），再导入村的。"
PLACES_NO_HEIR = "第 {number} 行：{code} 要并入的 {into} 还不认识。请核对代码，或者先导入它。"
PLACES_NONE = "文件里没有代码以 {area} 开头的区划（别的地区有 {count} 行）。请核对文件，或者用 --area 写明地区代码。"
