package window

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"binome/storage"
)

// A meetingPlace is the socket of one pair. Who dials, who listens and what is stale is
// settled under a lock beside it, so that of several windows one listens.
type meetingPlace struct {
	path  string
	taken os.FileInfo // the socket of our own listening
}

// sunPath is the longest path of a socket everywhere: macOS has 104 bytes, with a zero.
const sunPath = 103

// place is rooms/ in the data folder, or where that is too long a name, a folder of this
// user's runtime directory. Names are hashes: a pair's name is no file's here, so that
// erasing a pair leaves none.
func place(dir, pair string) (*meetingPlace, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // both windows mean the same folder, however they came to it
	}
	path := filepath.Join(dir, storage.RoomsDir, hashed(pair)+".sock")
	for _, base := range []string{xdg.RuntimeDir, os.TempDir()} {
		if len(path) <= sunPath {
			break
		}
		path = filepath.Join(base, "binome-rooms", hashed(dir+"\x00"+pair)+".sock")
	}
	if len(path) > sunPath {
		return nil, errors.New("no place for a socket: every path is too long")
	}
	return &meetingPlace{path: path}, ours(filepath.Dir(path))
}

func hashed(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// ours makes sure of a folder that nobody else can look into: one that is somebody
// else's refuses to change its permissions.
func ours(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	fi, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !fi.IsDir() {
		return &fs.PathError{Op: "open", Path: dir, Err: errors.New("not a folder")}
	}
	return os.Chmod(dir, 0o700)
}

// meet finds the window that listens, or begins to listen; neither when it can't.
func (p *meetingPlace) meet(ctx context.Context) (net.Conn, net.Listener) {
	unlock, err := p.lock(ctx)
	if err != nil {
		return nil, nil
	}
	defer unlock()
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", p.path)
	if err == nil {
		return conn, nil
	}
	if ctx.Err() != nil || !p.clear() {
		return nil, nil
	}
	ln, err := net.Listen("unix", p.path)
	if err != nil {
		return nil, nil
	}
	if u, ok := ln.(*net.UnixListener); ok {
		u.SetUnlinkOnClose(false) // by then another's may be there: leave looks first
	}
	if p.taken, err = os.Lstat(p.path); err != nil || os.Chmod(p.path, 0o600) != nil {
		ln.Close()
		return nil, nil
	}
	return nil, ln
}

// clear takes a socket away that nobody listens on; false when something else stands
// there, which is left alone. The lock is held.
func (p *meetingPlace) clear() bool {
	fi, err := os.Lstat(p.path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	if fi.Mode().Type() != fs.ModeSocket && fi.Mode().Type() != fs.ModeIrregular { // Windows says irregular
		return false
	}
	return os.Remove(p.path) == nil
}

// leave ends the listening, and takes the socket away if it still is our own.
func (p *meetingPlace) leave(ln net.Listener) {
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	if unlock, err := p.lock(ctx); err == nil {
		defer unlock()
		if fi, err := os.Lstat(p.path); err == nil && os.SameFile(fi, p.taken) {
			os.Remove(p.path) //nolint:errcheck // then it is stale, and replaced
		}
	}
	ln.Close()
}

const (
	lockWait  = 2 * time.Second
	lockPause = 10 * time.Millisecond
)

func (p *meetingPlace) lock(ctx context.Context) (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	return storage.Lock(ctx, p.path+".lock", lockPause)
}
