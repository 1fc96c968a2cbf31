package command

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"binome/storage/progress"
	"binome/tui"
	"binome/tui/live"
)

type hostOptions struct {
	Pair   string
	Listen string
}

func newHostCmd(f *Factory) *cobra.Command {
	o := &hostOptions{}
	cmd := f.command("host", "host {pair}", takes{min: 1, max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Pair = args[0]
		return f.host(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().StringVar(&o.Listen, "listen", "", "cli.flag.listen")
	return cmd
}

// host runs the coach here as always, and lets the other one in by SSH. When this coach
// is left, the other one is told.
func (f *Factory) host(ctx context.Context, o *hostOptions) error {
	folder, err := f.pairID(o.Pair)
	if err != nil {
		return err
	}
	if f.Config(); f.unset {
		return errTold // the coach would have to write them
	}
	own, guest := f.roles(o.Pair)
	h, err := f.listen(live.Options{Folder: folder, Listen: o.Listen, Guest: live.Place{Pair: o.Pair, Role: guest}})
	if err != nil {
		return err
	}
	chair, err := h.Sit(live.Place{Pair: o.Pair, Role: own})
	if err != nil {
		return errors.Join(err, h.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() {
		served <- h.Serve(ctx)
		stop() // nobody can come in any more: the coach says why by ending
	}()
	h.Invite()
	err = f.attend(ctx, o.Pair, own, h, chair)
	stop()
	return errors.Join(err, <-served, chair.Leave())
}

// roles are whose this computer is in the pair, and whose place is to be taken: the
// mentor hosts, unless the computer is the mentee's.
func (f *Factory) roles(pair string) (own, guest string) {
	if f.view == progress.Mentee || f.view != progress.Mentor && f.Config().Owner[pair] == progress.Mentee {
		return progress.Mentee, progress.Mentor
	}
	return progress.Mentor, progress.Mentee
}

// attend runs the coach for whoever sits at this computer.
func (f *Factory) attend(ctx context.Context, pair, role string, h *live.Host, c *live.Chair) error {
	if f.linear() {
		// Linear text goes nowhere by itself: who is at the other end leads.
		c.Seat.Leave()
		inv, _ := h.Invited()
		pr := f.printer()
		pr.para(f.T("cli.host.line", "Line", inv.Line))
		pr.para(f.T("cli.host.code", "Code", inv.Code, "Time", inv.Until.Format("15:04")))
		pr.para(f.T("cli.host.fingerprint", "Fingerprint", inv.Fingerprint))
		pr.line("")
		if err := errors.Join(pr.end(), f.flush()); err != nil {
			return err
		}
		return f.Plain(ctx, f, Visit{Pair: pair, Journal: c.Journal, Role: role})
	}
	return f.Coach(ctx, f, Visit{Pair: pair, Journal: c.Journal, Role: role, With: func(o *tui.Options) {
		o.Seat, o.Inviter = c.Seat, h
	}})
}

// listen opens a host with what all hosts have.
func (f *Factory) listen(o live.Options) (*live.Host, error) {
	f.lean()
	cur, err := f.Curriculum()
	if err != nil {
		return nil, err
	}
	o.Curriculum, o.Phrases, o.Config, o.Lang, o.Now = cur, f.catalogues, f.Config(), f.words.Lang, f.Now
	h, err := live.Open(o)
	switch {
	case errors.Is(err, live.ErrKeyOpen):
		return nil, f.failed(err, "cli.error.host-key-open")
	case errors.Is(err, live.ErrKey):
		return nil, f.failed(err, "cli.error.host-key")
	case err != nil:
		return nil, f.failed(err, "cli.error.listen", "Address", live.Address(o.Listen))
	}
	return h, nil
}
