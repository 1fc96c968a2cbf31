package clean

// naughty are strings that some terminal, library or program has tripped over, or
// that somebody writing a filter forgets.
var naughty = []string{
	"\x1b[31", "\x1b[31;", "\x1b[;m", "\x1b[m", "\x1b[0m", "\x1b[1;;1m", "\x1b[;;;m", "\x1b[5m", "\x1b[6m", "\x1b[8m",
	"\x1b[25;28m", "\x1b[105m", "\x1b[108m", "\x1b[38;5m", "\x1b[38;5;m", "\x1b[38;;5m", "\x1b[38;2;m", "\x1b[38;2;;;m", "\x1b[38;2;5;5;5;5m", "\x1b[48;5;5;6m",
	"\x1b[38:5:5m", "\x1b[38:5:5:5m", "\x1b[38:2:5:6:8m", "\x1b[38:2::5:6:8m", "\x1b[38:2:1:2:3:4:5m", "\x1b[38:m", "\x1b[:m", "\x1b[:5m", "\x1b[5:m", "\x1b[4:3m",
	"\x1b[4:6m", "\x1b[4:m", "\x1b[4:33m", "\x1b[58;5;8m", "\x1b[58:5:8m", "\x1b[58;2;5;6;8;5m", "\x1b[59;5m", "\x1b[38;5;5;38;5;6;5m", "\x1b[1;2;3;4;5;6;7;8;9m", "\x1b[00000000000005m",
	"\x1b[+5m", "\x1b[-5m", "\x1b[5.0m", "\x1b[0x5m", "\x1b[ 5m", "\x1b[5 m", "\x1b[5$m", "\x1b[?5m", "\x1b[<5m", "\x1b[5>m",
	"\x1b[\x1b[5m", "\x1b[5\x18m", "\x1b[5\x1am", "\x1b[5\nm", "\x1b[5\x07m", "\x1b[5\u009bm", "\x1b\x1b\x1b[5m", "\x1b\x1b", "\x1b[[5m", "\x1b[M !!",
	"\x1bN5", "\x1bO5", "\x1bZ", "\x1bD\x1bE\x1bM", "\x1b#3", "\x1b#8", "\x1b F", "\x1b G", "\x1b%G", "\x1b(B",
	"\x1b*0", "\x1b/A", "\x1b   ", "\x1b é", "\x1bé", "\x1b\n", "\x1b\x00[2J", "\x1b\x7f[2J", "\x1b\u00ad[2J", "\x1b\u202e[2J",
	"\x1b]", "\x1b];", "\x1b]8", "\x1b]8;", "\x1b]8;;", "\x1b]8;;\x1b", "\x1b]8;;\x07", "\x1b]8;;\x1b\\", "\x1b]08;;http://a\x07", "\x1b]8 ;;http://a\x07",
	"\x1b]8:;http://a\x07", "\x1b]8;http://a\x07", "\x1b]8;;http://\x07", "\x1b]8;;http:\x07", "\x1b]8;; http://a\x07", "\x1b]8;;\thttp://a\x07", "\x1b]8;;hTTp://a\x07x", "\x1b]8;;ftp://a\x07", "\x1b]8;;ssh://a\x07", "\x1b]8;;vscode://x\x07",
	"\x1b]8;;x-man-page://a\x07", "\x1b]8;;http://a;b\x07x", "\x1b]8;;;http://a\x07", "\x1b]8;id=;http://a\x07", "\x1b]8;ID=a;http://a\x07", "\x1b]8;id=a;id=b;http://a\x07", "\x1b]8;id=é;http://a\x07", "\x1b]8;a=b:id=c;http://a\x07", "\x1b]8;;http://é\x07x", "\x1b]8;;http://a/\u009b2J\x07x",
	"\x1b]8;;http://a/\x9b2J\x07x", "\x1b]8;;http://a\u009cx", "\x1b]8;;http://a\x9cx", "\x1b]8;;http://a\x18x", "\x1b]8;;http://a\x1b[mx", "\x1b]8;;http://a\x1b]8;;\x07x", "\x1b]8;;http://a\r\n\x07x", "\x1b]8;;mailto:\x07x", "\x1b]8;;mailto:a?subject=b%0Ac\x07x", "\x1b]8;;http://a\x07\n\n\x1b]8;;http://b\x07\n",
	"\x1b]52;c;!\x07", "\x1b]52;;?\x07", "\x1b]5522;\x1b\\", "\x1b]l\x07", "\x1b]L\x07", "\x1b]0\x07", "\x1b]\x07", "\x1b]\x1b\\", "\x1b]50;font\x07", "\x1b]66;s=7;big\x07",
	"\x1bP\x1b\\", "\x1bP", "\x1bP+q544e\x1b\\", "\x1bP1000p\x1b\\", "\x1bPtmux;\x1b\x1b[2J\x1b\\", "\x1b_\x1b\\", "\x1b^\x07", "\x1bX\x1bX\x1b\\", "\x1bk\x1b\\", "\x1b_Ga=T\x1b\\",
	"\u0080\u0081\u0084\u0085\u0088\u008d\u008e\u008f", "\u0090q\u009c", "\u0098a\u009c", "\u009a", "\u009b5m", "\u009b31mred\u009b0m", "\u009d0;t\u0007", "\u009ea\u009c", "\u009fG\u009c", "\u009c\u009c",
	"\x80", "\x9b5m", "\x9d8;;http://a\x9c", "\xc2", "\xc2\x1b[2J", "\xe2\x80", "\xe2\x80\x1b[2J", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
	"\xed\xa0\xbd\xed\xb8\x80", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xfe\xff", "\xff\xfe", "\xef\xbb\xbfBOM", "\x00", "a\x00b", "\x1f", "\x7f",
	"\r", "\r\r\n", "\n\r", "\v\f", "\x85", "\u2028", "\u2029", "\b\b\b", "\a", "\x0e\x0f",
	"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\u2060", "\u2061\u2062\u2063\u2064", "\u206a\u206f", "\u202a\u202b\u202c\u202d\u202e",
	"\u2066\u2067\u2068\u2069", "\u180e", "\ufeff", "\ufff9a\ufffab\ufffb", "\ufffc", "\ufffd", "\U000e0001", "\U000e0020\U000e007f", "\U000e0100", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
	"\u0300", "\u0300\u0300\u0300\u0300\u0300\u0300\u0300\u0300\u0300", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d", "\u20dd\u20de\u20df\u20e0\u20e2\u20e3\u20e4\u20dd\u20de", "\ufe0f\ufe0f\ufe0f\ufe0f\ufe0f\ufe0f\ufe0f\ufe0f\ufe0f\ufe0f", "\u1160\u1160\u1160\u1160\u1160\u1160\u1160\u1160\u1160\u1160", "\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47\u0e47", "\u0488\u0489", "\u115f\u3164\uffa0", "\u2800",
	"&#27;]52;c;AAAA&#7;", "%1b[2J", "\\x1b[2J", "\\e[2J", "^[[2J", "$(rm -rf /)", "`id`", "; ls", "../../etc/passwd", "-rf",
	"con", "NUL", "%s%n%d", "{{range 30000000}}{{end}}", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "' OR 1=1 --", "\\\\host\\share",
}

// innocent are names and words that must come through as they are.
var innocent = []string{
	"Inès Martin", "Philippe Durand", "Zoë Łukasiewicz", "Ðorđe Šćepanović", "Nguyễn Thị Ánh", "Ægir Þórsson", "İbrahim Işık", "Ο Γιώργος", "Юлия Щёкина", "Հայկ",
	"დავით", "محمد عبد الله", "שָׁלוֹם", "דוד בן־גוריון", "علی\u200cرضا", "ประยุทธ์", "क्षत्रिय", "தமிழ்", "සිංහල", "ខ្មែរ",
	"བོད་ཡིག", "မြန်မာ", "山田 太郎", "김철수", "한국어", "李小龍", "ቢንዮም", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "ᏣᎳᎩ", "D’Artagnan",
	"O'Neill", "œuvre, cœur", "« Bonjour ! »", "10 h 30", "50 %", "€ £ ¥", "½ ¾", "№ 5", "✔ ✘ ☐ ☑", "→ ← ↑ ↓",
	"╭─╮ │ ╰─╯", "█▉▊▋▌▍▎▏", "⣿⡇", "😀 😅 🤝", "👩‍💻 👨‍👩‍👧‍👦", "👍🏽", "🇫🇷 🇬🇧", "❤️", "1️⃣", "🏳️‍🌈",
	"e\u0301", "n\u0303", "A\u030a", "ạ̈", "מ\u05b8\u05bc", "x²", "Ω ≈ 3", "a\u00a0b\u202fc", "…", "–—",
}
