package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
	"unicode/utf16"

	"golang.org/x/sys/unix"

	"parley/internal/fault"
	"parley/internal/screen"
)

// lookAtTerminal finds out whether stdout and stderr are terminals.
func (a *app) lookAtTerminal() {
	if f, ok := a.stdout.(*os.File); ok {
		if ws, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ); err == nil {
			_, noColor := os.LookupEnv("NO_COLOR")
			a.colour = !noColor && os.Getenv("TERM") != "dumb"
			if ws.Col >= 40 {
				a.width = int(ws.Col)
			}
		}
	}
	a.live = isTerminal(a.stderr)
}

// isTerminal says whether what is written to w goes to a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	_, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	return err == nil
}

// writeJSON prints v as indented JSON on stdout.
func (a *app) writeJSON(v any) error {
	var b bytes.Buffer
	if err := encodeJSON(&b, v); err != nil {
		return err
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}

// encodeJSON writes v as indented JSON, with <, > and & as they are.
// Characters that act on a screen are kept, as escapes.
func encodeJSON(b *bytes.Buffer, v any) error {
	var plain bytes.Buffer
	enc := json.NewEncoder(&plain)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	for _, r := range plain.String() {
		if r < 0x7f || !screen.Hidden(r) {
			b.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(b, "\\u%04x", u)
		}
	}
	return nil
}

// parseDate reads an ISO date given on the command line; flag names the
// option for the message.
func parseDate(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return time.Time{}, fault.Misuse("write it as YYYY-MM-DD, as in 2025-05-20", "%s: %q is not a date", flag, s)
	}
	return t, nil
}

// readFile reads a file the user named, with a message for people when it
// cannot be read.
func readFile(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Missing(path, "check the path", "no such file")
	case err != nil:
		return nil, fault.Bad(path, "name a readable file", "cannot be read: %v", err)
	}
	return b, nil
}

// writeFile writes a whole file or nothing: into a temporary file beside
// it, then renamed.
func writeFile(path string, data []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".parley-*")
	if err != nil {
		return fault.Bad(path, "name a file in a folder you can write to", "cannot be written: %v", err)
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = tmp.Write(data); err != nil {
		return err
	}
	if err = tmp.Chmod(0o644); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
