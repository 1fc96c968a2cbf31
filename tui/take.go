package tui

import (
	"binome/curriculum"
	"binome/tui/screen"
)

// Take implements screen.Host: what a lesson gives to practise on goes to the documents of
// this computer, never over a file that is there, and never into the data folder.
func (c *coach) Take(files []curriculum.File) {
	if c.notHere() {
		return
	}
	folder, home, dir := c.opt.Folder, c.getenv("HOME"), c.opt.Documents
	c.task(func() any {
		var msg screen.TakenMsg
		for _, f := range files {
			raw, err := f.Read()
			var path string
			var fresh bool
			if err == nil {
				path, fresh, err = folder.Take(dir, f.Name, raw)
			}
			if err != nil {
				msg.Err = err
				break
			}
			msg.Files = append(msg.Files, screen.Taken{Path: path, Shown: tilde(home, path), Fresh: fresh})
		}
		return msg
	})
}
