package brief

import "parley/internal/chart"

// page is a brief as it is read: the same for all formats. Renderers turn
// it into text, Markdown or HTML and decide nothing about its content.
type page struct {
	Kicker   string   // "United States–Japan"
	Title    string   // one sentence
	Meta     []string // what was read, when, under which law
	Answers  []Answer
	Sections []section
	Foot     string
}

// section is a part of the page under a heading.
type section struct {
	ID     string // anchor
	Title  string
	Lead   []rich // what the section says, in sentences
	Blocks []block
}

// rich is text with marks of its sources.
type rich struct {
	Text string
	Refs []int // numbers in the list of sources
}

// block is one element of a section.
type block interface{ isBlock() }

// claimList is a group of claims under a small heading.
type claimList struct {
	Title   string
	Claims  []claimLine
	Compact bool // background to the bargain: set smaller
}

// claimLine is one claim as printed.
type claimLine struct {
	ID     string
	Says   string
	Quotes []string // the words; later ones say it again
	Who    string
	When   string
	Marks  []string // "unnamed source", "contested", "said again"
	Part   bool     // an item of the offer above it, said by the same speaker
	Rule   string
}

// flagList is the list of doubts.
type flagList struct{ Flags []flagLine }

// flagLine is one doubt as printed.
type flagLine struct {
	Severity string // "high", "medium", "low"
	Title    string
	Message  string
	Evidence string
	Suggest  string
	Claim    string
	Quote    string
}

// table is a table with a caption. The first column names the row; Right
// marks the columns of numbers.
type table struct {
	Caption string
	Head    []string
	Right   []bool
	Rows    [][]rich
	Strong  map[int]bool // rows to stress
	Notes   []rich       // under the table
	Tight   bool         // figures in short columns after the first two: stay in columns on a phone
}

// itemList says where each item stands and on what its value rests.
type itemList struct {
	Caption string
	Items   []itemLine
}

// itemLine is one item as printed.
type itemLine struct {
	Name, Level, Giver string
	Claims             []string // ids; none when the article does not speak of it
	Evidence           rich
}

// barFigure is a chart of bars with its caption.
type barFigure struct {
	Caption string
	Chart   chart.Bars
	Text    func(v float64) string // a value with its range is Texts[row][panel][series]
	Texts   [][][]string
	Notes   []rich
}

// frontFigure is a chart of payoffs.
type frontFigure struct {
	Caption string
	Charts  []chart.Frontier // one a reading
	Heads   []string
	Notes   []rich
}

// notes are small sentences.
type notes struct{ Items []rich }

// gapList says what a full brief would have.
type gapList struct{ Gaps []Gap }

// factList pairs names with facts.
type factList struct{ Items [][2]rich }

// sourceList is the numbered list at the end.
type sourceList struct{ Sources []Source }

func (claimList) isBlock()   {}
func (flagList) isBlock()    {}
func (itemList) isBlock()    {}
func (table) isBlock()       {}
func (barFigure) isBlock()   {}
func (frontFigure) isBlock() {}
func (notes) isBlock()       {}
func (gapList) isBlock()     {}
func (factList) isBlock()    {}
func (sourceList) isBlock()  {}
