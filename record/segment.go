package record

import (
	"strings"
	"unicode/utf8"
)

// paragraph is a stretch of the text between breaks.
type paragraph struct {
	start, end int
	drop       bool // page furniture: contact lines, links to other stories
	title      bool // a headline: it repeats the story and makes no claims
	sents      []sentence
}

// sentence is a stretch of tokens toks[from:to] of the document.
type sentence struct {
	from, to int
	par      int
}

// paragraphs splits the text. Where lines are long each line is a paragraph;
// where the text is wrapped, a blank line parts two paragraphs.
func paragraphs(text string) []paragraph {
	longest, line, blank := 0, 0, 0
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			if line > longest {
				longest = line
			}
			if line == 0 {
				blank++
			}
			line = 0
		} else if text[i] != '\r' {
			line++
		}
	}
	if line > longest {
		longest = line
	}
	wrapped := longest <= 110 && blank > 0
	var out []paragraph
	start := -1
	flush := func(end int) {
		if start >= 0 {
			for end > start && isSpaceByte(text[end-1]) {
				end--
			}
			if end > start {
				out = append(out, paragraph{start: start, end: end})
			}
		}
		start = -1
	}
	for i := 0; i < len(text); {
		j := strings.IndexByte(text[i:], '\n')
		end := len(text)
		next := len(text)
		if j >= 0 {
			end = i + j
			next = end + 1
		}
		body := strings.TrimSpace(strings.TrimPrefix(text[i:end], "\ufeff"))
		switch {
		case body == "":
			flush(i)
		case !wrapped:
			flush(i)
			start = i + strings.Index(text[i:end], body)
			flush(end)
		case start < 0:
			start = i + strings.Index(text[i:end], body)
		}
		i = next
	}
	flush(len(text))
	for i := range out {
		p := text[out[i].start:out[i].end]
		out[i].drop = furniture(p)
		out[i].title = i == 0 && len(out) > 1 && headline(p)
	}
	return out
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// furnitureStarts begin lines that belong to the page and not to the story.
var furnitureStarts = []string{
	"for queries", "for more information", "for further information", "for enquiries", "contact:", "contact us", "please contact",
	"also read", "read more", "read also", "read next", "see also", "related:", "related article", "related stor", "more on this",
	"subscribe", "sign up", "follow us", "share this", "copyright", "©", "(c) ", "all rights reserved", "advertisement", "click here",
	"comments", "leave a comment", "(reporting by", "reporting by", "editing by", "writing by", "photo:", "image:", "file photo", "source:",
	"tags:", "download the app", "log in", "our standards", "disclaimer", "recommended", "trending", "newsletter", "get the latest",
	"this article was", "this story was", "this story has been", "an earlier version of", "correction:", "corrections:", "clarification:", "editor's note", "editors' note", "edited by", "additional reporting by", "most read",
}

// furniture says whether a paragraph is page furniture.
func furniture(p string) bool {
	low := strings.ToLower(strings.TrimLeft(p, "*•-–— >[\t"))
	for _, s := range furnitureStarts {
		if strings.HasPrefix(low, s) {
			return true
		}
	}
	if len(p) < 220 && (strings.Contains(low, "http://") || strings.Contains(low, "https://") || strings.Contains(low, "www.")) && !strings.ContainsAny(p, `"“`) {
		return true
	}
	if i := strings.IndexByte(p, '@'); i > 0 && i+1 < len(p) && len(p) < 220 && strings.Contains(p[i:], ".") && p[i-1] != ' ' {
		return true
	}
	return strings.IndexFunc(p, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > utf8.RuneSelf }) < 0
}

// headline says whether a first paragraph is a headline: short, and without
// the full stop of a sentence.
func headline(p string) bool {
	if len(p) > 180 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(p, `"”’' `))
	return last != '.' && last != '!' && last != ';' && last != ':'
}

// starters are words that begin a sentence after an abbreviation with a dot.
var starters = setOf("the it he she they we in on but a an this that these those at as however meanwhile for according while also its his her their both if after before since last next president prime minister")

// longestSentence is where a sentence without an end is cut, in tokens: no
// prose is longer, and clauses are compared within a sentence.
const longestSentence = 500

// segment tokenises the paragraphs, numbers the quotations and cuts the
// sentences.
func segment(text string, pars []paragraph) []token {
	var toks []token
	quotes := 0
	for i := range pars {
		p := &pars[i]
		if p.drop {
			continue
		}
		from := len(toks)
		toks = scan(text, p.start, p.end, toks)
		markQuotes(toks[from:], &quotes)
		start := from
		for k := from; k < len(toks); k++ {
			if !endsSentence(toks, k, len(toks)) && k-start < longestSentence {
				continue
			}
			end := k + 1
			for end < len(toks) && (toks[end].kind == quoteMark && toks[end].low != "“" && toks[end].low != "‘" && toks[end].quote == toks[k].quote && toks[k].quote != 0 || toks[end].low == ")" || toks[end].low == "’" && toks[end].quote != 0) {
				end++
			}
			p.sents = append(p.sents, sentence{from: start, to: end, par: i})
			start = end
			k = end - 1
		}
		if start < len(toks) {
			p.sents = append(p.sents, sentence{from: start, to: len(toks), par: i})
		}
	}
	return toks
}

// endsSentence says whether a sentence ends with token k.
func endsSentence(toks []token, k, n int) bool {
	t := &toks[k]
	next := k + 1
	if t.kind == punct && (t.low == "." || t.low == "!" || t.low == "?") {
		for next < n && (toks[next].kind == quoteMark || toks[next].low == ")" || toks[next].low == "’") {
			next++
		}
		if next >= n {
			return true
		}
		nx := &toks[next]
		// "...?" he asked: the sentence goes on.
		return nx.cap || nx.kind == number || nx.kind == punct || toks[next-1].kind == quoteMark && nx.kind == quoteMark || next > k+1 && nx.cap
	}
	if t.abbr && next < n {
		nx := &toks[next]
		return nx.cap && starters[nx.low] && (t.low == "us" || t.low == "uk" || t.low == "eu" || t.low == "jr") && !titleNext(toks, next, n)
	}
	return false
}

// titleNext says whether the word after "U.S." is a title that belongs to
// it, as in "U.S. President Donald Trump".
func titleNext(toks []token, k, n int) bool {
	return (toks[k].low == "president" || toks[k].low == "prime" || toks[k].low == "minister") && k+1 < n && toks[k+1].cap
}

// markQuotes pairs quotation marks within one paragraph and numbers what
// stands between them. A quotation that is not closed runs to the end of the
// paragraph, as quotations over several paragraphs do.
func markQuotes(toks []token, quotes *int) {
	open, single := 0, false
	for i := range toks {
		t := &toks[i]
		if t.kind == quoteMark {
			switch {
			case t.low == `"`:
				if open == 0 {
					*quotes++
					open = *quotes
					t.quote = open
				} else {
					t.quote = open
					open = 0
				}
				single = false
				continue
			case t.low == "“":
				if open == 0 {
					*quotes++
					open = *quotes
				}
				t.quote, single = open, false
				continue
			case t.low == "”":
				t.quote = open
				open = 0
				continue
			case t.low == "‘":
				if open == 0 {
					*quotes++
					open, single = *quotes, true
				}
				t.quote = open
				continue
			}
		}
		if t.kind == punct && (t.low == "’" || t.low == "'") {
			spaceBefore := i == 0 || toks[i-1].end < t.start
			spaceAfter := i+1 >= len(toks) || toks[i+1].start > t.end || toks[i+1].kind == punct
			switch {
			case open == 0 && t.low == "'" && spaceBefore && !spaceAfter:
				*quotes++
				open, single = *quotes, true
				t.kind, t.quote = quoteMark, open
				continue
			case open != 0 && single && spaceAfter:
				t.kind, t.quote = quoteMark, open
				open, single = 0, false
				continue
			}
		}
		t.quote = open
	}
}
