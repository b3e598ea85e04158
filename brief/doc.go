// Package brief joins the record, the law, the model and the bargain for one
// article, and renders the page that the analyst hands on: text for a
// terminal, Markdown, JSON, or one self-contained HTML file.
//
// Build does the joining. It takes what the other rooms found (a Reading, a
// law book, a valued case, an economy) and gives a Brief, which is data: its
// JSON is the contract of the command line. What is not there (no case for
// the track, no law for the date) is named in Brief.Missing and never filled
// in. A Brief is then composed into a page, once, and each format renders
// that page, so that all of them say the same with the same numbers.
//
// Every number on the page has a unit and a date, and a mark that leads to a
// numbered source.
package brief
