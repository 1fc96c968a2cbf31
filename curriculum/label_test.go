package curriculum

import (
	"strings"
	"testing"
	"testing/fstest"

	"binome/curriculum/block"
)

// TestPlanOfACatalogue: a language that a layer brings says in its catalogue what opens the
// if-then plan; until then whatever looks like a label does, the last of them.
func TestPlanOfACatalogue(t *testing.T) {
	lesson := strings.NewReplacer("## Discover", "## 发现", "## Together", "## 一起", "## Your turn", "## 轮到您", "## Talk", "## 交流", "## Remember", "## 记住",
		"**Next step:**", "**下一步**：").Replace(sound) + "\n**注意：** 别忘了。\n"
	if !strings.Contains(lesson, "**下一步**：") {
		t.Fatal(lesson)
	}
	house := fstest.MapFS{
		"m/module.toml": {Data: []byte("[title]\nzh = \"一\"\n[[lesson]]\nid = \"l\"\n")},
		"m/l.zh.md":     {Data: []byte(lesson)},
	}
	words := fstest.MapFS{"phrases/zh.toml": {Data: []byte("[steps]\nplan = \"下一步\"\n")}}
	plan := func(layers ...Layer) string {
		l, ok := Load(layers...).Lesson("m/l")
		if !ok {
			t.Fatal("the lesson isn't there")
		}
		text, err := l.Text("zh")
		if err != nil {
			t.Fatal(err)
		}
		return block.Words(text.NextStep)
	}
	if got := plan(Layer{FS: house, Name: "house"}); got != "别忘了。" {
		t.Errorf("without a catalogue: %q", got)
	}
	if got := plan(Layer{FS: house, Name: "house"}, Layer{FS: words, Name: "words"}); got == "" || got == "别忘了。" {
		t.Errorf("with one: %q", got)
	}
}
