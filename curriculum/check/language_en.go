package check

import (
	"regexp"
	"strings"
	"sync"
)

// inEnglish is what the rules about words know of English.
var inEnglish = language{
	// Flesch, R., "A new readability yardstick", J. Applied Psychology 32 (1948).
	syllables: englishSyllables, base: 206.835, slow: 84.6,
	lesson: 65, step: 55, longest: 28,
	opening: "I can ",
	unwatched: sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:\w+ly )?(understand|know|appreciate|grasp|be aware|realise|realize|learn|be familiar|feel)\b`)
	}),
	small: sync.OnceValue(func() map[string]bool {
		return words("a an and are as at be been but by can do does end for from had has have how if in is it its may more no not of on one or so than that the their them then there these they this those to was were what when where which who why will with would you your")
	}),
	figures: sync.OnceValue(func() *figures {
		re := regexp.MustCompile
		return &figures{
			digits:   re(`(?i)` + aNumber + `(?:%|per ?cent\b|characters\b|followers\b|million\b|billion\b|users\b|subscribers\b)|\b(?:limited to|limit of|limit is|maximum of|up to) ` + aNumber + `(?:minutes|hours|MB|GB|participants|members|people|photos|pictures|connections|contacts|hashtags)\b|(?:[$€£] ?\d[\d.,]*|\d[\d.,]* (?:euros|dollars|pounds)) (?:a|per) (?:month|year|user)\b`),
			innocent: re(`(?i)^\d{1,2} (?:users|followers|subscribers)$|\b100 ?%|\b(?:zoom|volume|battery|brightness|enlarge|screen|discount|rebate|deposit|sure|certain)\b[^.]{0,24}?%|% ?(?:discount|off|VAT|deposit|sure|certain|zoom|charged|battery)\b`),
			ages:     re(`(?i)\b(?:over|under)[ -][3-7][05]s?\b[^-\w%]*(?:$|years|[.,;:!?)]|(?:can|do|read|write|use|find|prefer|need|like|have|are|who)\b)|\b(?:people|men|women|managers|employees|anyone|everyone) (?:over|under) [3-7][05]\b`),
			menu:     re(menuPattern("File|Edit|View|Insert|Format|Tools|Window|Help|Options|[Ss]ettings|[Pp]references|Account|Profile|Privacy|Security|Share|Start|Home|Menu|Notifications|System|General|Display", `[Cc]hoose|[Oo]pen|[Ss]elect|[Gg]o to|[Ff]ollow|[Pp]ick`)),
		}
	}),
	habits: sync.OnceValue(func() habits {
		return habits{
			asks:     strings.Fields("ask asks asked asking call calls called calling ring rings phone phones check* verif* look looks looking search* confirm* compare* test tests find"),
			absolute: strings.Fields("all always never nothing everything everybody everyone every none nobody any anything only whole"),
			waits:    strings.Fields("accept* wait* leave leaves agree* ignore* hope* since because let lets"),
			negative: strings.Fields("not no don don't doesn isn won t nothing never nobody without"),
		}
	}),
}
