package tui

import (
	"binome/storage"
	"binome/tui/live/room"
	"binome/tui/screen"
)

// SetLanguage implements screen.Host: in place, at the same step.
func (c *coach) SetLanguage(lang string) {
	c.env.Words = c.opt.Phrases.For(lang)
	c.opt.Config.Language, c.opt.LangAsked = lang, true
	c.saveConfig()
}

// SetTheme implements screen.Host.
func (c *coach) SetTheme(setting string) {
	c.env.Settings.Theme, c.opt.Config.Theme = setting, setting
	c.retheme()
	c.saveConfig()
}

// SetView implements screen.Host.
func (c *coach) SetView(view string) {
	if c.opt.Guest || c.opt.Role == screen.ViewMentee { // a mentee's terminal has no guide to show
		c.notice = c.env.T("room.view-settled", "Name", screen.PersonName(c.env, room.Person{Role: c.opt.Role}))
		return
	}
	c.env.View, c.opt.Config.View = view, view
	c.saveConfig()
}

// SetSettings implements screen.Host.
func (c *coach) SetSettings(s screen.Settings) {
	c.env.Settings = s
	c.opt.Config.Rhythm, c.opt.Config.Minutes = s.Rhythm, s.Minutes
	c.opt.Config.Mouse = map[bool]string{false: "off"}[s.Mouse]
	c.saveConfig()
}

// SetOwner implements screen.Host.
func (c *coach) SetOwner(owner string) {
	if !c.notHere() {
		c.setOwner(c.env.PairID, owner)
		c.saveConfig()
	}
}

// setOwner remembers whose computer this is, and their name for the next pair.
func (c *coach) setOwner(id, owner string) {
	owners := map[string]string{}
	for k, v := range c.owners {
		owners[k] = v
	}
	owners[id] = owner
	c.owners, c.opt.Config.Owner, c.env.Settings.Owner = owners, owners, owner
	name := ""
	if c.env.Prog != nil && owner != storage.Nobody {
		name = c.env.Prog.Name(owner)
	}
	c.opt.Config.Name, c.opt.Config.Role = name, owner
	c.env.Settings.Name, c.env.Settings.Role = name, owner
	c.opt.Config.View = c.env.View
}

func (c *coach) saveConfig() {
	if c.opt.Guest { // what they set lasts as long as they stay
		return
	}
	folder, config := c.opt.Folder, c.opt.Config
	c.task(func() any { return settingsMsg{folder.SaveConfig(config)} })
}
