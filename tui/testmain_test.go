package tui

import (
	"testing"

	"binome/storage/memorytest"
)

func TestMain(m *testing.M) {
	memorytest.Folders()
	m.Run()
}
