package command_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"binome/storage/memorytest"
)

func TestMain(m *testing.M) {
	memorytest.Folders()
	defer os.RemoveAll(builtIn()) //nolint:errcheck // a test's own folder
	m.Run()
}

// builtIn is the folder of the program that these tests build.
func builtIn() string { return filepath.Join(os.TempDir(), fmt.Sprint("binome-test-", os.Getpid())) }
