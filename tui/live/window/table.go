package window

import (
	"context"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"binome/storage"
	"binome/tui/live/room"
)

const (
	lockWait  = 2 * time.Second
	lockPause = time.Millisecond
	mostFile  = 256 << 10
)

// A record is what the file holds.
type record struct {
	Room   room.State        `json:"room"`
	Keys   map[uint64]string `json:"keys,omitempty"` // public, of the seats
	Asides []aside           `json:"asides,omitempty"`
}

// mentors are the keys of those who are to be told the questions.
func (rec record) mentors() (keys []string) {
	for _, p := range rec.Room.People {
		if p.Role == room.Mentor && rec.Keys[p.Seat] != "" {
			keys = append(keys, rec.Keys[p.Seat])
		}
	}
	return keys
}

// A table is a pair's file, and this window's seat in it. One goroutine has it.
type table struct {
	path       string
	role, name string
	key        hpke.PrivateKey
	me         string            // its public half
	last       record            // as it was seen last
	id         uint64            // of the seat; 0 before it is taken
	rise       func()            // gives up the lock by which others know that this window is there
	asks       []ask             // of this window, until they are covered
	asked      int               // how many there have been
	opened     map[string]string // what was sealed, and says
}

func newTable(o Options) (*table, error) {
	path, err := place(o.Dir, o.Pair)
	if err != nil {
		return nil, err
	}
	kem, _, _ := suite()
	key, err := kem.GenerateKey()
	if err != nil {
		return nil, err
	}
	return &table{
		path: path, role: o.Role, name: o.Name, key: key, me: hex.EncodeToString(key.PublicKey().Bytes()),
		rise: func() {}, opened: map[string]string{},
	}, nil
}

// place is a file in this user's runtime directory, from where no sync tool carries it to
// another computer. Names are hashes: none names a pair.
func place(dir, pair string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // both windows mean the same folder, however they came to it
	}
	sum := sha256.Sum256([]byte(dir + "\x00" + pair))
	for _, base := range []string{xdg.RuntimeDir, os.TempDir()} {
		rooms := filepath.Join(base, "binome-rooms-"+strconv.Itoa(os.Getuid()))
		if err = ours(rooms); err == nil {
			return filepath.Join(rooms, hex.EncodeToString(sum[:8])+".json"), nil
		}
	}
	return "", err
}

// Erase removes what windows that were killed have left of a pair.
func Erase(dir, pair string) error {
	path, err := place(dir, pair)
	if err != nil {
		return nil // there was never a place for any
	}
	list, err := os.ReadDir(filepath.Dir(path))
	for _, d := range list {
		if strings.HasPrefix(d.Name(), filepath.Base(path)) {
			err = errors.Join(err, os.Remove(filepath.Join(filepath.Dir(path), d.Name())))
		}
	}
	return err
}

// ours makes sure of a folder that nobody else can look into: one that is somebody
// else's refuses to change its permissions.
func ours(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
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

func (t *table) seatFile(id uint64) string { return t.path + "." + strconv.FormatUint(id, 10) }

// turn does acts in the room as the file has it, and returns what this seat then sees.
// Where the file says nothing, the room is what it was here.
func (t *table) turn(wait time.Duration, mine room.State, acts []func(*room.Seat), leave bool) (room.State, error) {
	ctx, cancel := context.WithTimeout(context.Background(), wait)
	defer cancel()
	unlock, err := storage.Lock(ctx, t.path+".lock", lockPause)
	if err != nil {
		return room.State{}, err
	}
	defer unlock()
	was := t.read()
	if was.Room.N < t.last.Room.N {
		was = t.last // somebody took the file away, or spoilt it
	}
	r, keys := t.living(was)
	sat := r.Seat(t.id) == nil
	if sat && leave {
		return room.State{}, nil
	}
	if sat {
		if r, err = t.sit(ctx, r, mine); err != nil {
			return room.State{}, err
		}
	}
	keys[t.id] = t.me
	asides := slices.DeleteFunc(slices.Clone(was.Asides), func(a aside) bool { // of those who have gone
		here := slices.Collect(maps.Values(keys))
		return !slices.Contains(here, a.From) && !slices.Contains(here, a.To)
	})
	base := r.State()
	base.Asides = t.questions(asides)
	r = room.Of(base)
	me := r.Seat(t.id)
	for _, act := range acts {
		act(me)
	}
	if sat { // what was said of a room of its own would be looking elsewhere here
		me.Away(false)
	}
	st := me.State()
	now, asks := record{Room: r.State(), Keys: keys}, t.asks
	if t.role == room.Mentor {
		now.Asides = t.uncovered(asides, now.Room.Asides)
	} else {
		now.Asides, asks = t.seal(asides, now.mentors(), now.Room.Asides[len(base.Asides):])
	}
	if leave {
		me.Leave()
		delete(now.Keys, t.id)
		now.Room = r.State()
	}
	now.Room.Asides = nil
	if err := t.write(was, now); err != nil {
		return room.State{}, err
	}
	t.last, t.asks = now, asks
	if leave {
		t.rise()
	}
	return st, nil
}

// living is the room without those who aren't there any more, and the keys of the others.
func (t *table) living(was record) (*room.Room, map[uint64]string) {
	r, keys := room.Of(was.Room), map[uint64]string{}
	for _, p := range was.Room.People {
		if p.Seat != t.id && t.dead(p.Seat) {
			r.Seat(p.Seat).Leave()
		} else if key := was.Keys[p.Seat]; key != "" {
			keys[p.Seat] = key
		}
	}
	return r, keys
}

// sit takes a seat: in the room that is there, or where there is none, in the one that
// this window was in alone.
func (t *table) sit(ctx context.Context, r *room.Room, mine room.State) (*room.Room, error) {
	t.rise()
	t.rise = func() {}
	if st := r.State(); len(st.People) > 0 {
		t.id = r.Sit(t.role, t.name).State().Me
	} else {
		mine.N = st.N + 1
		r = room.Of(mine)
		for _, p := range mine.People {
			if p.Seat != mine.Me {
				r.Seat(p.Seat).Leave()
			}
		}
		t.id = mine.Me
	}
	rise, err := storage.Lock(ctx, t.seatFile(t.id), lockPause)
	if err != nil {
		return nil, err
	}
	t.rise = func() {
		rise()
		os.Remove(t.seatFile(t.id)) //nolint:errcheck // whoever comes to sit there takes it
	}
	return r, nil
}

// dead reports whether whoever had a seat is not there any more: the system has dropped
// their lock.
func (t *table) dead(seat uint64) bool {
	now, cancel := context.WithCancel(context.Background())
	cancel()
	free, err := storage.Lock(now, t.seatFile(seat), time.Hour)
	if err != nil {
		return false
	}
	free()
	os.Remove(t.seatFile(seat)) //nolint:errcheck // whoever comes to sit there takes it
	return true
}

func (t *table) read() record {
	var rec record
	fi, err := os.Lstat(t.path)
	if err != nil || !fi.Mode().IsRegular() || fi.Size() > mostFile {
		return record{}
	}
	f, err := os.Open(t.path)
	if err != nil {
		return record{}
	}
	defer f.Close()
	if json.NewDecoder(io.LimitReader(f, mostFile)).Decode(&rec) != nil {
		return record{}
	}
	rec.Room = rec.Room.Cleaned("")
	return rec
}

// write changes the file where it stands: a rename would fail on Windows while somebody
// has it open, and who finds half a file goes by what they saw last.
func (t *table) write(was, now record) error {
	if len(now.Room.People) == 0 {
		os.Remove(t.path + ".lock") //nolint:errcheck // Windows keeps it while it is held: there is nothing in it
		return os.Remove(t.path)
	}
	if reflect.DeepEqual(was, now) {
		return nil
	}
	data, err := json.Marshal(now)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(t.path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(data, 0)
	return errors.Join(err, f.Truncate(int64(len(data))), f.Close())
}
