package brief

import (
	"regexp"
	"strings"

	"parley/record"
)

// Source is a numbered reference of the brief.
type Source struct {
	N     int    `json:"n"`
	Title string `json:"title"`
	Date  string `json:"date,omitempty"`
	URL   string `json:"url,omitempty"`
	Grade string `json:"grade,omitempty"` // A primary text, B named agency, C weak, K unverified; "model" for a result
	Kind  string `json:"kind"`            // article, law, data, case, model
}

// register numbers sources in the order in which they are first cited. One
// text has one number.
type register struct {
	list []Source
	seen map[string]int
	ids  map[string]int // handle of a case's source to number
}

func newRegister() *register {
	return &register{seen: map[string]int{}, ids: map[string]int{}}
}

// cite gives the number of a source; an empty title has none (0).
func (r *register) cite(s Source) int {
	key := strings.TrimSpace(s.Title)
	if key == "" {
		return 0
	}
	n, ok := r.seen[key]
	if act := oneAct(key); !ok && act != "" {
		if n, ok = r.seen[act]; ok {
			r.seen[key] = n
		} else {
			r.seen[act] = len(r.list) + 1
		}
	}
	if ok {
		old := &r.list[n-1]
		if old.Date == "" {
			old.Date = s.Date
		}
		if old.URL == "" {
			old.URL = s.URL
		}
		if old.Grade == "" {
			old.Grade = s.Grade
		}
		return n
	}
	s.N = len(r.list) + 1
	s.Title = key
	r.list = append(r.list, s)
	r.seen[key] = s.N
	return s.N
}

// presidential finds the numbers of orders and proclamations in a citation.
var presidential = regexp.MustCompile(`\b(EO|Executive Order|Proclamation) (\d{5})\b`)

// oneAct is the act that a citation is of, when it begins with an order or a
// proclamation and names no other: the law book and a case write the same act
// in different words.
func oneAct(title string) string {
	m := presidential.FindAllStringSubmatchIndex(title, -1)
	if len(m) != 1 || m[0][0] != 0 {
		return ""
	}
	if title[m[0][2]] == 'P' {
		return "proclamation " + title[m[0][4]:m[0][5]]
	}
	return "order " + title[m[0][4]:m[0][5]]
}

// law cites a legal text; a citation may carry its address at the end.
func (r *register) law(citation, grade string) int {
	title, url := splitURL(citation)
	return r.cite(Source{Title: title, URL: url, Grade: grade, Kind: "law"})
}

// article cites the text that was read.
func (r *register) article(a record.Article) int {
	title := "The article as read: " + base(a.Path)
	if len(a.SHA256) >= 12 {
		title += ", SHA-256 " + a.SHA256[:12] + "…"
	}
	return r.cite(Source{Title: title, Date: a.Published, Kind: "article"})
}

// splitURL separates an address at the end of a citation from its text.
func splitURL(s string) (title, url string) {
	i := strings.Index(s, "https://")
	if i < 0 {
		i = strings.Index(s, "http://")
	}
	if i < 0 {
		return s, ""
	}
	url, rest, _ := strings.Cut(s[i:], " ")
	url = strings.TrimRight(url, ".,;)")
	title = strings.TrimRight(strings.TrimSpace(s[:i]+rest), " ,;:(")
	if title == "" {
		title = url
	}
	return title, url
}

// base is the last element of a path with either kind of slash.
func base(path string) string {
	if i := strings.LastIndexAny(path, `/\`); i >= 0 {
		return path[i+1:]
	}
	return path
}
