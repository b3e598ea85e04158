package page

import (
	"regexp"
	"sort"
	"strings"
	"time"
)

// Dated is a day that a page gives for its publication.
type Dated struct {
	Date     string `json:"date"`     // YYYY-MM-DD, the day on the page's own clock
	Written  string `json:"written"`  // as the page writes it
	From     string `json:"from"`     // where in the page
	Declared bool   `json:"declared"` // the page says that this is the day of publication; otherwise it is a mere sign of it
}

// dateKeys lists the meta elements that give a day of publication, and
// whether they say that it is one. Days of a change are not looked at.
var dateKeys = map[string]string{}

func init() {
	for _, k := range strings.Fields("article:published_time og:article:published_time og:published_time article:published datepublished date.published parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.created citation_publication_date publication_date publicationdate publish-date publish_date publishdate published-date pubdate ptime rnews:datepublished cxenseparse:recs:publishtime") {
		dateKeys[k] = "meta " + k
	}
}

// date keeps a day when it can be read.
func (m *metadata) date(written, from string, declared bool) {
	day, ok := readDay(written)
	if !ok || len(m.dates) >= 50 {
		return
	}
	m.dates = append(m.dates, Dated{Date: day, Written: clean(written), From: from, Declared: declared})
}

var (
	isoDay   = regexp.MustCompile(`^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(\D|$|\d{6})`)
	longForm = []string{time.RFC1123, time.RFC1123Z, time.RFC850, "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "Monday, January 2, 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon, 02 Jan 2006 15:04:05 -0700", "January 2, 2006 15:04", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM"}
)

// readDay reads a day written from the year down, or with the month in
// letters. Days in figures that begin with day or month are not read: their
// order cannot be known.
func readDay(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 60 {
		return "", false
	}
	var t time.Time
	var err error
	if g := isoDay.FindStringSubmatch(s); g != nil {
		t, err = time.Parse("20060102", g[1]+g[2]+g[3])
	} else {
		for _, form := range longForm {
			if t, err = time.Parse(form, s); err == nil {
				break
			}
		}
	}
	if s == "" || err != nil || t.Year() < 1990 || t.Year() > 2100 {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

var dayInAddress = regexp.MustCompile(`/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:/|-|_|$|\D)`)

// orderDates puts declared days before signs, joins what says the same, and
// adds the day in the address as a sign.
func orderDates(dates []Dated, address string) []Dated {
	if g := dayInAddress.FindStringSubmatch(address); g != nil {
		if day, ok := readDay(g[1] + "-" + g[2] + "-" + g[3]); ok {
			dates = append(dates, Dated{Date: day, Written: strings.Trim(g[0], "/-_"), From: "the address"})
		}
	}
	sort.SliceStable(dates, func(i, j int) bool { return dates[i].Declared && !dates[j].Declared })
	var out []Dated
	seen := map[Dated]bool{}
	signs := 0
	for _, d := range dates {
		key := Dated{Date: d.Date, From: d.From, Declared: d.Declared}
		if seen[key] {
			continue
		}
		seen[key] = true
		if !d.Declared {
			if signs++; signs > 3 {
				continue
			}
		}
		out = append(out, d)
	}
	return out
}

// Day is the day of publication that the page declares. ok is false when it
// declares none, or several that differ; why says which.
func (d *Document) Day() (day string, ok bool, why string) {
	var from string
	for _, p := range d.Published {
		switch {
		case !p.Declared:
		case day == "":
			day, from = p.Date, p.From
		case p.Date != day:
			return "", false, "it gives " + day + " (" + from + ") and " + p.Date + " (" + p.From + ")"
		}
	}
	if day == "" {
		if len(d.Published) > 0 {
			p := d.Published[0]
			return "", false, "it declares none; " + p.From + " has " + p.Date + ", which may be another day"
		}
		return "", false, "it declares none"
	}
	return day, true, ""
}

// Agrees says whether a day can be the day that p means: the same one, or
// its neighbour when p has a time of day, since the day hangs on the place.
func (p Dated) Agrees(day string) bool {
	if day == p.Date {
		return true
	}
	a, err := time.Parse(time.DateOnly, day)
	b, err2 := time.Parse(time.DateOnly, p.Date)
	if err != nil || err2 != nil || !strings.ContainsAny(p.Written, ":") {
		return false
	}
	gap := a.Sub(b).Hours() / 24
	return gap == 1 || gap == -1
}
