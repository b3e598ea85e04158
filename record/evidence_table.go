package record

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"sync"

	"parley/internal/fault"
)

// typeCodes name the columns of the table of evidence: no claim, and the types
// of the codebook.
var typeCodes = [...]struct {
	code string
	typ  Type
}{
	{"none", ""}, {"talks", TalksStatus}, {"round", Round}, {"meeting", MeetingExpected}, {"agenda", Agenda}, {"statement", Statement}, {"position", Position},
	{"demand", Demand}, {"redline", RedLine}, {"condition", Condition}, {"offer", Offer}, {"item", OfferItem}, {"concede", ConcedeSignal}, {"reject", Reject},
	{"pace", PaceSignal}, {"threat", Threat}, {"measure", MeasureAct}, {"ref", MeasureRef}, {"retaliation", Retaliation}, {"agreement", Agreement},
	{"commitment", Commitment}, {"implement", Implement}, {"compliance", Compliance}, {"dispute", Dispute}, {"legal", Legal}, {"disapprove", Disapprove},
	{"rationale", Rationale}, {"background", Background}, {"monitor", Monitor}, {"valuation", Valuation},
}

const nTypes = len(typeCodes)

// typeColumn is the column of a type.
var typeColumn = func() map[Type]int {
	m := map[Type]int{}
	for i, t := range typeCodes {
		m[t.typ] = i
	}
	return m
}()

// evidenceTable holds the points that pieces of evidence give: hundredths of
// log odds, estimated from the annotated stories of testdata (evidence_test.go
// makes the table anew with -update).
type evidenceTable struct {
	types                 pieceIndex // pieces of a clause ...
	typeRows              [][nTypes]int16
	reach                 pieceIndex // ... and of how far a claim goes
	reachRows             [][nReach]int16
	giver, receiver, pair sideTable
}

// sideTable holds the points of what a party is in a clause, for all types
// (column 0) and for each.
type sideTable struct {
	part [nParts][nTypes]int16
	sign [nSigns][nTypes]int16
}

//go:embed evidence.tsv
var evidenceTSV string

// builtinEvidence is the table that comes with Parley.
var builtinEvidence = sync.OnceValues(func() (*evidenceTable, error) { return readEvidence(evidenceTSV) })

// readEvidence reads a table: sections in brackets, a piece a line, with the
// points of each column that has any behind a tab: "v=urge	demand:212 statement:-40".
func readEvidence(text string) (*evidenceTable, error) {
	t := &evidenceTable{}
	column := map[string]int{}
	for i, c := range typeCodes {
		column[c.code] = i
	}
	reaches, parts := map[string]int{}, map[string]int{}
	for i, n := range reachNames {
		reaches[n] = i
	}
	for i, n := range partNames {
		parts[n] = i
	}
	section := ""
	line := 0
	for text != "" {
		var l string
		l, text, _ = strings.Cut(text, "\n")
		line++
		if l == "" || l[0] == '#' {
			continue
		}
		if l[0] == '[' && strings.HasSuffix(l, "]") {
			section = l[1 : len(l)-1]
			continue
		}
		bad := func(why string) error {
			return fault.Bad("record/evidence.tsv:"+strconv.Itoa(line), "make the table anew: go test ./record -run TestEvidenceTable -update", "%s", why)
		}
		piece, rest, ok := strings.Cut(l, "\t")
		if !ok {
			return nil, bad("the line has no tab")
		}
		columns := column
		var row []int16
		switch section {
		case "types":
			t.types.add(piece)
			t.typeRows = append(t.typeRows, [nTypes]int16{})
			row = t.typeRows[len(t.typeRows)-1][:]
		case "reach":
			t.reach.add(piece)
			t.reachRows = append(t.reachRows, [nReach]int16{})
			row, columns = t.reachRows[len(t.reachRows)-1][:], reaches
		case "giver", "receiver", "pair":
			side := map[string]*sideTable{"giver": &t.giver, "receiver": &t.receiver, "pair": &t.pair}[section]
			if s, ok := strings.CutPrefix(piece, "sign "); ok {
				n, err := strconv.Atoi(s)
				if err != nil || n < 0 || n >= nSigns {
					return nil, bad("no such sign: " + s)
				}
				row = side.sign[n][:]
			} else if p, ok := parts[piece]; ok {
				row = side.part[p][:]
			} else {
				return nil, bad("no such part: " + piece)
			}
		default:
			return nil, bad("the line stands in no section")
		}
		for rest != "" {
			var f string
			f, rest, _ = strings.Cut(rest, " ")
			k, v, _ := strings.Cut(f, ":")
			n, err := strconv.Atoi(v)
			col, ok := columns[k]
			if err != nil || !ok || n < -32768 || n > 32767 {
				return nil, bad("not a column with points: " + f)
			}
			row[col] = int16(n)
		}
	}
	for _, x := range []*pieceIndex{&t.types, &t.reach} {
		if clash := x.build(); clash != "" {
			return nil, fault.Bad("record/evidence.tsv", "make the table anew: go test ./record -run TestEvidenceTable -update", "%q stands twice", clash)
		}
	}
	return t, nil
}

// write writes the table as readEvidence reads it, in the order of the pieces.
func (t *evidenceTable) write(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := func(piece string, row []int16, names func(int) string) {
		var fs []string
		for k, v := range row {
			if v != 0 {
				fs = append(fs, names(k)+":"+strconv.Itoa(int(v)))
			}
		}
		if fs != nil {
			fmt.Fprintf(b, "%s\t%s\n", piece, strings.Join(fs, " "))
		}
	}
	typeName := func(k int) string { return typeCodes[k].code }
	fmt.Fprintln(b, "# Points for the type of a claim and for its parties, in hundredths of log odds,")
	fmt.Fprintln(b, "# estimated from the annotated stories of record/testdata; docs/record.md explains them.")
	fmt.Fprintln(b, "# Make it anew: go test ./record -run TestEvidenceTable -update")
	fmt.Fprintln(b, "[types]")
	for _, k := range sortedBy(t.types.names) {
		line(t.types.names[k], t.typeRows[k][:], typeName)
	}
	fmt.Fprintln(b, "[reach]")
	for _, k := range sortedBy(t.reach.names) {
		line(t.reach.names[k], t.reachRows[k][:], func(k int) string { return reachNames[k] })
	}
	for _, s := range []struct {
		name string
		side *sideTable
	}{{"giver", &t.giver}, {"receiver", &t.receiver}, {"pair", &t.pair}} {
		fmt.Fprintf(b, "[%s]\n", s.name)
		for p := range s.side.part {
			line(partNames[p], s.side.part[p][:], typeName)
		}
		for p := range s.side.sign {
			line("sign "+strconv.Itoa(p), s.side.sign[p][:], typeName)
		}
	}
	return b.Flush()
}

// sortedBy gives the order of names.
func sortedBy(names []string) []int {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return names[order[a]] < names[order[b]] })
	return order
}
