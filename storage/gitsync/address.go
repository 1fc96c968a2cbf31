package gitsync

import (
	"context"
	"net/url"
	"strconv"
	"strings"
)

// A login is what somebody wrote into a remote's address to get in. It is used once, and
// given to the credential helper that git is set up with; it is never kept here.
type login struct {
	url  *url.URL // without it
	full string
	user string
	pass string
}

// longName is how long a name without a password is before it is taken for a token.
const longName = 20

// part takes the login out of an address: all of it over HTTP, where a name may be a
// token; of others only a password, which they have no use for.
func part(remote string) (bare string, l *login) {
	u, err := url.Parse(remote)
	if err != nil || u.User == nil || u.Scheme == "" {
		return remote, nil
	}
	pass, has := u.User.Password()
	web := u.Scheme == "http" || u.Scheme == "https"
	if !has && (!web || len(u.User.Username()) < longName) {
		return remote, nil
	}
	l = &login{full: remote, user: u.User.Username(), pass: pass}
	if u.User = nil; !web {
		u.User = url.User(l.user)
	}
	l.url = u
	return u.String(), l
}

// use gives git the whole address for this once, in the environment, which nobody else
// can read; and keeps what is secret in it out of what is told.
func (g *git) use(l *login) {
	n := 0
	for i := len(g.env) - 1; i >= 0; i-- {
		if text, ok := strings.CutPrefix(g.env[i], "GIT_CONFIG_COUNT="); ok {
			n, _ = strconv.Atoi(text) // what is no number counts nothing
			break
		}
	}
	at := strconv.Itoa(n)
	g.env = append(g.env, "GIT_CONFIG_COUNT="+strconv.Itoa(n+1), "GIT_CONFIG_KEY_"+at+"=url."+l.full+".insteadOf", "GIT_CONFIG_VALUE_"+at+"="+l.url.String())
	if g.secret = l.pass; g.secret == "" {
		g.secret = l.user
	}
}

// hand gives a login that was good to git's credential helper; false when there is none.
func (g *git) hand(ctx context.Context, l *login) bool {
	helper, err := g.run(ctx, "config", "--get-all", "credential.helper")
	if err != nil || strings.TrimSpace(helper) == "" {
		return false
	}
	text := "protocol=" + l.url.Scheme + "\nhost=" + l.url.Host + "\npath=" + strings.TrimPrefix(l.url.Path, "/") +
		"\nusername=" + l.user + "\npassword=" + l.pass + "\n\n"
	_, err = g.feed(ctx, []byte(text), "credential", "approve")
	return err == nil
}
