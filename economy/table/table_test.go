package table

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"strings"
	"testing"
	"testing/fstest"

	"fmt"
	"parley/internal/fault"
	"unicode/utf16"
)

func open(t *testing.T, text string) *Reader {
	t.Helper()
	r, err := New(strings.NewReader(text), "t.csv", false)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	r := open(t, "\xef\xbb\xbfRegion, Value ,note\r\nJPN,1.5,\"a, b\"\r\n\r\nUSA, 2 ,x\r\n")
	if err := r.Want(Col("code", "region"), Col("value"), Opt("absent"), Opt("note")); err != nil {
		t.Fatal(err)
	}
	if !r.Has(1) || r.Has(2) || r.Name(0) != "region" {
		t.Errorf("columns: %v", r.Header)
	}
	var got []string
	var sum float64
	err := r.Each(func() error {
		v, err := r.Amount(1)
		sum += v
		got = append(got, r.Text(0)+r.Text(2)+r.Text(3)+"@"+r.Line())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if sum != 3.5 || strings.Join(got, " ") != "JPNa, b@t.csv:2 USAx@t.csv:4" {
		t.Errorf("read %v, %g", got, sum)
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"no column", "a,b\n1,2\n", `t.csv:1: has no column "value"; its columns are a, b`},
		{"short row", "value,b\n1\n", "t.csv:2: has 1 fields, the header 2"},
		{"long row", "value,b\n1,2,3\n", "t.csv:2: has 3 fields, the header 2"},
		{"no number", "value,b\n1,2\nten,2\n", `t.csv:3: value "ten" is not a number`},
		{"empty", "value,b\n,2\n", "t.csv:2: value is empty"},
		{"decimal comma", "value;b\n648,155;2\n", "t.csv:2: value 648,155 is written with a comma; save the file with points"},
		{"thousands", "value,b\n\"1,039.5\",2\n", "t.csv:2: value 1,039.5 is written with a comma"},
		{"control characters", "va\x1blue,b\n1,2\n", `its columns are va?lue, b`},
		{"infinite", "value,b\nInf,2\n", `t.csv:2: value "Inf" is not a number`},
		{"negative", "value,b\n-1,2\n", "t.csv:2: value is negative: -1"},
		{"quotes", "value,b\n1,\"2\n", "t.csv:2: is not csv"},
	} {
		r := open(t, c.text)
		err := r.Want(Col("value"))
		if err == nil {
			err = r.Each(func() error { _, err := r.Amount(0); return err })
		}
		if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := New(strings.NewReader(""), "t.csv", false); err == nil || !strings.Contains(err.Error(), "t.csv: is empty") {
		t.Errorf("empty file: %v", err)
	}
	if _, err := New(strings.NewReader("plain"), "t.csv.gz", true); err == nil || !strings.Contains(err.Error(), "is not gzip") {
		t.Errorf("no gzip: %v", err)
	}
}

// TestDresses: the same table as spreadsheets save it.
func TestDresses(t *testing.T) {
	plain := "region,value\nJPN,3.5\nUSA,2\n"
	wide := func(text string, order binary.ByteOrder) string {
		var b bytes.Buffer
		for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
			binary.Write(&b, order, u)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"plain":         plain,
		"semicolons":    strings.ReplaceAll(plain, ",", ";"),
		"tabs":          strings.ReplaceAll(plain, ",", "\t"),
		"named":         "sep=;\r\n" + strings.ReplaceAll(plain, ",", ";"),
		"byte mark":     "\ufeff" + plain,
		"UTF-16 little": wide(strings.ReplaceAll(plain, "\n", "\r\n"), binary.LittleEndian),
		"UTF-16 big":    wide(strings.ReplaceAll(plain, ",", "\t"), binary.BigEndian),
		"empty rows":    "region,value\n,\nJPN,3.5\n , \n\nUSA,2\n,,\n,\n",
	} {
		r, err := New(strings.NewReader(text), "t.csv", false)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		if err = r.Want(Col("region"), Col("value")); err == nil {
			err = r.Each(func() error {
				v, err := r.Number(1)
				got = append(got, fmt.Sprintf("%s %g", r.Text(0), v))
				return err
			})
		}
		if err != nil || strings.Join(got, ", ") != "JPN 3.5, USA 2" {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for name, c := range map[string][2]string{
		"no mark":  {wide(plain, binary.LittleEndian)[2:], "is not text"},
		"workbook": {"PK\x03\x04\x14\x00", "is a zip archive or a workbook"},
	} {
		if _, err := New(strings.NewReader(c[0]), "t.csv", false); fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOpen(t *testing.T) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte("value\n7\n"))
	w.Close()
	fs := fstest.MapFS{"plain.csv": {Data: []byte("value\n7\n")}, "zipped.csv.gz": {Data: z.Bytes()}, "cut.csv.gz": {Data: z.Bytes()[:z.Len()-6]}}
	for _, name := range []string{"plain.csv", "zipped.csv"} {
		r, err := Open(fs, "dir", name)
		if err != nil || r == nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := r.Want(Col("value")); err != nil {
			t.Fatal(err)
		}
		if ok, err := r.Next(); !ok || err != nil || r.Text(0) != "7" {
			t.Errorf("%s: %v", name, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if r, err := Open(fs, "dir", "nothing.csv"); r != nil || err != nil {
		t.Errorf("a file that is not there: %v, %v", r, err)
	}
	r, err := Open(fs, "dir", "cut.csv")
	if err == nil {
		if err = r.Want(Col("value")); err == nil {
			err = r.Each(func() error { return nil })
		}
	}
	if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "dir/cut.csv.gz") {
		t.Errorf("a file cut short: %v", err)
	}
}
