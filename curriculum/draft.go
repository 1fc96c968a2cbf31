package curriculum

// A Guide is one mentor's call-out.
type Guide struct {
	Step     StepID
	Markdown string
	Pos      Pos
}
