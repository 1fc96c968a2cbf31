// Binome is a coach in the terminal for reverse mentoring.
package main

import (
	"os"
	"time"

	"github.com/spf13/cobra"

	"binome/tui/command"
)

func main() {
	// A file built for Windows is opened by double-click: cobra would tell whoever does
	// so to use a shell instead. It is cobra's variable, set before anything reads it.
	cobra.MousetrapHelpText = ""
	os.Exit(command.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now))
}
