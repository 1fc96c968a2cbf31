package live

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/crypto/ssh"
)

// hostKeyFile is the host key's name in the data folder.
const hostKeyFile = "host_ed25519"

// ErrKeyOpen: others than its owner may read the host key, so it proves nothing.
var ErrKeyOpen = errors.New("a host key that others may read")

// ErrKey: the host key is there and can't be used.
var ErrKey = errors.New("a host key that can't be read")

// hostKey reads the key by which this host is known, or makes it. It is written beside
// its place, flushed and linked there: two hosts that start at once have one key, and
// half a key is never found.
func hostKey(dir string) (ssh.Signer, error) {
	path := filepath.Join(dir, hostKeyFile)
	signer, err := readHostKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return signer, err
	}
	if err := makeHostKey(dir, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return readHostKey(path)
}

func readHostKey(path string) (ssh.Signer, error) {
	fi, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w: not a regular file", path, ErrKey)
	}
	if fi.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%s: %w", path, ErrKeyOpen)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return nil, err
	}
	signer, err := ssh.ParsePrivateKey(data)
	if err != nil || signer.PublicKey().Type() != ssh.KeyAlgoED25519 {
		return nil, fmt.Errorf("%s: %w", path, ErrKey) // the library's words might hold some of it
	}
	return signer, nil
}

func makeHostKey(dir, path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := ssh.MarshalPrivateKey(private, "binome")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".host-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(pem.EncodeToMemory(block))
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	err = os.Link(f.Name(), path)
	if err != nil && !errors.Is(err, fs.ErrExist) { // a disk without links: the last one wins
		err = os.Rename(f.Name(), path)
	}
	return err
}
