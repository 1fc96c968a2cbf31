package command

import (
	"slices"
	"strings"
	"time"

	"binome/curriculum"
	"binome/tui/ruler"
)

// ahead is how long before its day a fact is listed among those to look at again.
const ahead = 90 * 24 * time.Hour

// due are the facts whose day has come or is near, the oldest first.
func due(cur *curriculum.Curriculum, today time.Time) []curriculum.Fact {
	facts := slices.DeleteFunc(cur.Facts(), func(f curriculum.Fact) bool { return !f.Expired(today.Add(ahead)) })
	slices.SortStableFunc(facts, func(a, b curriculum.Fact) int { return a.Expires.Compare(b.Expires) })
	return facts
}

// citing are the lessons that rest on a fact.
func citing(cur *curriculum.Curriculum, id string) []string {
	names := []string{}
	for _, m := range cur.Modules {
		for _, l := range m.Lessons {
			if slices.ContainsFunc(l.Facts, func(c curriculum.Citation) bool { return c.Fact == id }) {
				names = append(names, l.ID)
			}
		}
	}
	return names
}

// listFacts prints the facts to look at again, with the lessons under each.
func (f *Factory) listFacts(pr *printer, cur *curriculum.Curriculum) {
	facts := due(cur, f.Now())
	if len(facts) == 0 {
		return
	}
	pr.heading(f.T("cli.list.facts"))
	for _, fact := range facts {
		pr.item(f.words.ShortDate(fact.Expires, f.Now()) + "  " + fact.ID + "  " + f.typo(fact.Claim(f.words.Lang)) + " (" + f.source(fact) + ")")
		for _, l := range ruler.Whole.WrapHang(strings.Join(citing(cur, fact.ID), ", "), pr.width, "      ", "      ") {
			pr.line(l)
		}
	}
}

// source is who says so, and when.
func (f *Factory) source(fact curriculum.Fact) string {
	return f.typo(fact.Source) + ", " + f.words.ShortDate(fact.SourceDate, f.Now())
}

// restsOn prints the facts under a lesson.
func (s *sheet) restsOn(cur *curriculum.Curriculum, l *curriculum.Lesson) {
	facts := cur.RestsOn(l)
	if len(facts) == 0 {
		return
	}
	s.heading(s.f.T("cli.show.facts"))
	for _, fact := range facts {
		s.item(s.f.T("cli.show.fact", "Claim", s.f.typo(fact.Claim(s.f.words.Lang)), "Source", s.f.source(fact), "Date", s.f.words.ShortDate(fact.Checked, s.f.Now())))
		if fact.URL != "" {
			s.line("    " + fact.URL)
		}
	}
}

type jsonFact struct {
	ID         string   `json:"id"`
	Claim      string   `json:"claim"`
	Kind       string   `json:"kind"`    // law, figure, service, advice
	Country    string   `json:"country"` // "fr", "eu"; "" anywhere
	Source     string   `json:"source"`
	SourceDate string   `json:"source_date"`
	URL        string   `json:"url,omitempty"`
	Checked    string   `json:"checked"`
	Expires    string   `json:"expires"`
	Expired    bool     `json:"expired"`
	Layer      string   `json:"layer"`
	Lessons    []string `json:"lessons"`
}

func (f *Factory) factsJSON(cur *curriculum.Curriculum, onlyDue bool) []jsonFact {
	facts := cur.Facts()
	if onlyDue {
		facts = due(cur, f.Now())
	}
	all := []jsonFact{}
	for _, fact := range facts {
		all = append(all, jsonFact{
			ID: fact.ID, Claim: fact.Claim(f.words.Lang), Kind: fact.Kind, Country: fact.Country, Source: fact.Source,
			SourceDate: fact.SourceDate.Format(time.DateOnly), URL: fact.URL, Checked: fact.Checked.Format(time.DateOnly),
			Expires: fact.Expires.Format(time.DateOnly), Expired: fact.Expired(f.Now()), Layer: fact.Layer, Lessons: citing(cur, fact.ID),
		})
	}
	return all
}
