package record

import "strings"

// sense is what a verb, a noun or an adjective does in a negotiation. Words
// of one sense are read alike, whatever their form: the rules of act.go speak
// of senses and not of words.
type sense uint8

// The senses of verbs.
const (
	sNone       sense = iota
	sAsk              // demand, urge, call for
	sWant             // want, hope, seek: an ask when its object is the other side's act
	sOffer            // offer, propose, table
	sConsider         // weigh, mull, explore
	sRefuse           // reject, rule out, turn down
	sAccept           // accept, agree to, live with
	sYield            // give up, sacrifice, open, lower: what one will not do
	sAgree            // agree, consent
	sPromise          // pledge, undertake
	sThreaten         // threaten, warn of
	sHarm             // impose, raise, slap
	sEase             // lower, lift, suspend
	sGive             // buy, open, invest, grant
	sRetaliate        // retaliate, hit back
	sMeet             // meet, hold, visit
	sGo               // leave for, arrive, travel
	sDiscuss          // discuss, raise, take stock of
	sMove             // resume, stall, advance: what talks do
	sSeal             // reach, strike, sign
	sDisapprove       // criticise, regret
	sPraise           // welcome, back
	sProtect          // protect, defend
	sDeny             // deny, dispute
	sMake             // make, issue, reiterate: the noun says what
	sConcede          // back down, soften
	sPlan             // plan, intend, be due to
	sTry              // try, work to
	sKeep             // continue, keep
	sBegin            // begin, start
	sPass             // pass, ratify, publish
	sComply           // honour, implement
	sBreach           // violate, renege on
	sTake             // take effect, enter into force
	sEnd              // expire, lapse
	sBear             // face, pay, be subject to
	sSay              // say, tell
)

// verbSenses lists verbs by sense. "call+for" is a verb with its particle,
// "turn..down" one whose object may stand between.
var verbSenses = map[sense]string{
	sAsk: `ask demand urge request press push+for push pressure call+for call+on call+upon appeal plead beg implore exhort entreat petition
		lobby insist+on insist+upon insist clamour clamor agitate campaign+for hold+out+for argue+for advocate solicit enjoin prod nudge coax goad
		bid+for prevail+on prevail+upon lean+on press+for press+ahead+with+demand insist require make+a+case+for make+the+case+for recommend look+to invite`,
	sWant:     `want wish hope desire expect need prefer seek aim look+for fight+for strive angle+for hanker`,
	sOffer:    `offer propose table put+forward put..forward tender pitch float dangle proffer volunteer hold+out put..on+the+table suggest present submit come+up+with lay+out`,
	sConsider: `consider mull weigh contemplate explore study examine toy+with look+at think+about look+into ponder envisage debate`,
	sRefuse: `reject refuse rebuff spurn rule+out rule..out dismiss turn..down turn+down decline brush..off brush..aside brush+off balk+at baulk+at balk baulk
		shoot..down snub veto say+no wave..away wave..off throw..out scorn repudiate shrug..off knock..back stonewall repel withhold nix push+back push+back+against
		oppose object resist rebut resist+calls pour+cold+water stand+up+to fend..off wave+aside deride+idea`,
	sAccept: `accept agree+to live+with settle+for tolerate stomach swallow put+up+with stand+for countenance allow permit acquiesce accede go+along+with submit+to bow+to give+in+to endure entertain sign+up+to`,
	sYield: `compromise concede yield cave cave+in give+in give+way give+ground give..up give+up surrender capitulate buckle budge back+down sacrifice trade..away bargain..away
		sign..away barter..away sell..out part+with relinquish cede kneel blink bow buckle+under water..down dilute weaken dismantle lower open relax loosen drop abandon touch
		scrap sign sell conclude negotiate+over negotiate+on negotiate+away enter change reopen reduce cut give pay ratify approve ease remove haggle+over contemplate entertain consider hear+of`,
	sAgree:    `agree consent assent`,
	sPromise:  `pledge promise undertake vow commit guarantee swear bind+itself give+its+word`,
	sThreaten: `threaten menace warn+of brandish`,
	sHarm: `impose levy slap raise hike double triple quadruple charge apply introduce reimpose reinstate restore clamp bring..in ratchet..up jack..up push..up
		increase hit restrict curb ban block tax target escalate tighten put place widen add extend+to penalize punish bar tariff collect prohibit forbid outlaw halt blacklist`,
	sEase: `lower cut reduce remove lift scrap eliminate abolish suspend pause waive exempt exclude ease drop halve roll..back phase..out repeal rescind revoke withdraw
		end trim slash unwind dismantle terminate refund bring..down spare postpone delay defer put..off wind..down do+away+with shelve cancel cap undo unfreeze loosen relax`,
	sGive: `buy purchase procure import increase expand boost raise invest open grant give provide allow recognize simplify relax ease lower cut reduce remove eliminate scrap drop
		exempt build finance fund cooperate share supply extend streamline speed..up fast accept spend double waive abolish crack+down tighten join step..up liberalize halve trim
		guarantee recognise admit lift suspend make set+up ship sell source pour take+in channel commit refrain let..in let+in put..in put+in put..up phase..out phase+out`,
	sRetaliate: `retaliate hit+back strike+back fight+back respond+in+kind answer+in+kind reciprocate counter hit+back+at rebalance`,
	sMeet:      `meet hold visit host gather convene confer sit+down co chair huddle hold+talks speak talk conduct reconvene attend receive`,
	sGo:        `travel fly arrive leave+for depart return head+to head+for come reach+washington go+to leave touch+down land`,
	sDiscuss:   `discuss raise cover address exchange tackle review touch+on touch+upon bring+up bring..up take+up take..up dwell+on talk+about go+through take+stock negotiate hash+out`,
	sMove: `continue resume restart stall stop break+down break+off collapse drag proceed progress intensify accelerate founder falter deadlock bog go+on go+ahead
		pick+up kick+off start begin close suspend halt pause freeze advance stagnate stand+still flounder drag+on unravel fail slow`,
	sSeal:       `reach strike sign seal clinch conclude finalize secure ink hammer..out hammer+out nail..down wrap..up wrap+up cement initial forge thrash..out broker complete land finish announce unveil release issue`,
	sDisapprove: `accuse blame criticize condemn denounce deplore decry slam blast lament lambast lambaste attack assail protest regret bemoan castigate fault chide rebuke take+issue+with take+exception+to complain bristle fume rail+against deride ridicule`,
	sPraise:     `welcome hail praise applaud commend endorse support back favour favor appreciate stand+by stick+by stick+to uphold`,
	sProtect:    `protect defend safeguard preserve shield maintain`,
	sDeny:       `deny dispute contradict refute contest`,
	sMake:       `make issue voice express reiterate repeat renew stress restate underline maintain convey lodge deliver send file have face hear bear step..up harden`,
	sConcede:    `back+down back+off back+away climb+down soften relent retreat row+back backtrack backpedal step+back water..down blink give+ground climb+down+from walk..back`,
	sPlan:       `plan intend aim prepare arrange schedule mean propose decide resolve choose`,
	sTry:        `try work strive attempt endeavour endeavor struggle scramble seek`,
	sKeep:       `continue keep keep+on go+on remain stay carry+on persist`,
	sBegin:      `begin start get+ready`,
	sPass:       `pass ratify approve adopt enact publish promulgate vote clear gazette endorse`,
	sComply:     `honour honor comply fulfil fulfill implement abide live+up+to meet keep+its+word deliver+on make+good+on stick+to carry..out`,
	sBreach:     `violate breach break renege go+back+on flout backslide drag+its+feet ignore undermine`,
	sTake:       `take+effect enter+into+force come+into+force go+into+effect come+into+effect kick+in apply bite`,
	sEnd:        `expire lapse end run+out fall+away fall`,
	sBear:       `face pay bear attract incur carry draw`,
	sSay:        `say tell add state note write`,
}

// nounSenses lists nouns that name an act: "its refusal to", "the demand
// that".
var nounSenses = map[sense]string{
	sAsk:       `demand demands request requests call calls plea pleas appeal appeals insistence petition urging`,
	sOffer:     `offer offers proposal proposals bid counteroffer counterproposal overture overtures proposition package`,
	sRefuse:    `refusal rejection rebuff veto`,
	sThreaten:  `threat threats ultimatum ultimatums`,
	sPromise:   `pledge pledges promise promises commitment commitments undertaking undertakings vow assurance assurances`,
	sRetaliate: `retaliation countermeasure countermeasures reprisal reprisals counter-tariffs counter-measures`,
}

// benefits are what asks are for: an act of the other side named as a thing.
var benefits = setOf(`exemption exemptions relief access concession concessions reduction reductions removal elimination waiver waivers carve-out carve-outs quota quotas refund refunds
	treatment assurance assurances guarantee guarantees clarification clarity extension easing lifting end halt parity compensation licences licenses approval approvals cut cuts rate tariff tariffs duty duties
	cap ceiling suspension exclusion rollback withdrawal postponement delay reprieve respite commitment commitments safeguards recognition opening market cancellation repeal revision review flexibility leniency reciprocity explanation apology say share mandate moratorium help aid support protection`)

// thingKinds class the head noun of a subject or an object that is no actor.
var thingKinds = func() map[string]thing {
	m := map[string]thing{}
	words := map[thing]string{
		tDuty: `tariff tariffs duty duties levy levies surcharge surcharges tax taxes toll tolls rate rates ceiling fee fees surtax surtaxes`,
		tMeasure: `measure measures restriction restrictions curb curbs ban bans control controls sanction sanctions quota quotas proclamation proclamations exemption exemptions
			safeguard safeguards penalties penalty suspension cuts hike hikes increase reduction reductions relief`,
		tDeal:    `deal deals agreement agreements accord accords pact pacts framework truce consensus treaty settlement arrangement memorandum mou understanding compact statement text ceasefire memoranda protocol contract contracts extension`,
		tTalks:   `talks negotiations negotiation discussions consultations dialogue talk work preparations contacts efforts process bargaining`,
		tSession: `meeting meetings session sessions round rounds summit call visit trip review ceremony hearing hearings signing videoconference conversation teleconference`,
		tGoods: `goods products exports imports cars vehicles shipments steel aluminium aluminum copper beef rice wine spirits chips semiconductors pharmaceuticals medicines drugs
			trucks parts coffee textiles garments shoes footwear aircraft exporters ships soybeans corn lumber timber furniture machinery watches chocolate cheese seafood shrimp automobiles autos smartphones electronics jewellery gems furniture tomatoes meat pork poultry fish oil gas metals derivatives product items lines`,
		tCourt: `court courts judge judges justices tribunal panel appeals`,
		tLaw:   `law bill act legislation ordinance regulation regulations order decree notification notifications mandate motion resolution`,
		tGap:   `differences difference gap gaps disagreement disagreements divergences sticking`,
		tAsk:   `demand demands request requests calls plea appeal proposal proposals offer offers bid idea suggestion overture claim claims accusation accusations condition conditions terms`,
		tDate:  `date dates timing schedule timetable`,
		tProbe: `investigation investigations probe probes inquiry determination`,
	}
	for k := tDuty; k <= tProbe; k++ { // in order: a word listed twice has one kind
		for w := range setOf(words[k]) {
			m[w] = k
		}
	}
	return m
}()

// thing is a kind of noun.
type thing uint8

const (
	tNone thing = iota
	tDuty
	tMeasure
	tDeal
	tTalks
	tSession
	tGoods
	tCourt
	tLaw
	tGap
	tAsk
	tDate
	tProbe
)

// phrasal is one entry of the lexicon of verbs: what must follow the verb.
type phrasal struct {
	particles []string
	apart     bool // an object may stand between
	s         sense
}

// verbSense and nounSense are the lexicon by lemma and by noun. A verb can
// have several senses; the sentence chooses.
var verbSense, nounSense = func() (map[string][]phrasal, map[string]sense) {
	v := map[string][]phrasal{}
	for s := sense(1); s <= sSay; s++ {
		for _, e := range strings.Fields(verbSenses[s]) {
			p := phrasal{s: s}
			e, p.apart = strings.ReplaceAll(e, "..", "+"), strings.Contains(e, "..")
			ws := strings.Split(e, "+")
			p.particles = ws[1:]
			v[ws[0]] = append(v[ws[0]], p)
		}
	}
	n := map[string]sense{}
	for s := sense(1); s <= sSay; s++ {
		for w := range setOf(nounSenses[s]) {
			n[w] = s
		}
	}
	return v, n
}()

// senseVerbs lists the verbs of the lexicon, for their forms.
func senseVerbs() []string {
	var out []string
	for s := sense(1); s <= sSay; s++ {
		for _, e := range strings.Fields(verbSenses[s]) {
			if i := strings.IndexAny(e, "+."); i >= 0 {
				e = e[:i]
			}
			out = append(out, e)
		}
	}
	return out
}

// ready and unready are adjectives that take an infinitive.
var readyWords = setOf("ready willing prepared open happy eager keen poised inclined disposed determined resolved")
var unreadyWords = setOf("unwilling reluctant unprepared loath unready hesitant unlikely")

// senseNames and thingNames name senses and kinds of things in the table of
// evidence.
var (
	senseNames = [...]string{"none", "ask", "want", "offer", "consider", "refuse", "accept", "yield", "agree", "promise", "threaten", "harm", "ease", "give", "retaliate", "meet", "go", "discuss", "move", "seal", "disapprove", "praise", "protect", "deny", "make", "concede", "plan", "try", "keep", "begin", "pass", "comply", "breach", "take", "end", "bear", "say"}
	thingNames = [...]string{"none", "duty", "measure", "deal", "talks", "session", "goods", "court", "law", "gap", "ask", "date", "probe"}
)
