package command

import (
	"time"

	"github.com/spf13/cobra"

	"binome/curriculum"
)

func newCurriculumCmd(f *Factory) *cobra.Command {
	return f.group("curriculum", "curriculum",
		newCurriculumListCmd(f, nil), newCurriculumShowCmd(f, nil), newCurriculumCheckCmd(f, nil),
		newCurriculumNewCmd(f, nil), newCurriculumCopyCmd(f, nil), newCurriculumPreviewCmd(f, nil))
}

// lesson finds a lesson by name.
func (f *Factory) lesson(id string) (*curriculum.Lesson, error) {
	cur, err := f.Curriculum()
	if err != nil {
		return nil, err
	}
	l, ok := cur.Lesson(id)
	if !ok {
		return nil, f.noLesson(cur, id)
	}
	return l, nil
}

// stale reports whether a lesson is to be read again against the facts: after a year,
// or half a year where facts age quickly; or when nobody said when it last was.
func stale(l *curriculum.Lesson, today time.Time) bool {
	months := 12
	if l.Module.Fast {
		months = 6
	}
	return l.Reviewed.IsZero() || l.Reviewed.AddDate(0, months, 0).Before(today)
}
