package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"parley/cases"
)

var updateScripts = flag.Bool("update", false, "rewrite the golden parts of the scripts in testdata/script")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"parley": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the sessions of testdata/script: each .txt file reads
// like a session in a terminal. Beside the standard commands there are
//
//	exits CODE parley ARGS...   the command ends with exactly this exit code
//	json PATH [REGEXP]          the last stdout is JSON that has PATH
//	                            ("claims.0.type"), and it matches REGEXP
//	nosuch PATTERN...           no file matches any of the patterns
//	samejson PATH A B           two files of JSON have the same at PATH
//	setjson NAME PATH FILE      puts what a file of JSON has at PATH into $NAME
//
// $ASSIST is the address of a fake language model (assistServer), and pages/
// holds the HTML pages of record/page.
//
// The folder of cases is copied to $WORK/cases, so that a script can name
// cases/us-japan/article.txt as a user in the repository would; beside it
// lies picture.png, a file that is no text.
func TestScripts(t *testing.T) {
	model := assistServer(t)
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *updateScripts,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			env.Setenv("TERM", "dumb")
			env.Setenv("ASSIST", model)
			if err := copyTree(filepath.Join(env.WorkDir, "pages"), os.DirFS(filepath.Join("..", "..", "record", "page", "testdata"))); err != nil {
				return err
			}
			// The first bytes of any PNG: a script cannot hold them itself.
			if err := os.WriteFile(filepath.Join(env.WorkDir, "picture.png"), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), 0o644); err != nil {
				return err
			}
			return copyTree(filepath.Join(env.WorkDir, "cases"), cases.FS)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":    scriptExits,
			"json":     scriptJSON,
			"nosuch":   scriptNoSuch,
			"samejson": scriptSameJSON,
			"setjson":  scriptSetJSON,
		},
	})
}

// scriptExits runs a command and checks its exit code.
func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf("exits: %q is not a number", args[0])
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var ee *exec.ExitError
		if !errors.As(err, &ee) {
			ts.Fatalf("exits: %v", err)
		}
		got = ee.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// scriptJSON looks a value up in the JSON on stdout.
func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: json PATH [REGEXP]")
	}
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &v); err != nil {
		ts.Fatalf("json: stdout is not JSON: %v", err)
	}
	got, err := lookUp(v, args[0])
	if err != nil {
		if neg && len(args) == 1 {
			return
		}
		ts.Fatalf("json %s: %v", args[0], err)
	}
	if len(args) == 1 {
		if neg {
			ts.Fatalf("json %s: is there: %s", args[0], got)
		}
		return
	}
	re, err := regexp.Compile(args[1])
	if err != nil {
		ts.Fatalf("json: %v", err)
	}
	if re.MatchString(got) == neg {
		ts.Fatalf("json %s is %s; matches %q: %v", args[0], got, args[1], !neg)
	}
}

// lookUp follows a dotted path; a number indexes a list, "len" gives its
// length. Strings come back bare, everything else as JSON.
func lookUp(v any, path string) (string, error) {
	for _, key := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			next, ok := x[key]
			if !ok {
				return "", fmt.Errorf("no field %q", key)
			}
			v = next
		case []any:
			if key == "len" {
				v = float64(len(x))
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(x) {
				return "", fmt.Errorf("no element %q in a list of %d", key, len(x))
			}
			v = x[i]
		default:
			return "", fmt.Errorf("nothing below %q", key)
		}
	}
	if s, ok := v.(string); ok {
		return s, nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// jsonAt looks a value up in a file of JSON.
func jsonAt(ts *testscript.TestScript, file, path string) string {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &v))
	got, err := lookUp(v, path)
	ts.Check(err)
	return got
}

// scriptSameJSON compares one value of two files of JSON.
func scriptSameJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: samejson PATH A B")
	}
	if a, b := jsonAt(ts, args[1], args[0]), jsonAt(ts, args[2], args[0]); a != b {
		ts.Fatalf("%s differs: %s; %s", args[0], a, b)
	}
}

// scriptSetJSON keeps a value of a file of JSON for later lines.
func scriptSetJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: setjson NAME PATH FILE")
	}
	ts.Setenv(args[0], jsonAt(ts, args[2], args[1]))
}

// scriptNoSuch checks that a failed command left nothing behind.
func scriptNoSuch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: nosuch PATTERN...")
	}
	for _, pattern := range args {
		found, err := filepath.Glob(ts.MkAbs(pattern))
		if err != nil {
			ts.Fatalf("nosuch: %v", err)
		}
		if len(found) > 0 {
			ts.Fatalf("%s should not be there", strings.Join(found, ", "))
		}
	}
}

// copyTree writes the files of src below dir.
func copyTree(dir string, src fs.FS) error {
	return fs.WalkDir(src, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(p))
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		b, err := fs.ReadFile(src, p)
		if err != nil {
			return err
		}
		return os.WriteFile(to, b, 0o644)
	})
}
