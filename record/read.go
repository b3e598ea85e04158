package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"parley/internal/fault"
)

// Options say how to read.
type Options struct {
	Path      string    // for messages and Article.Path
	Published time.Time // the day of publication; required, never guessed
	Track     string    // id of the track, or empty to find it in the text
	Registers *Registers
	// Rates gives the rates in percent that a measure of the registers has in
	// the law for a party's goods on a day, with a citation, for checking
	// the rates in a story; nil leaves them unchecked.
	Rates func(measure, party string, day time.Time) (pct []float64, citation string)
}

// doc is an article while it is read.
type doc struct {
	text     string
	reg      *Registers
	opts     Options
	pub      time.Time
	pars     []paragraph
	toks     []token
	actors   []actor
	at       []int32 // token to 1 + index of the actor that covers it
	entities []*entity
	has      map[string]bool
	other    string // the party whose story it is, across from base
	base     string // the United States; in a story without them the second party
	track    *Track
	fr       []*frame
	skip     []bool
	sents    []sentence
	claims   []Claim
	flags    []Flag
	aux      []aux // beside each claim

	lastHe, lastShe *actor
	lastPerson      *actor
	lastParty       *actor
	lastGroup       *actor
	speechDay       string
	measures        []measureMention
	lastMeasures    []string
	issuer, payer   string // of the duty named last
	dateline        string // place of the dateline
	datelineDate    bool
	current         int // clause that is being read
	pending         int // last demand or red line, for reasons
	refSeen         map[string]bool
	lastOffer       int // claim of the last offer, -1 for none
	lastOfferSent   int
	reasons         []int // claims that are reasons, to be tied
	gbuf            []group
	best            []found // of each rule, for the clause that is being read
	ofAccord        bool    // a deal named as a thing has been told
	ofDeal          bool    // the story tells of a deal that was made
}

// Read finds the claims of an article and the doubts it raises. The text is
// UTF-8; offsets are bytes of it as given. The day of publication is needed:
// without it no weekday has a date. It returns BadInput for an empty or a
// binary text. The answer depends on nothing but its arguments.
func Read(text []byte, o Options) (*Reading, error) {
	where := o.Path
	if where == "" {
		where = "the article"
	}
	if o.Published.IsZero() {
		return nil, fault.Misuse("give the day the story was published, as in 2025-05-20", "the date of publication is missing; it is never guessed")
	}
	if err := checkText(text, where); err != nil {
		return nil, err
	}
	reg := o.Registers
	if reg == nil {
		var err error
		if reg, err = Builtin(); err != nil {
			return nil, err
		}
	}
	if o.Track != "" && reg.Track(o.Track) == nil {
		return nil, fault.Missing("", "name one of "+strings.Join(reg.trackIDs(), ", "), "unknown track %q", o.Track)
	}
	sum := sha256.Sum256(text)
	d := &doc{text: string(text), reg: reg, opts: o, pub: o.Published, has: map[string]bool{}, refSeen: map[string]bool{}, pending: -1, lastOffer: -1}
	d.pars = paragraphs(d.text)
	d.toks = segment(d.text, d.pars)
	lemmatise(d.toks)
	look(d.toks, reg.names)
	d.findTrack()
	d.readAll()
	d.check()
	d.number()
	r := &Reading{
		Article: Article{Path: o.Path, Published: o.Published.Format(isoDay), SHA256: hex.EncodeToString(sum[:]), Bytes: len(text), Text: d.text},
		Claims:  d.claims, Flags: d.flags, Mentions: d.mentions(),
	}
	if d.track != nil {
		r.Article.Track = d.track.ID
	}
	if r.Claims == nil {
		r.Claims = []Claim{}
	}
	if r.Flags == nil {
		r.Flags = []Flag{}
	}
	return r, nil
}

// checkText refuses what is no article: nothing, or no text.
func checkText(text []byte, where string) error {
	if len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))) == 0 {
		return fault.Bad(where, "give a file with the story as plain text", "the article is empty")
	}
	if i := bytes.IndexByte(text, 0); i >= 0 {
		return fault.Bad(where, "save the story as plain UTF-8 text", "not a text: a zero byte at offset %d", i)
	}
	bad, at := 0, -1
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
			if at < 0 {
				at = i
			}
		}
		i += n
	}
	if bad*50 > len(text) {
		return fault.Bad(where, "save the story as plain UTF-8 text", "not UTF-8: %d of %d bytes are not valid, the first at offset %d", bad, len(text), at)
	}
	return nil
}

func (r *Registers) trackIDs() []string {
	var ids []string
	for _, t := range r.Tracks {
		ids = append(ids, t.ID)
	}
	return ids
}

// day is the day of publication.
func (d *doc) day() string { return d.pub.Format(isoDay) }

// readAll goes through the sentences in order.
func (d *doc) readAll() {
	n := len(d.toks)
	d.at = make([]int32, n+1)
	d.fr = make([]*frame, n+1)
	d.skip = make([]bool, n+1)
	for pi := range d.pars {
		p := &d.pars[pi]
		for si := range p.sents {
			s := p.sents[si]
			if si == 0 && !p.title {
				s.from = d.skipDateline(s)
			}
			d.sents = append(d.sents, s)
		}
	}
	// Names first, so that "Suzuki" in a headline finds "Shunichi Suzuki".
	for _, s := range d.sents {
		first := len(d.actors)
		d.findActors(s.from, s.to)
		for k := first; k < len(d.actors); k++ {
			for i := d.actors[k].from; i < d.actors[k].to; i++ {
				d.at[i] = int32(k + 1)
			}
		}
	}
	d.findMeasures()
	d.findDeal()
	var cs []clause
	first := make([]int, len(d.sents)+1)
	for i, s := range d.sents {
		first[i] = len(cs)
		if d.pars[s.par].title {
			continue
		}
		d.frameSentence(s)
		d.carry(i)
		cs = d.clauses(s, i, cs)
		d.remember(s)
	}
	first[len(d.sents)] = len(cs)
	d.quotesWithoutFrame()
	for i := range cs {
		if cs[i].frame == nil && !cs[i].writer {
			cs[i].frame = d.fr[cs[i].from]
		}
	}
	d.findSpeechDay()
	d.apply(cs)
}

// findDeal says whether the story tells of a deal that exists: what a party
// will do is then a promise.
func (d *doc) findDeal() {
	made := false
	for i := range d.toks {
		t := &d.toks[i]
		if t.form&(past|part) != 0 && (t.lem == "sign" || t.lem == "reach" || t.lem == "strike" || t.lem == "seal" || t.lem == "conclude" || t.lem == "clinch" || t.lem == "agree" || t.lem == "release" || t.lem == "issue") {
			made = true
		}
		if made && t.thing == tDeal && t.low != "text" && t.low != "extension" && t.low != "contract" && t.low != "contracts" {
			d.ofDeal = true
			return
		}
		if t.thing == tDeal && i > 0 && d.toks[i-1].low == "under" || t.low == "according" && i+4 < len(d.toks) && (d.toks[i+3].low == "document" || d.toks[i+3].low == "statement" || d.toks[i+3].low == "agreement") {
			d.ofDeal = true
			return
		}
	}
}

// skipDateline finds "TOKYO, May 20 (Jiji Press) --" at the start of a
// sentence and returns the token after it.
func (d *doc) skipDateline(s sentence) int {
	t := d.toks
	if s.to-s.from < 4 || !t[s.from].cap {
		return s.from
	}
	for i := s.from; i < s.to && i < s.from+14; i++ {
		// "Taipei, Oct. 1 (CNA) ...", "Mexico City, Aug 27 (EFE).- ...".
		if t[i].low == ")" && i+1 < s.to && i > s.from+2 && t[i].end-t[s.from].start < 60 {
			for k := s.from + 1; k < i; k++ {
				if n, e := timeAt(t, k, i); n > 0 && e.kind == monthDay {
					stop := i + 1
					for stop < s.to && t[stop].kind == punct && t[stop].low != "(" {
						stop++
					}
					if stop == i+1 || t[stop-1].low == "-" || t[stop-1].low == "—" || t[stop-1].low == "." {
						d.datelineDate = true
						d.dateline = d.text[t[s.from].start:t[s.from].end]
						return stop
					}
				}
			}
		}
		if t[i].low == ":" && i < s.from+5 && t[s.from].upper && d.toks[i-1].upper {
			d.dateline = d.text[t[s.from].start:t[s.from].end]
			return i + 1 // "NEW DELHI: India ..."
		}
		if t[i].low == "—" && i > s.from && (t[i].start > t[i-1].end || t[i].end-t[i].start > 1) {
			for k := s.from; k < i; k++ {
				if n, e := timeAt(t, k, i); n > 0 && (e.kind == monthDay || e.kind == weekdayTime) {
					d.datelineDate = d.datelineDate || e.kind == monthDay
				}
			}
			d.dateline = d.text[t[s.from].start:t[s.from].end]
			return i + 1
		}
		if t[i].form&finite != 0 && auxiliaries[t[i].low] != 0 && !(t[i].cap && months[t[i].low] != 0) {
			return s.from
		}
	}
	return s.from
}

// within gives the actors that lie in a stretch of tokens, in order.
func (d *doc) within(from, to int) []actor {
	lo := sort.Search(len(d.actors), func(i int) bool { return d.actors[i].from >= from })
	hi := lo
	for hi < len(d.actors) && d.actors[hi].to <= to {
		hi++
	}
	return d.actors[lo:hi]
}

// inActor says whether a token belongs to an actor phrase.
func (d *doc) inActor(i int) bool { return d.at[i] != 0 }

// actorFrom gives the actor that begins at token i, or nil.
func (d *doc) actorFrom(i int) *actor {
	if i < len(d.toks) && d.at[i] != 0 {
		if a := &d.actors[d.at[i]-1]; a.from == i {
			return a
		}
	}
	return nil
}

// actorEnding gives the actor that ends before token i, or nil.
func (d *doc) actorEnding(i int) *actor {
	if i > 0 && d.at[i-1] != 0 {
		if a := &d.actors[d.at[i-1]-1]; a.to == i {
			return a
		}
	}
	return nil
}

// resolve replaces a pronoun by what it stands for: he and she by the last
// such person who spoke, it by the last party or body, they by the last
// group.
func (d *doc) resolve(a *actor, s sentence) *actor {
	if a.kind != aPronoun {
		b := *a
		return &b
	}
	var ref *actor
	switch d.toks[a.from].low {
	case "he", "he's":
		ref = d.lastHe
	case "she", "she's":
		ref = d.lastShe
	case "it", "it's":
		if !d.sayBehind(a, s) {
			ref = d.itIn(a.from, s)
		}
		if ref == nil {
			ref = d.lastParty
		}
	case "they", "they're", "they'll":
		ref = d.lastGroup
		if ref == nil {
			ref = d.lastParty
		}
	}
	if ref == nil {
		b := *a
		return &b
	}
	b := *ref
	b.from, b.to, b.start, b.end = a.from, a.to, a.start, a.end
	if ref.kind != aPerson {
		b.start, b.end = ref.start, ref.end
	}
	return &b
}

// sayBehind says whether a pronoun is who said what stands before it: ", it
// said". It is then nobody of those words.
func (d *doc) sayBehind(a *actor, s sentence) bool {
	t := d.toks
	k := a.from - 1
	if k <= s.from || t[k].low != "," && t[k].kind != quoteMark {
		return false
	}
	return a.to < s.to && t[a.to].form&(past|third) != 0 && sayThat[t[a.to].lem]
}

// itIn finds the party or body before "it" in the same sentence.
func (d *doc) itIn(k int, s sentence) *actor {
	acts := d.within(s.from, k)
	for i := 0; i < len(acts); i++ {
		a := acts[i]
		if (a.kind == aParty && !a.attrib && !a.place || a.kind == aBody) && (a.from == s.from || !prepositions[d.toks[a.from-1].low]) {
			return &a
		}
	}
	for i := len(acts) - 1; i >= 0; i-- {
		a := acts[i]
		if a.kind == aParty && !a.place {
			return &a
		}
	}
	return nil
}

var prepositions = setOf("with to of by from against on between for in at than after following about over through via")

// remember keeps who a pronoun of the next sentence would mean: subjects and
// speakers before others.
func (d *doc) remember(s sentence) {
	acts := d.within(s.from, s.to)
	note := func(a actor) {
		switch a.kind {
		case aPerson:
			b := a
			d.lastPerson = &b
			if a.ent != nil && a.ent.sex != "f" {
				d.lastHe = &b
			}
			if a.ent != nil && a.ent.sex != "m" {
				d.lastShe = &b
			}
		case aParty:
			if !a.attrib && !a.place {
				b := a
				d.lastParty = &b
			}
		case aBody:
			b := a
			d.lastParty = &b
		case aOffice:
			b := a // an office without a name: he or she
			d.lastHe, d.lastShe = &b, &b
		case aGroup, aSource:
			if a.plural {
				b := a
				d.lastGroup = &b
			} else if a.party != "" {
				b := a
				d.lastHe, d.lastShe = &b, &b
			}
		}
	}
	for _, a := range acts {
		if a.kind == aPerson && (d.lastPerson != nil && a.from > s.from && prepositions[d.toks[a.from-1].low]) {
			continue
		}
		if (a.kind == aParty || a.kind == aBody) && a.from > s.from && prepositions[d.toks[a.from-1].low] {
			continue
		}
		note(a)
	}
	// Speakers last: they win.
	for i := s.from; i < s.to; i++ {
		if f := d.fr[i]; f != nil && (i == s.from || d.fr[i-1] != f) && (f.sp.kind == aPerson || f.sp.kind == aBody && f.kind != "hearsay") && !f.contest {
			note(f.sp)
		}
	}
}

// carry takes the attribution of the sentence before over to one that goes
// on in the same voice: no attribution of its own, the speaker's own country
// as its subject, and a verb of wanting.
func (d *doc) carry(i int) {
	s := d.sents[i]
	if i == 0 || d.sents[i-1].par != s.par {
		return
	}
	for k := s.from; k < s.to; k++ {
		if d.fr[k] != nil || d.skip[k] {
			return
		}
	}
	prev := d.sents[i-1]
	var f *frame
	for k := prev.from; k < prev.to; k++ {
		if g := d.fr[k]; g != nil && !g.contest {
			f = g
		}
	}
	if f == nil || f.kind == "narrator-hedged" || f.party == "" || f.sp.kind == aSource {
		return
	}
	a := d.firstSubject(s.from, s.to)
	if a == nil || a.kind != aParty && a.kind != aBody && a.kind != aPronoun || a.kind != aPronoun && a.party != f.party {
		return
	}
	if a.kind == aPronoun && d.toks[a.from].low != "it" && d.toks[a.from].low != "we" {
		return
	}
	for k := a.to; k < s.to && k < a.to+4; k++ {
		switch d.toks[k].lem {
		case "hope", "want", "wish", "seek", "intend", "plan", "aim", "expect", "remain", "will", "would", "must", "cannot", "need":
			g := *f
			g.carried, g.rule = true, "attr.carried"
			for j := s.from; j < s.to; j++ {
				d.fr[j] = &g
			}
			return
		}
	}
}

// quotesWithoutFrame gives sentences that are wholly quoted the speaker of
// the same quotation, or of the last one in the paragraph.
func (d *doc) quotesWithoutFrame() {
	byQuote := map[int]*frame{}
	for i := range d.toks {
		if q := d.toks[i].quote; q != 0 && d.fr[i] != nil && byQuote[q] == nil {
			byQuote[q] = d.fr[i]
		}
	}
	var last *frame
	lastPar := -1
	for _, s := range d.sents {
		if d.pars[s.par].title {
			continue
		}
		in, all := 0, 0
		var q int
		var own *frame
		for i := s.from; i < s.to; i++ {
			if d.skip[i] {
				continue
			}
			all++
			if d.toks[i].quote != 0 {
				in++
				q = d.toks[i].quote
			}
			if d.fr[i] != nil {
				own = d.fr[i]
			}
		}
		if own != nil {
			last, lastPar = own, s.par
			continue
		}
		if all == 0 || in*10 < all*8 {
			continue
		}
		f := byQuote[q]
		if f == nil && last != nil && s.par-lastPar <= 1 {
			f = last
		}
		if f == nil && d.lastPerson != nil {
			continue
		}
		if f != nil {
			g := *f
			g.rule = "attr.quote-runs-on"
			for i := s.from; i < s.to; i++ {
				d.fr[i] = &g
			}
			last, lastPar = &g, s.par
		}
	}
}

// findSpeechDay finds the day on which most of the story was said: the first
// dated attribution.
func (d *doc) findSpeechDay() {
	first := -1 // the day the first sentence of the story names
	for k, s := range d.sents {
		if !d.pars[s.par].title {
			first = k
			break
		}
	}
	for i := range d.toks {
		if first >= 0 && i >= d.sents[first].from && i < d.sents[first].to && d.toks[i].cap && isWeekday(d.toks[i].low) && d.tenseAt(i, d.sents[first].from, pastTense) == pastTense {
			if _, e := timeAt(d.toks, i, d.sents[first].to); e.kind == weekdayTime || e.kind == monthDay {
				if from, to := e.resolve(d.pub, pastTense); from != "" && from == to {
					d.speechDay = from
					return
				}
			}
		}
		if f := d.fr[i]; f != nil && f.hasTime {
			if from, to := f.time.resolve(d.pub, pastTense); from != "" && from == to {
				d.speechDay = from
				return
			}
		}
	}
}

func isWeekday(w string) bool { _, ok := weekdays[w]; return ok }

// mentions lists the people, parties and bodies found.
func (d *doc) mentions() []Mention {
	var out []Mention
	for _, a := range d.actors {
		m := Mention{Surface: d.text[a.start:a.end], Party: a.party, Start: a.start, End: a.end}
		switch a.kind {
		case aParty:
			m.Kind, m.Canonical = "party", a.party
		case aPerson:
			m.Kind = "person"
			if a.ent != nil && a.ent.person != nil {
				m.Canonical = a.ent.person.ID
			}
		case aBody:
			m.Kind, m.Canonical = "body", a.id
		case aOffice:
			m.Kind, m.Canonical = "office", a.office
		case aGroup, aSource:
			m.Kind = "source"
		default:
			continue
		}
		out = append(out, m)
	}
	return out
}
