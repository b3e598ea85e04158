// Package brief joins the record, the law, the model and the bargain for one
// article, and renders the page that the analyst hands on: text for a
// terminal, Markdown, JSON, or one self-contained HTML file.
package brief
