package progress_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// TestTook: a step took what lies between coming to it and its end, in one session.
func TestTook(t *testing.T) {
	at := func(d time.Duration) time.Time { return start.Add(d) }
	step := func(id, session, state string, d time.Duration) storage.Entry {
		return storage.Entry{ID: id, Kind: storage.KindStep, At: at(d), Session: session, Lesson: "presence/about", Step: "alone", State: state}
	}
	session := func(id string, minutes int) storage.Entry {
		return storage.Entry{ID: id, Kind: storage.KindSession, At: at(0), Minutes: minutes}
	}
	for _, tt := range []struct {
		name    string
		entries []storage.Entry
		want    time.Duration // 0: not known
	}{
		{"eleven minutes", []storage.Entry{session("1", 60), step("2", "1", "begun", time.Minute), step("3", "1", "done", 12*time.Minute)}, 11 * time.Minute},
		{"not come to", []storage.Entry{session("1", 60), step("3", "1", "done", 12*time.Minute)}, 0},
		{"come to in an earlier session", []storage.Entry{session("1", 60), session("2", 60), step("3", "1", "begun", time.Minute), step("4", "2", "done", 9*time.Minute)}, 0},
		{"passed over", []storage.Entry{session("1", 60), step("2", "1", "begun", 0), step("3", "1", "done", 29*time.Second)}, 0},
		{"left open over lunch", []storage.Entry{session("1", 60), step("2", "1", "begun", 0), step("3", "1", "done", 61*time.Minute)}, 0},
		{"nothing was set aside", []storage.Entry{session("1", 0), step("2", "1", "begun", 0), step("3", "1", "done", 59*time.Minute)}, 59 * time.Minute},
		{"to the minute what was set aside", []storage.Entry{session("1", 45), step("2", "1", "begun", 0), step("3", "1", "done", 45*time.Minute)}, 45 * time.Minute},
		{"a minute more", []storage.Entry{session("1", 45), step("2", "1", "begun", 0), step("3", "1", "done", 46*time.Minute)}, 0},
		{"nothing was set aside, and the usual hour", []storage.Entry{session("1", 0), step("2", "1", "begun", 0), step("3", "1", "done", 60*time.Minute)}, 60 * time.Minute},
		{"nothing was set aside, and more", []storage.Entry{session("1", 0), step("2", "1", "begun", 0), step("3", "1", "done", 61*time.Minute)}, 0},
		{"just held", []storage.Entry{session("1", 60), step("2", "1", "begun", 0), step("3", "1", "done", 30*time.Second)}, 30 * time.Second},
		{"in no session", []storage.Entry{step("2", "", "begun", 0), step("3", "", "done", 9*time.Minute)}, 0},
		{"the first time counts", []storage.Entry{session("1", 60), step("2", "1", "begun", 0), step("3", "1", "done", 9*time.Minute), step("4", "1", "done", 20*time.Minute)}, 9 * time.Minute},
		{"taken back", []storage.Entry{session("1", 60), step("2", "1", "begun", 0), step("3", "1", "done", 9*time.Minute), {ID: "4", Kind: storage.KindRetract, At: at(10 * time.Minute), Of: "3"}}, 0},
	} {
		p := progress.Fold(nil, tt.entries)
		if got := p.Lessons["presence/about"].Took["alone"]; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestPaces: the middle one of enough pairs, beside the plan, in the curriculum's order.
func TestPaces(t *testing.T) {
	times := progress.Times{
		{Lesson: "presence/about", Step: curriculum.Alone}:             {9 * time.Minute, 8 * time.Minute, 30 * time.Minute},
		{Lesson: "presence/about", Step: curriculum.Talk}:              {4 * time.Minute, 5 * time.Minute},
		{Lesson: "presence/headline-photo", Step: curriculum.Discover}: {5*time.Minute + 20*time.Second},
		{Lesson: "gone/gone", Step: curriculum.Talk}:                   {time.Minute, time.Minute, time.Minute},
	}
	c := curriculum.Load(curriculum.Builtin())
	got := times.Paces(c, 2)
	want := []progress.Pace{
		{Lesson: "presence/about", Step: curriculum.Alone, Pairs: 3, Planned: 8, Spent: 9},
		{Lesson: "presence/about", Step: curriculum.Talk, Pairs: 2, Planned: 4, Spent: 4.5},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if first := times.Paces(c, 1)[0]; first.Lesson != "presence/headline-photo" || first.Spent != 5.5 || !first.Over() {
		t.Errorf("%+v", first)
	}
	if !got[0].Over() || !got[1].Over() || (progress.Pace{Planned: 10, Spent: 11}).Over() {
		t.Error("over is more than a tenth longer than planned")
	}
}
