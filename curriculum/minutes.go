package curriculum

// WordsAloud is how many words are read aloud in a minute, unhurried.
const WordsAloud = 130

// UsualBox is what a box is taken to need, in minutes, when its author gives no estimate.
const UsualBox = 1.5

// BoxTime is what a step's boxes need in the hour, in minutes: as the lesson's entry
// estimates them, or UsualBox each. A box for later needs none.
func (l *Lesson) BoxTime(s *Step) float64 {
	minutes := l.BoxMinutes[s.ID]
	sum := 0.0
	for i, it := range s.Items {
		switch {
		case it.Later:
		case i < len(minutes):
			sum += float64(minutes[i])
		default:
			sum += UsualBox
		}
	}
	return sum
}
