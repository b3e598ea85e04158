package record

import "strings"

// fillSubject reads measures, goods, quantities and the ask.
func (d *doc) fillSubject(cl *Claim, c *clause, f found) {
	from, to := c.lead, c.to
	ids, _ := d.measuresIn(from, to)
	low := " " + d.lower(from, to) + " "
	issuer, on := "US", d.other
	hasTariff := false
	for i := from; i < to; i++ {
		hasTariff = hasTariff || classes["tariff"][d.toks[i].low]
	}
	if len(ids) == 0 && (hasTariff || strings.Contains(low, " measures ")) && on != "" {
		switch {
		case (strings.Contains(low, " these ") || strings.Contains(low, " those ") || strings.Contains(low, " them ")) && len(d.lastMeasures) > 0:
			ids = d.lastMeasures
		case strings.Contains(low, " all ") || strings.Contains(low, " every ") || strings.Contains(low, " entire ") || strings.Contains(low, " series ") || strings.Contains(low, " us tariffs ") || strings.Contains(low, "american tariffs"):
			if cl.Giver != "US" {
				ids = d.allMeasures(issuer, on)
			}
		}
	}
	if len(ids) > 0 && cl.Type != Background && cl.Type != Offer {
		cl.Subject.Measures = ids
	}
	if len(ids) > 0 {
		d.lastMeasures = ids
	}
	d.fillGoods(&cl.Subject, d.goodsIn(from, to))
	if cl.Subject.Topic == "" {
		cl.Subject.Topic = topicOf(low, hasTariff, cl.Type)
	}
	if cl.Type == Demand || cl.Type == RedLine || cl.Type == Reject {
		cl.Subject.Ask = askOf(d.toks[f.from:to])
	}
	d.fillQuantity(&cl.Subject, from, to)
}

// fillGoods sets goods with their tariff lines and sectors.
func (d *doc) fillGoods(s *Subject, goods []string) {
	s.Goods = goods
	for _, g := range goods {
		good := d.reg.good[g]
		for _, h := range good.HTS {
			s.HTS = appendNew(s.HTS, h)
		}
		for _, x := range good.Sectors {
			s.Sectors = appendNew(s.Sectors, x)
		}
	}
}

// topicWords give the topic of a claim from its words, first match wins.
var topicWords = []struct{ word, topic string }{
	{"exchange rate", "exchange rate"}, {"exchange rates", "exchange rate"}, {"currency", "exchange rate"}, {"currencies", "exchange rate"}, {" yen ", "exchange rate"}, {"foreign exchange", "exchange rate"}, {" won ", "exchange rate"},
	{"credit rating", "US sovereign rating"}, {"downgrade", "US sovereign rating"},
	{"export control", "export controls"}, {"export curb", "export controls"}, {"rare earth", "export controls"},
	{"digital services tax", "digital services tax"}, {"digital tax", "digital services tax"}, {"digital", "digital rules"},
	{"inspection", "standards"}, {"standards", "standards"}, {"certification", "standards"}, {"non tariff", "non-tariff barriers"}, {"regulations", "standards"},
	{"quota", "quota"}, {"invest", "investment"}, {"shipbuilding", "cooperation"}, {"security", "security"}, {"defence", "defence"}, {"defense", "defence"},
}

// topicOf gives the topic of a clause.
func topicOf(low string, tariff bool, t Type) string {
	if strings.Contains(low, "digital services tax") || strings.Contains(low, " digital tax") {
		return "digital services tax"
	}
	if tariff && !strings.Contains(low, "exchange rate") && !strings.Contains(low, "currenc") {
		return "tariff"
	}
	for _, w := range topicWords {
		if strings.Contains(low, w.word) {
			return w.topic
		}
	}
	switch {
	case strings.Contains(low, " imports ") || strings.Contains(low, " buy ") || strings.Contains(low, " purchase"):
		return "purchase"
	case strings.Contains(low, " market ") || strings.Contains(low, " access "):
		return "market access"
	case strings.Contains(low, " talks ") || strings.Contains(low, " negotiations ") || strings.Contains(low, " deal ") || strings.Contains(low, " agreement "):
		return "trade talks"
	}
	if t == RedLine || t == Demand || t == Disapprove || t == MeasureAct || t == Threat {
		return "tariff"
	}
	return "trade talks"
}

// asks give the plain name of what is asked.
var asks = map[string]string{
	"remove": "remove", "removal": "remove", "removed": "remove", "eliminate": "remove", "elimination": "remove", "eliminated": "remove", "abolish": "remove", "abolition": "remove",
	"scrap": "remove", "scrapping": "remove", "scrapped": "remove", "lift": "remove", "lifting": "remove", "lifted": "remove", "withdraw": "remove", "withdrawal": "remove", "drop": "remove", "revoke": "remove", "cancel": "remove", "repeal": "remove", "end": "remove", "waive": "remove",
	"reduce": "reduce", "reduction": "reduce", "cut": "reduce", "cuts": "reduce", "lower": "reduce", "halve": "reduce", "ease": "reduce", "relax": "reduce", "lowered": "reduce",
	"exempt": "exempt", "exemption": "exempt", "exemptions": "exempt", "exclude": "exempt", "exclusion": "exempt", "spare": "exempt", "exempted": "exempt",
	"review": "review", "revise": "review", "reexamine": "review", "reconsider": "review", "revision": "review", "rethink": "review",
	"suspend": "suspend", "suspension": "suspend", "pause": "suspend", "delay": "suspend", "extend": "extend", "extension": "extend",
	"open": "open market", "access": "open market", "buy": "buy", "purchase": "buy", "invest": "invest", "concession": "concede", "concessions": "concede",
}

// askOf gives the strongest ask of a row of words.
func askOf(toks []token) string {
	rank := map[string]int{"remove": 6, "exempt": 5, "reduce": 4, "suspend": 3, "extend": 3, "open market": 3, "buy": 3, "invest": 3, "review": 2, "concede": 1}
	best := ""
	for _, t := range toks {
		a := asks[t.low]
		if a == "" && t.form != 0 {
			a = asks[t.lem]
		}
		if a != "" && rank[a] > rank[best] {
			best = a
		}
	}
	return best
}
