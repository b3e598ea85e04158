package record

import "strings"

// form says which forms of a verb a word can be.
type form uint8

const (
	base  form = 1 << iota // demand
	third                  // demands
	past                   // demanded
	part                   // demanded, as in "was demanded"
	ing                    // demanding
)

// finite forms can be the verb of a clause.
const finite = base | third | past

// irregular verbs: base, past, past participle.
var irregular = map[string][2]string{
	"say": {"said", "said"}, "tell": {"told", "told"}, "write": {"wrote", "written"}, "seek": {"sought", "sought"},
	"hold": {"held", "held"}, "meet": {"met", "met"}, "give": {"gave", "given"}, "take": {"took", "taken"}, "make": {"made", "made"},
	"buy": {"bought", "bought"}, "cut": {"cut", "cut"}, "put": {"put", "put"}, "strike": {"struck", "struck"}, "begin": {"began", "begun"},
	"break": {"broke", "broken"}, "rise": {"rose", "risen"}, "fall": {"fell", "fallen"}, "win": {"won", "won"}, "lose": {"lost", "lost"},
	"leave": {"left", "left"}, "keep": {"kept", "kept"}, "think": {"thought", "thought"}, "send": {"sent", "sent"}, "pay": {"paid", "paid"},
	"sell": {"sold", "sold"}, "bring": {"brought", "brought"}, "go": {"went", "gone"}, "come": {"came", "come"}, "see": {"saw", "seen"},
	"get": {"got", "got"}, "become": {"became", "become"}, "stand": {"stood", "stood"}, "speak": {"spoke", "spoken"}, "find": {"found", "found"},
	"know": {"knew", "known"}, "hit": {"hit", "hit"}, "let": {"let", "let"}, "set": {"set", "set"}, "show": {"showed", "shown"}, "draw": {"drew", "drawn"},
	"swear": {"swore", "sworn"}, "grow": {"grew", "grown"}, "build": {"built", "built"}, "spend": {"spent", "spent"}, "lead": {"led", "led"},
	"withdraw": {"withdrew", "withdrawn"}, "uphold": {"upheld", "upheld"}, "overturn": {"overturned", "overturned"}, "hurt": {"hurt", "hurt"},
	"shut": {"shut", "shut"}, "split": {"split", "split"}, "bear": {"bore", "borne"}, "fly": {"flew", "flown"}, "undergo": {"underwent", "undergone"},
	"have": {"had", "had"}, "do": {"did", "done"}, "rethink": {"rethought", "rethought"}, "quit": {"quit", "quit"}, "forbid": {"forbade", "forbidden"},
	"drive": {"drove", "driven"}, "choose": {"chose", "chosen"}, "hear": {"heard", "heard"}, "feel": {"felt", "felt"}, "read": {"read", "read"}, "offset": {"offset", "offset"},
	"wind": {"wound", "wound"}, "deal": {"dealt", "dealt"}, "mean": {"meant", "meant"}, "run": {"ran", "run"}, "sit": {"sat", "sat"}, "spur": {"spurred", "spurred"}, "ban": {"banned", "banned"},
	"stop": {"stopped", "stopped"}, "drop": {"dropped", "dropped"}, "scrap": {"scrapped", "scrapped"}, "plan": {"planned", "planned"}, "admit": {"admitted", "admitted"},
	"commit": {"committed", "committed"}, "refer": {"referred", "referred"}, "permit": {"permitted", "permitted"}, "cap": {"capped", "capped"}, "slap": {"slapped", "slapped"}, "rebuff": {"rebuffed", "rebuffed"},
	"defer": {"deferred", "deferred"}, "submit": {"submitted", "submitted"}, "swap": {"swapped", "swapped"}, "rip": {"ripped", "ripped"}, "step": {"stepped", "stepped"}, "ship": {"shipped", "shipped"}, "trim": {"trimmed", "trimmed"}, "dub": {"dubbed", "dubbed"}, "top": {"topped", "topped"}, "wrap": {"wrapped", "wrapped"},
	"undertake": {"undertook", "undertaken"}, "bind": {"bound", "bound"}, "stick": {"stuck", "stuck"}, "shoot": {"shot", "shot"}, "throw": {"threw", "thrown"},
	"rebut": {"rebutted", "rebutted"}, "fight": {"fought", "fought"}, "lay": {"laid", "laid"}, "cling": {"clung", "clung"}, "prod": {"prodded", "prodded"},
	"beg": {"begged", "begged"}, "shun": {"shunned", "shunned"}, "strive": {"strove", "striven"}, "bid": {"bid", "bid"}, "hang": {"hung", "hung"}, "shrink": {"shrank", "shrunk"},
	"tear": {"tore", "torn"}, "catch": {"caught", "caught"}, "lend": {"lent", "lent"}, "sweep": {"swept", "swept"}, "wear": {"wore", "worn"}, "steal": {"stole", "stolen"}, "shake": {"shook", "shaken"}, "forget": {"forgot", "forgotten"}, "oversee": {"oversaw", "overseen"}, "mislead": {"misled", "misled"}, "teach": {"taught", "taught"}, "wait": {"waited", "waited"}, "bite": {"bit", "bitten"},
	"eat": {"ate", "eaten"}, "freeze": {"froze", "frozen"}, "arise": {"arose", "arisen"}, "foresee": {"foresaw", "foreseen"}, "cost": {"cost", "cost"}, "spread": {"spread", "spread"}, "unwind": {"unwound", "unwound"},
}

// doubling verbs double the last letter before -ing.
var doubling = setOf("cut put begin win get let set hit ban stop drop scrap plan admit commit refer permit cap slap shut split run sit quit defer submit swap rip step ship trim dub forbid top wrap spur beg prod shun rebut bid")

// verbs of speech: who says what.
const speechVerbs = `say state add note stress emphasize emphasise underline underscore explain announce declare claim assert argue
reiterate repeat indicate suggest acknowledge admit confirm deny reveal disclose report write post tweet comment remark maintain contend
complain predict believe think tell insist warn caution point observe concede allege signal reaffirm affirm clarify reply respond
hint vow pledge estimate forecast inform mention recall describe call name list ask criticize criticise promise quip tout boast conclude
answer elaborate continue express restate stipulate disagree know`

// other verbs that trade news uses; their forms are made by rule.
const tradeVerbs = `demand urge request require want hope press push appeal offer propose consider weigh study mull plan intend aim expect
arrange schedule hold meet visit travel host discuss exchange negotiate talk consult engage open launch kick start begin resume stall
suspend pause halt break collapse end terminate cancel postpone delay extend continue proceed advance progress reach strike sign seal
clinch agree conclude finalise finalize ratify approve pass adopt implement publish enact introduce impose levy slap raise hike increase
lift remove eliminate abolish scrap drop withdraw rescind revoke repeal waive exempt exclude reduce cut lower ease relax revise review
reconsider re-examine examine double triple halve apply charge collect refund repay take effect enter expire lapse buy purchase procure
import export invest finance fund spend build cooperate collaborate share supply accept reject refuse decline rule balk dismiss rebuff
oppose resist block compromise concede soften back bow yield budge retreat threaten retaliate respond hit target file sue appeal strike
void overturn uphold order fail fulfil fulfill honour honor comply breach violate miss meet monitor watch assess gauge evaluate
follow track affect weigh harm damage hurt slow accelerate speed hasten rush hurry wait deny contradict dispute differ disagree clash
clarify welcome praise regret deplore condemn criticise protest object lament urge become remain stay stand keep make give get come go
do have put set let see show find bring bring pay win lose leave send speak use face seem appear tend need help include exclude cover
contain involve focus center centre rest depend base link tie grant allow permit enable guarantee ensure secure protect defend preserve
safeguard maintain shield treat recognise recognize abide settle resolve solve address tackle handle fall rise grow shrink jump total
amount account downgrade upgrade cite quote name form appoint lead head sit replace succeed draft prepare finish complete submit deliver
notify inform serve promise commit undertake pledge unveil release issue post allocate open close move shift turn run return bear expand
boost promote strengthen deepen broaden diversify restrict limit curb ban prohibit control tighten loosen narrow widen trigger activate
exercise revert restore reinstate reimpose stack escalate deescalate freeze unfreeze defer buckle cave pressure squeeze warrant justify
deserve merit reflect determine decide fix undecide quit rethink receive obtain gain seek benefit cost add trim cap limit underline
exchange swap trade stop try work believe underpin undermine cause lead create ship adjust align harmonise harmonize scale phase seize
side rip dub step brief invite confer convene gather attend join skip call draw swear uphold warrant probe investigate launch initiate
top outline detail describe explain reopen rework renegotiate honour enforce disburse repatriate repurpose reroute transship bargain
haggle contact phone dial reassure convince persuade coordinate consolidate mandate authorise authorize instruct direct empower ink wrap
spare threaten refrain abstain forgo forego mirror match demand inspect screen certify test strive spur lack rely blame accuse label reserve nullify invalidate annul quash carve dump nullify grumble collect backdate rein renounce lay lend sweep wear steal shake forget oversee mislead refrain stack nullify reconvene`

// auxiliaries and modals.
var auxiliaries = map[string]form{
	"is": third, "are": base, "was": past, "were": past, "be": base, "been": part, "being": ing, "am": base,
	"has": third, "have": base, "had": past, "having": ing, "do": base, "does": third, "did": past,
	"will": base, "would": past, "shall": base, "should": past, "can": base, "could": past, "may": base, "might": past, "must": base, "cannot": base,
	"won't": base, "wouldn't": past, "can't": base, "couldn't": past, "isn't": third, "aren't": base, "wasn't": past, "weren't": past,
	"doesn't": third, "don't": base, "didn't": past, "hasn't": third, "haven't": base, "hadn't": past, "shouldn't": past, "mustn't": base, "ain't": base,
	"it's": third, "we're": base, "we'll": base, "they're": base, "they'll": base, "i'm": base, "he's": third, "she's": third, "that's": third, "he'll": base, "she'll": base, "it'll": base, "we've": base, "i'll": base,
}

// verbInfo is what the lexicon knows of a word form.
type verbInfo struct {
	lemma string
	form  form
}

var verbForms = func() map[string]verbInfo {
	m := map[string]verbInfo{}
	put := func(w, lemma string, f form) {
		if v, ok := m[w]; ok && v.lemma == lemma {
			v.form |= f
			m[w] = v
			return
		} else if ok && v.form&^base == 0 && f&base == 0 {
			// Two verbs share a form ("found"): the inflected reading of
			// trade news wins over a bare base.
		} else if ok {
			return
		}
		m[w] = verbInfo{lemma, f}
	}
	verbs := strings.Fields(speechVerbs + " " + tradeVerbs)
	verbs = append(verbs, senseVerbs()...)
	for _, r := range ruleTable {
		verbs = append(verbs, patternVerbs(r.pats)...)
		verbs = append(verbs, patternVerbs(r.unless)...)
	}
	for _, v := range verbs {
		v = strings.ReplaceAll(v, "-", "")
		put(v, v, base)
		put(thirdOf(v), v, third)
		p, pp := pastOf(v), pastOf(v)
		if irr, ok := irregular[v]; ok {
			p, pp = irr[0], irr[1]
		}
		put(p, v, past)
		put(pp, v, part)
		put(ingOf(v), v, ing)
		if n := len(v); n > 3 && v[n-1] == 'l' && vowel(v[n-2]) && !vowel(v[n-3]) { // British "cancelled"
			put(v+"led", v, past)
			put(v+"led", v, part)
			put(v+"ling", v, ing)
		}
	}
	// One spelling of the lemma for verbs with two.
	for w, v := range m {
		if l := strings.TrimSuffix(v.lemma, "ise"); l != v.lemma && v.lemma != "raise" && v.lemma != "revise" && v.lemma != "promise" && v.lemma != "compromise" && v.lemma != "exercise" && v.lemma != "rise" {
			m[w] = verbInfo{l + "ize", v.form}
		}
	}
	for w, f := range auxiliaries {
		m[w] = verbInfo{w, f}
	}
	return m
}()

// patternVerbs lists the verbs that patterns name with a tilde.
func patternVerbs(pats []string) []string {
	var out []string
	for _, p := range pats {
		for _, w := range strings.FieldsFunc(p, func(r rune) bool { return r == ' ' || r == '(' || r == ')' || r == '|' || r == '?' }) {
			if strings.HasPrefix(w, "~") && len(w) > 2 {
				out = append(out, w[1:])
			}
		}
	}
	return out
}

func thirdOf(v string) string {
	switch {
	case strings.HasSuffix(v, "y") && !vowel(v[len(v)-2]):
		return v[:len(v)-1] + "ies"
	case strings.HasSuffix(v, "s") || strings.HasSuffix(v, "x") || strings.HasSuffix(v, "ch") || strings.HasSuffix(v, "sh") || strings.HasSuffix(v, "z") || v == "go" || v == "do" || v == "veto":
		return v + "es"
	}
	return v + "s"
}

func pastOf(v string) string {
	switch {
	case strings.HasSuffix(v, "e"):
		return v + "d"
	case strings.HasSuffix(v, "y") && !vowel(v[len(v)-2]):
		return v[:len(v)-1] + "ied"
	}
	return v + "ed"
}

func ingOf(v string) string {
	switch {
	case doubling[v]:
		return v + v[len(v)-1:] + "ing"
	case strings.HasSuffix(v, "ie"):
		return v[:len(v)-2] + "ying"
	case strings.HasSuffix(v, "e") && !strings.HasSuffix(v, "ee") && v != "be":
		return v[:len(v)-1] + "ing"
	}
	return v + "ing"
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// lemmatise fills lem and form of the tokens: by the lexicon, else by the verbs
// of the cues.
func lemmatise(toks []token, cues *cueTree) {
	for i := range toks {
		t := &toks[i]
		if t.kind != word {
			continue
		}
		if v, ok := verbForms[t.low]; ok {
			t.lem, t.form = v.lemma, v.form
		} else if v, ok := cues.forms[t.low]; ok && v.form != 0 {
			t.lem, t.form = v.lemma, v.form
		} else {
			t.lem = t.low
			if !t.cap && !t.glued && strings.HasSuffix(t.low, "ed") && len(t.low) > 5 && !strings.HasPrefix(t.low, "un") && !notPast[t.low] {
				t.lem, t.form = unknownVerb(t.low), past|part
			}
		}
	}
}

// notPast are words in -ed that are no verbs.
var notPast = setOf("hundred indeed exceed proceed succeed speed breed naked wicked sacred kindred rugged aged united unprecedented unchanged unannounced unified beloved so-called talented detailed advanced experienced")

// unknownVerb guesses the base of a past form that no list has: "modified".
func unknownVerb(w string) string {
	switch {
	case strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case len(w) > 5 && w[len(w)-3] == w[len(w)-4] && w[len(w)-3] != 's' && w[len(w)-3] != 'l':
		return w[:len(w)-3] // "rebutted"
	}
	b := w[:len(w)-2]
	switch b[len(b)-1] {
	case 'c', 'g', 's', 'u', 'v', 'z':
		return b + "e"
	case 't', 'd', 'r', 'n', 'l', 'm', 'p', 'b':
		if n := len(b); n > 2 && vowel(b[n-2]) && !vowel(b[n-3]) && strings.IndexByte("aiou", b[n-2]) >= 0 && n > 3 {
			return b + "e" // "nominated"
		}
	}
	return b
}

// look finds the words of the tokens among those of the rules and of the
// registers, once for all rules.
func look(toks []token, names *trie, cues *cueTree) {
	ruleSet() // numbers the words
	for i := range toks {
		t := &toks[i]
		t.looked = true
		if t.kind != quoteMark {
			t.wid = vocabulary[t.low]
			t.thing, t.act = kinds[t.wid].thing, kinds[t.wid].act
			t.lid = t.wid
			if t.lem != t.low {
				t.lid = vocabulary[t.lem]
			}
			t.names = names.next[t.low]
			t.cueWord = cues.words[t.low]
			if v, ok := cues.forms[t.low]; ok && t.kind == word {
				t.cueVerb = cues.verbs[v.lemma]
			}
		}
	}
}

// classes are the word sets that the rules name as [class].
var classes = map[string]map[string]bool{
	"tariff":  setOf("tariff tariffs duty duties levy levies surcharge surcharges tax taxes tolls"),
	"barrier": setOf("tariff tariffs duty duties levy levies surcharge surcharges barrier barriers restriction restrictions curb curbs quota quotas ban bans control controls measures measure"),
	"deal":    setOf("deal deals agreement agreements accord accords pact pacts framework frameworks truce treaty treaties settlement arrangement memorandum mou understanding compact consensus"),
	"talks":   setOf("talk talks negotiation negotiations discussion discussions consultation consultations dialogue"),
	"meet":    setOf("talk talks negotiation negotiations discussion discussions consultation consultations meeting meetings session sessions round rounds summit call conversation dialogue phone visit exchanges videoconference review"),
	"remove":  setOf("removal elimination abolition lifting withdrawal scrapping exemption exclusion reduction cut cuts review revision suspension rollback relief reconsideration easing repeal rescission concession concessions"),
	"undo":    setOf("remove eliminate abolish lift withdraw scrap exempt exclude reduce cut lower review revise suspend ease drop waive rescind reconsider reexamine examine repeal end pause roll refrain halve spare revoke relax"),
	"pace":    setOf("pace speed tempo momentum"),
	"modal":   setOf("will would shall should can could may might must cannot won't wouldn't can't couldn't"),
	"be":      setOf("is are was were be been being am isn't aren't wasn't weren't it's we're they're i'm that's he's she's"),
	"weak":    setOf("may might could would"),
	"not":     setOf("not no never cannot won't wouldn't can't couldn't isn't aren't wasn't weren't doesn't don't didn't hasn't haven't hadn't without neither nor"),
	"ordinal": setOf("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
	"day":     setOf("monday tuesday wednesday thursday friday saturday sunday"),
	"month":   setOf("january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"),
	"leaders": setOf("leaders summit presidents president prime"),
}
