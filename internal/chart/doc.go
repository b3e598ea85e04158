// Package chart draws the few kinds of chart that Parley prints, as SVG text
// made in Go: bars with ranges around zero, and the payoffs of packages with
// their frontier.
//
// A chart is drawn for a given width in CSS pixels, and text in it is never
// smaller than MinText: a page that is read on a desk and on a phone draws it
// twice and lets its style sheet show one of them. Colours come from the CSS
// custom properties listed in Style, so that one drawing serves light and
// dark; every mark that colour tells apart is also told apart by position,
// shape or a label. Every drawing carries a title and a description for
// readers who do not see it.
//
// The package knows nothing of trade: values and labels come in, SVG goes
// out, and the same input gives the same bytes.
package chart

// MinText is the smallest size of text in a chart, in CSS pixels.
const MinText = 12.0

// Style is the style sheet that the drawings rely on. A page puts it into
// its own style element and may set the custom properties to other colours.
const Style = `.chart{--ink:#1b1f24;--dim:#59626d;--line:#d7dbe0;--ground:#ffffff;--a:#0b5cad;--b:#b4530a;--zone:#e8f3ea;--mark:#1d7a3f}
.chart text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12.5px;fill:var(--ink);font-variant-numeric:tabular-nums}
.chart .dim{fill:var(--dim)}
.chart .strong{font-weight:600}
.chart .ground{fill:var(--ground)}
.chart .halo{stroke:var(--ground);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}
.chart .grid{stroke:var(--line);stroke-width:1;fill:none}
.chart .zero{stroke:var(--ink);stroke-width:1.2;fill:none}
.chart .a{fill:var(--a)}
.chart .b{fill:var(--b)}
.chart .soft{opacity:.38}
.chart .whisker{stroke:var(--ink);stroke-width:1.4;fill:none}
.chart .cloud{stroke:var(--dim);stroke-width:2.6;stroke-linecap:round;fill:none;opacity:.32}
.chart .front{stroke:var(--mark);stroke-width:2.2;fill:none;stroke-linejoin:round}
.chart .frontdot{fill:var(--mark)}
.chart .zone{fill:var(--zone)}
.chart .mark{fill:var(--ground);stroke:var(--ink);stroke-width:1.8}
.chart .full{fill:var(--ink);stroke:var(--ink);stroke-width:1.8}
.chart .lead{stroke:var(--dim);stroke-width:1;fill:none}
@media (prefers-color-scheme:dark){.chart{--ink:#e8eaed;--dim:#a4adb8;--line:#3a424c;--ground:#15181c;--a:#6db3f2;--b:#f0a35e;--zone:#1c2b21;--mark:#63c987}}
@media print{.chart{--ink:#000;--dim:#444;--line:#ccc;--ground:#fff;--a:#0b5cad;--b:#b4530a;--zone:#eef5ef;--mark:#1d7a3f}}
`
