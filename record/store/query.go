package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"sort"
	"strings"

	"parley/internal/fault"
	"parley/record"
)

// Seeded gives a store without a file: it answers from base and takes no
// writes.
func Seeded(base *Set) *Store { return &Store{base: base} }

// where writes a filter as SQL. The known day also decides which retractions
// count.
func (f *Filter) where() (string, []any) {
	cond := []string{"id NOT IN (SELECT claim FROM notices WHERE known <= ?)"}
	known := f.Known
	if known == "" {
		known = "9999"
	}
	args := []any{known}
	add := func(c string, v ...any) { cond, args = append(cond, c), append(args, v...) }
	if f.Known != "" {
		add("known <= ?", f.Known)
	}
	switch {
	case f.Track != "" && f.General:
		add("track IN (?, '')", f.Track)
	case f.Track != "":
		add("track = ?", f.Track)
	}
	in := func(col string, vs []string) {
		list := make([]any, len(vs))
		for i, v := range vs {
			list[i] = v
		}
		add(col+" IN (?"+strings.Repeat(", ?", len(vs)-1)+")", list...)
	}
	if len(f.Givers) > 0 {
		in("giver", f.Givers)
	}
	if len(f.Types) > 0 {
		types := make([]string, len(f.Types))
		for i, t := range f.Types {
			types[i] = string(t)
		}
		in("type", types)
	}
	if f.From != "" {
		add("said >= ?", f.From)
	}
	if f.To != "" {
		add("said <= ?", f.To)
	}
	return strings.Join(cond, " AND "), args
}

// Claims lists the claims that stand, in order of the day said.
func (s *Store) Claims(ctx context.Context, f Filter) ([]Claim, error) {
	out := []Claim{}
	gone, err := s.gone(ctx, f.Known)
	if err != nil {
		return nil, err
	}
	for i := range s.base.Claims {
		if c := &s.base.Claims[i]; f.matches(c) && !gone[c.ID] {
			out = append(out, *c)
		}
	}
	where, args := f.where()
	err = s.each(ctx, `SELECT body FROM claims WHERE `+where+` ORDER BY said, seq`, args, func(rows *sql.Rows) error {
		var c Claim
		if err := scanBody(rows, &c); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if f.Text != "" {
		kept := []Claim{}
		for _, c := range out {
			if strings.Contains(strings.ToLower(c.Words()), strings.ToLower(f.Text)) {
				kept = append(kept, c)
			}
		}
		out = kept
	}
	sortClaims(out)
	return out, nil
}

// Facts lists facts with their support, newest first, and what had become of
// them by the last day of the filter.
func (s *Store) Facts(ctx context.Context, f Filter) ([]Fact, error) {
	gone, err := s.gone(ctx, f.Known)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	out := []Fact{}
	join := func(n Fact) {
		i, ok := at[n.Fact]
		if !ok {
			at[n.Fact] = len(out)
			out = append(out, n)
			return
		}
		o := &out[i]
		if n.Last >= o.Last {
			o.Claim, o.Last = n.Claim, n.Last
		}
		o.First = min(o.First, n.First)
		o.Support += n.Support
		o.Times += n.Times
	}
	for i := range s.base.Claims {
		if c := &s.base.Claims[i]; f.matches(c) && !gone[c.ID] {
			join(Fact{Claim: *c, First: c.Said, Last: c.Said, Support: 1, Times: 1})
		}
	}
	where, args := f.where()
	err = s.each(ctx, `SELECT c.body, f.first, f.last, f.stories, f.n FROM
		(SELECT fact, min(said) AS first, max(said) AS last, count(DISTINCT story) AS stories, count(*) AS n,
		        max(said || printf('%012d', seq)) AS top FROM claims WHERE `+where+` GROUP BY fact) f
		JOIN claims c ON c.seq = CAST(substr(f.top, 11) AS INTEGER)`, args, func(rows *sql.Rows) error {
		var n Fact
		var body []byte
		if err := rows.Scan(&body, &n.First, &n.Last, &n.Support, &n.Times); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &n.Claim); err != nil {
			return err
		}
		join(n)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Last != out[j].Last {
			return out[i].Last > out[j].Last
		}
		return out[i].ID < out[j].ID
	})
	for i := range out {
		at[out[i].Fact] = i
	}
	return out, s.attach(ctx, out, at, f.To)
}

// attach puts the links up to a day beside their facts.
func (s *Store) attach(ctx context.Context, facts []Fact, at map[string]int, to string) error {
	put := func(l Link, fact string) {
		if i, ok := at[fact]; ok && (to == "" || l.On <= to) {
			facts[i].Results = append(facts[i].Results, Result{Link: l})
		}
	}
	for _, l := range s.base.Links {
		if c := s.base.Find(l.Claim); c != nil {
			put(l, c.Fact)
		}
	}
	err := s.each(ctx, `SELECT l.body, coalesce(c.fact, '') FROM links l LEFT JOIN claims c ON c.id = l.claim ORDER BY l.seq`, nil, func(rows *sql.Rows) error {
		var body []byte
		var fact string
		if err := rows.Scan(&body, &fact); err != nil {
			return err
		}
		var l Link
		if err := json.Unmarshal(body, &l); err != nil {
			return err
		}
		if c := s.base.Find(l.Claim); fact == "" && c != nil {
			fact = c.Fact
		}
		put(l, fact)
		return nil
	})
	for i := range facts {
		r := facts[i].Results
		sort.SliceStable(r, func(a, b int) bool { return r[a].On < r[b].On })
	}
	return err
}

// gone lists the claims that were taken back or replaced by a day.
func (s *Store) gone(ctx context.Context, known string) (map[string]bool, error) {
	if known == "" {
		known = "9999"
	}
	out := map[string]bool{}
	return out, s.each(ctx, `SELECT claim FROM notices WHERE known <= ?`, []any{known}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		out[id] = true
		return err
	})
}

// Shown is everything on record about one claim.
type Shown struct {
	Claim    Claim     `json:"claim"`
	Standing bool      `json:"standing"` // neither retracted nor corrected
	Same     []Claim   `json:"same"`     // the other claims of its fact
	Support  int       `json:"support"`
	Results  []Link    `json:"results"`
	Notices  []Notice  `json:"notices"`
	Disputes []Dispute `json:"disputes"`
	Source   *Source   `json:"source,omitempty"`
	Around   string    `json:"around,omitempty"` // the words around the quotation in the source
}

// Show gathers everything about a claim.
func (s *Store) Show(ctx context.Context, id string) (*Shown, error) {
	c, err := s.find(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Shown{Claim: *c, Standing: true, Same: []Claim{}, Results: []Link{}, Notices: []Notice{}, Disputes: []Dispute{}}
	stories := map[string]bool{c.Story: true}
	err = s.each(ctx, `SELECT body FROM claims WHERE fact = ? AND id <> ? AND id NOT IN (SELECT claim FROM notices) ORDER BY said, seq`, []any{c.Fact, id}, func(rows *sql.Rows) error {
		var o Claim
		if err := scanBody(rows, &o); err != nil {
			return err
		}
		out.Same = append(out.Same, o)
		stories[o.Story] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, b := range s.base.Claims {
		if b.Fact == c.Fact && b.ID != id {
			out.Same = append(out.Same, b)
			stories[b.Story] = true
		}
	}
	out.Support = len(stories)
	for _, l := range s.base.Links {
		if l.Claim == id || l.Outcome == id {
			out.Results = append(out.Results, l)
		}
	}
	if err := collect(ctx, s, `SELECT body FROM links WHERE claim = ?1 OR outcome = ?1 ORDER BY seq`, []any{id}, &out.Results); err != nil {
		return nil, err
	}
	if err := collect(ctx, s, `SELECT body FROM notices WHERE claim = ? ORDER BY seq`, []any{id}, &out.Notices); err != nil {
		return nil, err
	}
	out.Standing = len(out.Notices) == 0
	for _, d := range s.base.Disputes {
		if d.Claim == id || d.Against == id {
			out.Disputes = append(out.Disputes, d)
		}
	}
	if err := collect(ctx, s, `SELECT body FROM disputes WHERE claim = ?1 OR against = ?1 ORDER BY seq`, []any{id}, &out.Disputes); err != nil {
		return nil, err
	}
	return out, s.source(ctx, out)
}

// source adds the source of a claim and the words around its quotation.
func (s *Store) source(ctx context.Context, out *Shown) error {
	if out.Claim.Source == "" {
		return nil
	}
	return s.each(ctx, `SELECT body, raw FROM sources WHERE id = ?`, []any{out.Claim.Source}, func(rows *sql.Rows) error {
		var body, raw []byte
		if err := rows.Scan(&body, &raw); err != nil {
			return err
		}
		out.Source = &Source{}
		k := &out.Claim.Claim
		if k.Start >= 0 && k.End <= len(raw) && k.Start <= k.End && string(raw[k.Start:k.End]) == k.Quote {
			out.Around = strings.ToValidUTF8(string(raw[max(0, k.Start-120):min(len(raw), k.End+120)]), "")
		}
		return json.Unmarshal(body, out.Source)
	})
}

// find finds a claim, standing or not.
func (s *Store) find(ctx context.Context, id string) (*Claim, error) {
	var out *Claim
	err := s.each(ctx, `SELECT body FROM claims WHERE id = ?`, []any{id}, func(rows *sql.Rows) error {
		out = &Claim{}
		return scanBody(rows, out)
	})
	if err != nil {
		return nil, err
	}
	if out == nil {
		out = s.base.Find(id)
	}
	if out == nil {
		return nil, fault.Missing("", "see the ids with parley record list", "no claim %q on record", id)
	}
	return out, nil
}

// orLost finds a claim; of one that a damaged file lost only the id is left.
func (s *Store) orLost(ctx context.Context, id string) (*Claim, error) {
	c, err := s.find(ctx, id)
	if fault.KindOf(err) == fault.NotFound {
		return &Claim{ID: id, Text: "not on record any more"}, nil
	}
	return c, err
}

// Disagreement is a dispute with the claims it is between.
type Disagreement struct {
	Dispute
	This Claim  `json:"this"`
	That *Claim `json:"that,omitempty"`
}

// Disputes lists the disputes of a track ("" for all) over claims said in a
// span of days, those over retracted claims left out.
func (s *Store) Disputes(ctx context.Context, f Filter) ([]Disagreement, error) {
	all := append([]Dispute(nil), s.base.Disputes...)
	if err := collect(ctx, s, `SELECT body FROM disputes ORDER BY seq`, nil, &all); err != nil {
		return nil, err
	}
	gone, err := s.gone(ctx, f.Known)
	if err != nil {
		return nil, err
	}
	out := []Disagreement{}
	for _, d := range all {
		c, err := s.orLost(ctx, d.Claim)
		if err != nil {
			return nil, err
		}
		if gone[d.Claim] || gone[d.Against] || !f.matches(c) {
			continue
		}
		n := Disagreement{Dispute: d, This: *c}
		if d.Against != "" {
			if n.That, err = s.orLost(ctx, d.Against); err != nil {
				return nil, err
			}
		}
		out = append(out, n)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].This.Said < out[j].This.Said })
	return out, nil
}

// each runs a query on the file, if there is one. The rows are closed before
// it returns.
func (s *Store) each(ctx context.Context, query string, args []any, f func(*sql.Rows) error) error {
	if s.db == nil {
		return nil
	}
	err := func() error {
		rows, err := s.db.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := f(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}()
	return s.explain(err)
}

func scanBody(rows *sql.Rows, v any) error {
	var body []byte
	if err := rows.Scan(&body); err != nil {
		return err
	}
	return json.Unmarshal(body, v)
}

// collect appends the entries that a query finds.
func collect[T any](ctx context.Context, s *Store, query string, args []any, out *[]T) error {
	return s.each(ctx, query, args, func(rows *sql.Rows) error {
		var v T
		if err := scanBody(rows, &v); err != nil {
			return err
		}
		*out = append(*out, v)
		return nil
	})
}

// Outcomes lists the demands, offers, refusals, threats and promises of a
// filter with what became of each. Where no link says so, it suggests one by
// rule: a later promise, agreement or measure of the right side about the
// same goods or measures.
func (s *Store) Outcomes(ctx context.Context, f Filter) ([]Fact, error) {
	if len(f.Types) == 0 {
		f.Types = []record.Type{record.Demand, record.RedLine, record.Condition, record.Offer, record.OfferItem, record.ConcedeSignal, record.Threat, record.Retaliation, record.Commitment}
	}
	facts, err := s.Facts(ctx, f)
	if err != nil {
		return nil, err
	}
	after := f
	after.Givers, after.From = nil, ""
	after.Types = []record.Type{record.Commitment, record.Agreement, record.MeasureAct, record.Implement, record.Compliance, record.Retaliation}
	later, err := s.Claims(ctx, after)
	if err != nil {
		return nil, err
	}
	byTrack := map[string][]*Claim{}
	for i := range later {
		byTrack[later[i].Track] = append(byTrack[later[i].Track], &later[i])
	}
	for i := range facts {
		if len(facts[i].Results) == 0 {
			if r, ok := suggest(&facts[i], byTrack[facts[i].Track]); ok {
				facts[i].Results = []Result{r}
			}
		}
	}
	return facts, nil
}

// suggest finds the first later act that looks like the outcome of a fact.
func suggest(f *Fact, later []*Claim) (Result, bool) {
	for _, o := range later {
		k, c := &f.Claim.Claim, &o.Claim
		if o.Said <= f.First || days(o.Said, f.Last) > 365 || c.Polarity == "-" || !overlap(&k.Subject, &c.Subject) {
			continue
		}
		result := ""
		switch k.Type {
		case record.Demand, record.Condition:
			if c.Giver == k.Receiver && (c.Type == record.Commitment || c.Type == record.Implement) {
				result = "met"
			}
		case record.Offer, record.OfferItem, record.ConcedeSignal:
			if c.Giver == k.Giver && (c.Type == record.Commitment || c.Type == record.Implement) {
				result = "taken-up"
			}
		case record.Threat, record.Retaliation:
			if c.Giver == k.Giver && (c.Type == record.MeasureAct || c.Type == record.Retaliation) {
				result = "carried-out"
			}
		case record.Commitment:
			if c.Giver == k.Giver && c.Type == record.Implement {
				result = "kept"
			}
		}
		if result != "" {
			return Result{Suggested: true, Link: Link{ID: shortID("s", f.ID, o.ID), Claim: f.ID, Outcome: o.ID, Result: result, On: o.Said,
				Note: o.Words(), Citation: o.Citation, Grade: o.Grade, Known: o.Known}}, true
		}
	}
	return Result{}, false
}

// overlap says whether two subjects share a good or a measure.
func overlap(a, b *record.Subject) bool {
	for _, x := range a.Goods {
		for _, y := range b.Goods {
			if x == y {
				return true
			}
		}
	}
	for _, x := range a.Measures {
		for _, y := range b.Measures {
			if x == y {
				return true
			}
		}
	}
	return false
}
