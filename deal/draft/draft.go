package draft

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"parley/deal"
	"parley/internal/country"
	"parley/internal/fault"
)

// builder is a draft in the making.
type builder struct {
	t   *Table
	day string // of the table, ISO
	out *outlook

	items          []*item
	lines          []line
	threats        []*Claim
	agreed         map[string]string // item: level that was promised
	without, today map[string]rate   // of each duty: without a deal, and on the day
	used           []*Claim
	left           []Left
	mean           map[string]bool // measures whose headings charge at different rates
	laws           []source
}

// source is a reference that is no claim.
type source struct{ id, title, date, url, grade string }

// Make drafts a case. It needs a move on record between the two sides and a
// duty, a good or a topic that an instrument can be made of; otherwise the
// fault is NoSolution.
func Make(t Table) (*Draft, error) {
	b := &builder{t: &t, day: t.AsOf.Format(time.DateOnly), agreed: map[string]string{}, without: map[string]rate{}, today: map[string]rate{}, mean: map[string]bool{}}
	for i := range t.Claims {
		t.Claims[i].sectorsOf = t.Sectors
	}
	moves := slices.ContainsFunc(t.Claims, func(c Claim) bool { return b.onTable(&c) })
	if !moves {
		return nil, fault.Unsolved(t.Origin, "choose a later day, or put stories on record with parley record add", "no demand, offer, red line, threat or measure between %s and %s is on record by %s", t.US, t.Other, b.day)
	}
	var err error
	if b.out, err = t.outlook(); err != nil {
		return nil, err
	}
	b.duties()
	b.rival()
	order := make([]*Claim, 0, len(t.Claims))
	other := map[string]int{}
	for i := range t.Claims {
		if c := &t.Claims[i]; b.onTable(c) {
			order = append(order, c)
		} else {
			other[c.Type]++
		}
	}
	sort.SliceStable(order, func(i, j int) bool {
		a, c := order[i], order[j]
		if phase(a) != phase(c) {
			return phase(a) < phase(c)
		}
		if a.Said != c.Said {
			return a.Said < c.Said
		}
		return a.ID < c.ID
	})
	for _, c := range order {
		b.place(c)
	}
	if len(b.items) == 0 {
		return nil, fault.Unsolved(t.Origin, "choose another day, or copy an embedded case", "no duty is in force and no item on record can be valued on %s: %d claims were looked at", b.day, len(order))
	}
	return b.finish(other)
}

// finish writes the file and reads it back; red lines that contradict one
// another are priced and not imposed, as the file says.
func (b *builder) finish(other map[string]int) (*Draft, error) {
	for {
		text, fill := b.write(other)
		c, err := deal.Parse("draft", text)
		if err == nil {
			d := &Draft{Case: text, Parsed: c, Instruments: len(b.items), RedLines: len(b.lines), Used: len(b.used), Left: b.left, Fill: fill}
			if d.Left == nil {
				d.Left = []Left{}
			}
			return d, nil
		}
		held := -1
		for i := range b.lines {
			if b.lines[i].imposed {
				held = i
			}
		}
		if held < 0 || !strings.Contains(err.Error(), "contradict") {
			return nil, fmt.Errorf("the draft does not load: %w", err)
		}
		b.lines[held].imposed = false
		b.lines[held].notes = append(b.lines[held].notes, "contradicts another red line: priced, not imposed")
	}
}

// rival is the duty that the other side adds on all goods of the United
// States: an item where there is one.
func (b *builder) rival() {
	pct, acts, _ := b.t.rivalDuty(b.out.without.day)
	today, now, _ := b.t.rivalDuty(b.t.AsOf)
	day := b.out.without.day
	if today > pct { // what ended it later was not yet known
		pct, acts, day = today, now, b.t.AsOf
	}
	if pct <= 0 {
		return
	}
	x := &item{id: rivalID(b.t.Other), title: country.Name(region(b.t.Other)) + "'s additional duties on US goods", kind: "tariff", giver: b.t.Other, receiver: b.t.US,
		sectors: allGoods, evidence: "sum of the duties on all goods in force, on top of the applied rates of the benchmark"}
	x.levels = []level{{id: "now", title: "+" + number(pct) + " %, in force on " + day.Format(time.DateOnly), rate: rate{"add", pct}}}
	if today != pct && today > 0 {
		x.levels = append(x.levels, level{id: "today", title: "+" + number(today) + " %, as on " + b.day, rate: rate{"add", today}})
	}
	if pct > 10 && today != 10 {
		x.levels = append(x.levels, level{id: "10", title: "+10 %", rate: rate{"add", 10}})
	}
	x.levels = append(x.levels, level{id: "none", title: "removed", rate: rate{"add", 0}})
	for _, m := range acts {
		id := "law-" + m.ID
		x.sources = append(x.sources, id)
		b.addSource(source{id, m.Title + ": " + m.Act, m.From, m.Source, gradeOf(m.Confidence)})
	}
	b.items = append(b.items, x)
}

// item finds an item by id, or nil.
func (b *builder) item(id string) *item {
	for _, x := range b.items {
		if x.id == id {
			return x
		}
	}
	return nil
}

func (b *builder) leave(c *Claim, why string) {
	b.left = append(b.left, Left{c.ID, c.Type, why})
}

func (b *builder) use(c *Claim) {
	if !slices.Contains(b.used, c) {
		b.used = append(b.used, c)
	}
}

func (b *builder) fill(x *item, what string) {
	if !contains(x.fill, what) {
		x.fill = append(x.fill, what)
	}
}

// addSource lists a reference once and gives its id.
func (b *builder) addSource(s source) string {
	for _, have := range b.laws {
		if have.id == s.id {
			return s.id
		}
	}
	b.laws = append(b.laws, s)
	return s.id
}

// lawSource lists the act of a measure.
func (b *builder) lawSource(c charge) string {
	title := c.measure
	if c.citation != "" {
		title += ": " + c.citation
	}
	return b.addSource(source{"law-" + strings.TrimPrefix(c.measure, "us-"), title, b.day, "parley tariff measures --date " + b.out.without.day.Format(time.DateOnly), gradeOf(c.grade)})
}

func (b *builder) phaseOne() string {
	return b.addSource(source{"bown-phase-one", "Bown: 57 % of the Phase One promises met", "2022-02-08", "PIIE, 2022-02-08", "B"})
}

// measureTitle names a measure for people.
func (b *builder) measureTitle(id string) string {
	for _, m := range b.t.Law.Measures(b.out.without.day, b.t.AsOf, origin(b.t.Other)) {
		if m.ID == id {
			return m.Title
		}
	}
	return "Additional duty under " + id
}

// Parties finds the United States and the side it talks with most.
func Parties(claims []Claim, origin string) (us, other string, err error) {
	count := map[string]int{}
	var names []string
	for _, c := range claims {
		if !contains(tableTypes, c.Type) {
			continue
		}
		for _, p := range []string{c.Giver, c.Receiver} {
			code, err := country.Parse(p)
			switch {
			case err != nil:
			case code == "USA":
				us = p
			default:
				if count[p] == 0 {
					names = append(names, p)
				}
				count[p]++
			}
		}
	}
	sort.Slice(names, func(i, j int) bool {
		if count[names[i]] != count[names[j]] {
			return count[names[i]] > count[names[j]]
		}
		return names[i] < names[j]
	})
	if us == "" || len(names) == 0 {
		return "", "", fault.Unsolved(origin, "name an article in which somebody demands or offers something of or to the United States", "no two parties that bargain were found")
	}
	return us, names[0], nil
}
