package trade

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/economy"
	"parley/internal/fault"
)

// namedClosure is a closure that a user can ask for by name.
type namedClosure struct {
	Name, Title string
	make        func(e *economy.Economy) (*economy.Economy, Closure, error)
}

// Named lists the closures known by name, with one line on each.
func Named() (names, titles []string) {
	for _, c := range namedClosures {
		names = append(names, c.Name)
		titles = append(titles, c.Title)
	}
	return names, titles
}

var namedClosures = []namedClosure{
	{"cp2015", "Caliendo and Parro (2015): transfers fixed as a share of world income, revenue lump-sum, labour fixed", plain(Closure{Name: "cp2015"})},
	{"balanced", "the same without transfers: trade balanced first, then the shock (Ossa 2014)", plain(Closure{Name: "balanced", Balanced: true})},
	{"short-run", "cp2015 with factors fixed by sector: each sector has a wage of its own (specific factors, Jones 1971)", shortRun},
	{"ilms2025", "Ignatenko, Lashkaripour, Macedoni and Simonovska (2025): destination costs, elastic labour, scale, revenue lowers income tax", ilms(ilmsOptions{name: "ilms2025", relief: true, destination: true, passThrough: 1})},
	{"ilms2025-lump-sum", "the same with tariff revenue handed back lump-sum", ilms(ilmsOptions{name: "ilms2025-lump-sum", destination: true, passThrough: 1})},
	{"ilms2025-incomplete", "the same with incomplete pass-through of tariffs", ilms(ilmsOptions{name: "ilms2025-incomplete", relief: true, destination: true, passThrough: 0.25})},
	{"ilms2025-eaton-kortum", "the same without destination costs, full pass-through", ilms(ilmsOptions{name: "ilms2025-eaton-kortum", relief: true})},
	{"ilms2025-io", "the same with input-output links: value added is 0.49 of cost", ilms(ilmsOptions{name: "ilms2025-io", relief: true, destination: true, passThrough: 1, valueAdded: 0.49})},
}

// plain is a closure that takes the economy as it is.
func plain(c Closure) func(*economy.Economy) (*economy.Economy, Closure, error) {
	return func(e *economy.Economy) (*economy.Economy, Closure, error) { return e, c, nil }
}

// shortRun is Caliendo and Parro's closure with every sector's factors fixed.
func shortRun(e *economy.Economy) (*economy.Economy, Closure, error) {
	return e, Closure{Name: "short-run", Mobility: make([]float64, e.N())}, nil
}

// ilmsOptions are the variants of Ignatenko et al. (2025).
type ilmsOptions struct {
	name        string
	relief      bool
	destination bool
	passThrough float64 // the constant c of the exponent; zero for an exponent of one
	valueAdded  float64 // share of cost; zero for no inputs
}

// The parameters of Ignatenko et al. (2025), section 3: the trade
// elasticity is 4, entry responds with 1/theta of the Pareto shape
// theta = eps/0.67, and labour supply with one half.
const (
	ilmsLabour = 0.5
	ilmsScale  = 0.67 / 4
	ilmsShape  = 4 / 0.67
)

func ilms(o ilmsOptions) func(*economy.Economy) (*economy.Economy, Closure, error) {
	return func(e *economy.Economy) (*economy.Economy, Closure, error) {
		c := Closure{Name: o.name, LabourSupply: ilmsLabour, Scale: ilmsScale, TaxRelief: o.relief, Numeraire: WorldPrices}
		if o.destination {
			if e.DestinationCost == nil {
				return nil, c, fault.Bad("closure "+o.name, "use an economy with destination costs (goods-2023), or a closure file with destination_cost",
					"economy %s has no destination costs", e.Name)
			}
			c.DestinationCost = e.DestinationCost
		}
		if o.passThrough != 0 {
			c.PassThrough = passThroughOf(c.DestinationCost, e.N(), o.passThrough, ilmsShape)
		}
		if o.valueAdded != 0 {
			var err error
			if e, err = withInputs(e, o.valueAdded); err != nil {
				return nil, c, err
			}
			c.Numeraire = WorldWages
			c.Changed = append(c.Changed, valueAddedTitle(o.valueAdded))
		}
		return e, c, nil
	}
}

// passThroughOf is the exponent of tariffs relative to the trade elasticity,
// c + (1+theta)/((1-nu) theta) - 1/theta - 1, with c one for full
// pass-through at the border (Ignatenko et al. 2025, section 2).
func passThroughOf(nu []float64, n int, c, theta float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		v := 0.0
		if nu != nil {
			v = nu[i]
		}
		out[i] = c + (1+theta)/((1-v)*theta) - 1/theta - 1
	}
	return out
}

// withInputs gives a one-sector economy without inputs an input-output
// link: value added is the share beta of cost, the rest buys the sector's
// own composite. Own sales grow to output over beta less exports' part, as
// in Ignatenko et al. (2025), appendix on input-output linkages: X_ii/beta.
func withInputs(e *economy.Economy, beta float64) (*economy.Economy, error) {
	if e.S() != 1 || slices.ContainsFunc(e.Input, func(g float64) bool { return g != 0 }) {
		return nil, fault.Bad("closure", "leave value_added out: the economy has its own input-output links", "value_added is for economies of one sector without inputs; %s has %d sectors", e.Name, e.S())
	}
	c := *e
	N := e.N()
	c.Flow = slices.Clone(e.Flow)
	c.Input, c.ValueAdded = make([]float64, N), make([]float64, N)
	for n := range N {
		c.Flow[e.At(0, n, n)] /= beta
		c.Input[n], c.ValueAdded[n] = 1-beta, beta
	}
	return &c, nil
}

func valueAddedTitle(beta float64) string { return fmt.Sprintf("value added %g of cost", beta) }

// withoutInputs takes input-output links away: factors alone make the same
// sales, and what industries bought is bought by final users, as in the model
// without materials of Caliendo and Parro (2015).
func withoutInputs(e *economy.Economy) *economy.Economy {
	c := *e
	N, S := e.N(), e.S()
	c.Input, c.ValueAdded, c.Final = make([]float64, N*S*S), make([]float64, N*S), make([]float64, N*S)
	for n := range N {
		sum := 0.0
		for s := range S {
			c.ValueAdded[n*S+s] = 1
			for i := range N {
				f := e.At(s, n, i)
				c.Final[n*S+s] += e.Flow[f] * (1 + e.Tariff[f])
			}
			sum += c.Final[n*S+s]
		}
		for s := range S {
			if sum > 0 {
				c.Final[n*S+s] /= sum
			} else {
				c.Final[n*S+s] = 1 / float64(S)
			}
		}
	}
	return &c
}

// OpenClosure is the closure of a name for an economy. The economy comes
// back changed where the closure needs it so (input-output links of a
// one-sector economy).
func OpenClosure(name string, e *economy.Economy) (*economy.Economy, Closure, error) {
	if name == "" {
		name = "cp2015"
	}
	names, _ := Named()
	for _, c := range namedClosures {
		if c.Name == name {
			return c.make(e)
		}
	}
	return nil, Closure{}, fault.Missing("--closure", "use one of "+strings.Join(names, ", ")+", or a YAML file", "no closure is named %q", name)
}

// ReadClosure reads a closure file: a YAML mapping of
//
//	name              what results call it
//	base              a named closure to start from (default cp2015)
//	transfers         benchmark, zero, a mapping of region to million, which must sum to zero,
//	                  or {balance_with: REGION, rescale: true}: trade with that region
//	                  balanced partner by partner, what is left over spread by income
//	revenue           lump-sum or tax-relief
//	labour_supply     elasticity, 0 for fixed labour
//	mobility          of factors between sectors: specific, mobile, an elasticity of supply
//	                  to a sector by its wage, or a mapping of region to these with "default"
//	scale             elasticity of productivity to production
//	destination_cost  one share, or a mapping of region to share with "default"
//	pass_through      one exponent, or a mapping of region to exponent with "default",
//	                  or {constant: C, shape: THETA} for the exponent of Ignatenko et al. (2025)
//	numeraire         income, prices or wages
//	elasticity        trade elasticity for all sectors, or a mapping of sector to elasticity
//	inputs            none: no input-output links, all that is bought is for final use;
//	                  economy (the default): those of the economy
//	value_added       share of cost in a one-sector economy without inputs
func ReadClosure(r io.Reader, file string, e *economy.Economy) (*economy.Economy, Closure, error) {
	d := document{file}
	root, err := d.open(r)
	if err != nil {
		return nil, Closure{}, err
	}
	f, err := d.fields(root, "the closure")
	if err != nil {
		return nil, Closure{}, err
	}
	base := "cp2015"
	if n := f.get("base"); n != nil {
		base = n.Value
	}
	out, c, err := OpenClosure(base, e)
	if err != nil {
		var ft *fault.Error
		if n := f.vals["base"]; n != nil && errors.As(err, &ft) {
			return nil, c, d.bad(n, ft.Remedy, "%s", ft.Why)
		}
		return nil, c, err
	}
	c.Name = strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".yaml")
	if n := f.get("name"); n != nil {
		c.Name = n.Value
	}
	rd := &closureReader{fields: f, e: out, c: &c}
	for _, read := range []func() error{rd.plain, rd.destination, rd.passThrough, rd.mobility, rd.economy, rd.transfers} {
		if err := read(); err != nil {
			return nil, c, err
		}
	}
	if err := f.finish("name", "base", "transfers", "revenue", "labour_supply", "mobility", "scale", "destination_cost", "pass_through", "numeraire", "elasticity", "inputs", "value_added"); err != nil {
		return nil, c, err
	}
	return rd.e, c, nil
}

type closureReader struct {
	*fields
	e *economy.Economy
	c *Closure
}

func (rd *closureReader) transfers() error {
	n := rd.get("transfers")
	switch {
	case n == nil:
	case n.Kind == yaml.MappingNode:
		rd.c.Balanced = false
		rd.c.Transfers = make([]float64, rd.e.N())
		if f, err := rd.document.fields(n, "transfers"); err == nil && f.has("balance_with") {
			return rd.balanceWith(f)
		}
		return rd.byRegion(n, "transfers", rd.c.Transfers, -1e15, 1e15)
	case n.Value == "zero":
		rd.c.Balanced, rd.c.Transfers = true, nil
	case n.Value == "benchmark":
		rd.c.Balanced, rd.c.Transfers = false, nil
	default:
		return rd.bad(n, "use benchmark, zero, or a mapping of region to million", "transfers: %q is not known", n.Value)
	}
	return nil
}

// balanceWith takes each region's net exports to one region out of its
// transfer and sets that region's to zero, as in table 10 of Ignatenko et
// al. (2025). The transfers left need not sum to zero: without rescale the
// closure is then refused with the number.
func (rd *closureReader) balanceWith(f *fields) error {
	list, err := Regions(rd.e, f.get("balance_with").Value)
	if err != nil || len(list) != 1 {
		return rd.bad(f.get("balance_with"), "name one region", "balance_with: %q names %d regions", f.get("balance_with").Value, len(list))
	}
	rescale, err := f.word("rescale", "false", "true", "false")
	if err != nil {
		return err
	}
	hub := list[0]
	title := "trade with " + rd.e.Regions[hub].Code + " balanced partner by partner"
	if rescale == "true" {
		title += ", what is left over spread by income"
	}
	rd.c.Changed = append(rd.c.Changed, title)
	raw := fromEconomy(rd.e, rd.c)
	t := rd.c.Transfers
	copy(t, raw.transfer)
	for n := range t {
		for s := range rd.e.S() {
			if n != hub {
				t[n] -= rd.e.Flow[rd.e.At(s, n, hub)] - rd.e.Flow[rd.e.At(s, hub, n)]
			}
		}
	}
	t[hub] = 0
	if rescale == "true" {
		left, world := total(t), total(raw.income)-raw.income[hub]
		for n := range t {
			if n != hub {
				t[n] -= left * raw.income[n] / world
			}
		}
	}
	return f.finish("balance_with", "rescale")
}

// plain reads the fields with one value.
func (rd *closureReader) plain() error {
	def := "lump-sum"
	if rd.c.TaxRelief {
		def = "tax-relief"
	}
	w, err := rd.word("revenue", def, "lump-sum", "tax-relief")
	if err != nil {
		return err
	}
	rd.c.TaxRelief = w == "tax-relief"
	if rd.c.LabourSupply, err = rd.optional("labour_supply", rd.c.LabourSupply, 0, 100); err != nil {
		return err
	}
	if rd.c.Scale, err = rd.optional("scale", rd.c.Scale, 0, 10); err != nil {
		return err
	}
	w, err = rd.word("numeraire", "", "income", "prices", "wages")
	switch w {
	case "income":
		rd.c.Numeraire = WorldIncome
	case "prices", "wages":
		rd.c.Numeraire = Numeraire(w)
	}
	return err
}

func (rd *closureReader) destination() error {
	n := rd.get("destination_cost")
	if n == nil {
		return nil
	}
	rd.c.DestinationCost = make([]float64, rd.e.N())
	return rd.byRegion(n, "destination_cost", rd.c.DestinationCost, 0, 0.99)
}

// mobility reads how well factors move between sectors.
func (rd *closureReader) mobility() error {
	n := rd.get("mobility")
	if n == nil {
		return nil
	}
	m := make([]float64, rd.e.N())
	for i := range m {
		m[i] = Mobile // of regions that a mapping does not name
	}
	rd.c.Mobility = m
	return rd.byRegionOr(n, "mobility", m, 0, largestMobility, map[string]float64{"specific": 0, "mobile": Mobile})
}

func (rd *closureReader) passThrough() error {
	n := rd.get("pass_through")
	if n == nil {
		return nil
	}
	if n.Kind == yaml.MappingNode {
		f, err := rd.document.fields(n, "pass_through")
		if err != nil {
			return err
		}
		if f.has("constant") {
			c, err := f.number("constant", 0.001, 10)
			if err != nil {
				return err
			}
			shape, err := f.optional("shape", ilmsShape, 0.01, 1000)
			if err != nil {
				return err
			}
			rd.c.PassThrough = passThroughOf(rd.c.DestinationCost, rd.e.N(), c, shape)
			return f.finish("constant", "shape")
		}
	}
	rd.c.PassThrough = make([]float64, rd.e.N())
	for i := range rd.c.PassThrough {
		rd.c.PassThrough[i] = 1
	}
	return rd.byRegion(n, "pass_through", rd.c.PassThrough, 0.01, 10)
}

// byRegion reads one number for all regions, or a mapping of region to
// number in which "default" stands for the rest.
func (rd *closureReader) byRegion(n *yaml.Node, what string, out []float64, low, high float64) error {
	return rd.byRegionOr(n, what, out, low, high, nil)
}

// byRegionOr is byRegion that also takes words for numbers.
func (rd *closureReader) byRegionOr(n *yaml.Node, what string, out []float64, low, high float64, words map[string]float64) error {
	number := func(n *yaml.Node, what string) (float64, error) {
		if v, ok := words[n.Value]; ok && n.Kind == yaml.ScalarNode {
			return v, nil
		}
		return rd.value(n, what, low, high)
	}
	if n.Kind == yaml.ScalarNode {
		v, err := number(n, what)
		for i := range out {
			out[i] = v
		}
		return err
	}
	f, err := rd.document.fields(n, what)
	if err != nil {
		return err
	}
	if f.has("default") {
		v, err := number(f.get("default"), "default")
		if err != nil {
			return err
		}
		for i := range out {
			out[i] = v
		}
	}
	for _, k := range f.keys {
		if k == "default" {
			continue
		}
		list, err := Regions(rd.e, k)
		if err != nil {
			var ft *fault.Error
			if errors.As(err, &ft) {
				return rd.bad(f.vals[k], ft.Remedy, "%s", ft.Why)
			}
			return err
		}
		v, err := number(f.get(k), k)
		if err != nil {
			return err
		}
		for _, i := range list {
			out[i] = v
		}
	}
	return nil
}

// economy reads what changes the economy itself.
func (rd *closureReader) economy() error {
	if n := rd.get("elasticity"); n != nil {
		c := *rd.e
		c.Theta = slices.Clone(rd.e.Theta)
		set := func(list []int, v float64) {
			for _, s := range list {
				c.Theta[s] = economy.Elasticity{Value: v, Low: math.Min(v, c.Theta[s].Low), High: math.Max(v, c.Theta[s].High), Source: rd.file}
			}
		}
		if n.Kind == yaml.ScalarNode {
			v, err := rd.value(n, "elasticity", 0.01, 200)
			if err != nil {
				return err
			}
			all, _ := SectorsNamed(rd.e, "*")
			set(all, v)
			rd.c.Changed = append(rd.c.Changed, fmt.Sprintf("trade elasticity %g in all sectors", v))
		} else {
			f, err := rd.document.fields(n, "elasticity")
			if err != nil {
				return err
			}
			var said []string
			for _, k := range f.keys {
				v, err := f.number(k, 0.01, 200)
				if err != nil {
					return err
				}
				list, err := SectorsNamed(rd.e, k)
				if err != nil {
					var ft *fault.Error
					if errors.As(err, &ft) {
						return rd.bad(f.vals[k], ft.Remedy, "%s", ft.Why)
					}
					return err
				}
				set(list, v)
				said = append(said, fmt.Sprintf("%s %g", k, v))
			}
			if n := len(said); n > 6 {
				said = append(said[:6], fmt.Sprintf("%d more", n-6))
			}
			if said != nil {
				rd.c.Changed = append(rd.c.Changed, "trade elasticities of its own ("+strings.Join(said, ", ")+")")
			}
		}
		rd.e = &c
	}
	w, err := rd.word("inputs", "economy", "economy", "none")
	if err != nil {
		return err
	}
	if w == "none" {
		if rd.has("value_added") {
			return rd.bad(rd.vals["inputs"], "keep one of them", "no inputs, and a share of inputs, at once")
		}
		rd.e = withoutInputs(rd.e)
		rd.c.Changed = append(rd.c.Changed, "no input-output links")
	}
	if rd.has("value_added") {
		beta, err := rd.number("value_added", 0.01, 1)
		if err != nil {
			return err
		}
		if rd.e, err = withInputs(rd.e, beta); err != nil {
			var ft *fault.Error
			if errors.As(err, &ft) {
				return rd.bad(rd.vals["value_added"], ft.Remedy, "%s", ft.Why)
			}
			return err
		}
		rd.c.Changed = append(rd.c.Changed, valueAddedTitle(beta))
	}
	return nil
}
