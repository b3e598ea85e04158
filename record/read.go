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
	Law       Law // for checking the rates in a story; nil leaves them unchecked
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
	lawRates        map[[2]string][]LawRate // by measure and party, as asked for
	lastOffer       int                     // claim of the last offer, -1 for none
	lastOfferSent   int
	gbuf            []group
	cands           []found // that match the clause that is being read
	taken           bool    // the next clause takes it in
	lastType        Type    // that the rules gave the clause before
	best            []found // of each rule, for the clause that is being read
	ofAccord        bool    // a deal named as a thing has been told
	ofSport         bool    // the story has a word of sport
	ofDeal          bool    // the story tells of a deal that was made

	// What weigh.go needs.
	cues      *cueTree
	table     *evidenceTable
	watch     *watcher
	lastSpoke string    // party of who spoke last
	lastPair  [2]string // giver and receiver of the claim before
	inUnit    bool      // the claim that is made is of a stretch inside a clause
	hits      []int32   // pieces of the table that the decision at hand rests on
	reachHits []int32
	cbuf      []int16
	cueNames  []string
	units     []unit
	parts     partTaker
}

// Read finds the claims of an article and the doubts it raises. The text is
// UTF-8; offsets are bytes of it as given. The day of publication is needed:
// without it no weekday has a date. It returns BadInput for an empty or a
// binary text. The answer depends on nothing but its arguments.
func Read(text []byte, o Options) (*Reading, error) {
	table, err := builtinEvidence()
	if err != nil {
		return nil, err
	}
	return read(text, o, table, nil)
}

// read is Read with a table of evidence, nil for the rules alone, and a watcher
// that decides in its place, or nil.
func read(text []byte, o Options, table *evidenceTable, watch *watcher) (*Reading, error) {
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
	d := &doc{text: string(text), reg: reg, opts: o, pub: o.Published, has: map[string]bool{}, refSeen: map[string]bool{}, pending: -1, lastOffer: -1, table: table, watch: watch}
	d.pars = paragraphs(d.text)
	d.toks = segment(d.text, d.pars)
	d.cues = reg.cueTree()
	lemmatise(d.toks, d.cues)
	look(d.toks, reg.names, d.cues)
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
	for i := range d.toks {
		if sportWords[d.toks[i].low] {
			d.ofSport = true
			break
		}
	}
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

// sentenceOf gives the sentence that token i stands in, or the first after it;
// their number when there is none.
func (d *doc) sentenceOf(i int) int {
	return sort.Search(len(d.sents), func(k int) bool { return d.sents[k].to > i })
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
