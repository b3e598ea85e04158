package lawlists

import "strings"

// recipe says how one list of law/us is made.
type recipe struct {
	name       string
	title      string
	from       []string // ingredient lists
	source     string
	confidence string
	partition  bool // a code has one place only: the longest code and the latest line decide
	later      bool // holds lines created after the editions of the schedule that are held
	notes      []string
	changes    []string // "2025-09-08 eo-14346": the act behind lines that begin on a day, or end the day before
	take       func(b *builder, r row) (line, bool)
}

// as takes every row with a fixed qualifier.
func as(qualifier string) func(*builder, row) (line, bool) {
	return func(_ *builder, r row) (line, bool) { return line{r.code, r.from, r.to, qualifier}, true }
}

// by takes every row with a qualifier found by a table from a field.
func by(field func(row) string, table map[string]string) func(*builder, row) (line, bool) {
	return func(_ *builder, r row) (line, bool) {
		q, ok := table[field(r)]
		return line{r.code, r.from, r.to, q}, ok
	}
}

func measure(r row) string   { return r.measure }
func heading(r row) string   { return r.heading }
func qualifier(r row) string { return r.qualifier }

const yale = "Budget-Lab-Yale/tariff-rate-tracker, "

// recipes are all lists, in the order of the authorities.
var recipes = []recipe{
	{
		name: "ieepa-annex-ii", title: "Goods outside the reciprocal tariff: HTS note 2(v)(iii) (EO 14257 Annex II, memorandum of 11 April 2025, EO 14346, EO 14360)",
		from: []string{"ieepa_annexII_first_appearance.csv"}, source: yale + "annex_ii_first_appearance (per-revision dating of note 2(v)(iii))", confidence: "A", changes: []string{"2025-08-01 pp-10962", "2025-09-08 eo-14346", "2025-10-14 pp-10976", "2025-11-13 eo-14360"},
		take: as(""),
	},
	{
		name: "ieepa-annex-ii-lines", title: "Statistical lines outside the reciprocal tariff that note 2(v)(iii) names by description: informational materials, agricultural goods of EO 14360",
		from: []string{"ieepa_reciprocal_exempt_hts10_dated.csv"}, source: yale + "ieepa_exempt_products, less the codes of ieepa-annex-ii", confidence: "B",
		notes:   []string{"chapter 98 left out: it is not a class of goods", "food and essential oils are dated 2025-11-13 (EO 14360); the source left their date blank"},
		changes: []string{"2025-11-13 eo-14360", "2025-10-14 pp-10976", "2025-08-01 pp-10962", "2025-09-08 eo-14346"},
		take:    annexLines,
	},
	{
		name: "ieepa-brazil-exempt", title: "Goods outside the additional duty on Brazil: HTS note 2(x)(iii)",
		from: []string{"ieepa_brazil_india_eo_exempt.csv"}, source: yale + "country_eo_exempt_products (EO 14323 Annex I; EO of 20 November 2025 Annex II)", confidence: "B",
		changes: []string{"2025-11-13 eo-2025-11-20"},
		take: func(_ *builder, r row) (line, bool) {
			from, _, _ := strings.Cut(r.qualifier, ";")
			return line{r.code, from, "", ""}, true
		},
	},
	{
		name: "ieepa-fentanyl-reduced", title: "Energy, critical minerals and potash of Canada and Mexico at 10 percent",
		from: []string{"ieepa_fentanyl_carveouts_CA_MX.csv"}, source: yale + "fentanyl_carveout_products", confidence: "B",
		changes: []string{"2025-03-07 eo-14231", "2026-02-24 eo-14389"},
		take:    by(qualifier, map[string]string{"energy_ca": "energy-ca", "potash_ca": "potash-ca", "potash_mx": "potash-mx"}),
	},
	{
		name: "ieepa-floor-exempt", title: "Goods of the EU, Korea and Switzerland at the column-1 rate only: HTS note 2(v)(xx)-(xxv)",
		from: []string{"ieepa_floor_exempt_EU_KR_CH.csv"}, source: yale + "floor_exempt_products", confidence: "A-",
		notes:   []string{"dated by the legal dates of the deals (EU 2025-09-01, Korea and Switzerland 2025-11-14); the HTS text followed later"},
		changes: []string{"2025-11-14 fr-2025-21940", "2026-02-24 eo-14389"},
		take:    floorExempt,
	},
	{
		name: "s122-exempt", title: "Goods outside the section 122 surcharge: HTS note 2(aa)(ii)-(iv)",
		from: []string{"s122_exempt.csv"}, source: "tradewartracker/trade-war-redux-2025, section122 lists (annexes of Proclamation 11012)", confidence: "A",
		changes: []string{"2026-07-24 pp-11012"},
		take:    by(heading, map[string]string{"9903.03.03": "unconditional", "9903.03.04": "named", "9903.03.05": "aircraft"}),
	},
	{
		name: "s201-solar", title: "Crystalline silicon cells and modules under the safeguard (HTS note 18)",
		from: []string{"s201_solar.csv"}, source: yale + "s201_solar_products", confidence: "B", changes: []string{"2026-02-07 pp-10339"},
		take: as(""),
	},
	{
		name: "s201-quartz", title: "Quartz surface products under the safeguard (HTS note 41)",
		from: []string{"s201_quartz.csv"}, source: "Proclamation 11051, HTS note 41", confidence: "A", changes: []string{"2030-08-15 pp-11051"},
		take: as(""),
	},
	{
		name: "s232-autos", title: "Passenger vehicles and light trucks: HTS note 33(b)",
		from: []string{"s232_autos_vehicles.csv"}, source: yale + "policy parameters (note 33(b) by prefix)", confidence: "B", take: as(""),
	},
	{
		name: "s232-auto-parts", title: "Automobile parts: HTS note 33(g)",
		from: []string{"s232_auto_parts.csv"}, source: yale + "s232_auto_parts (CBP attachment 2 of 1 May 2025)", confidence: "A",
		notes: []string{"qualifier dual-use: a heading that is mostly other goods; whether a good is a part of a passenger vehicle must be asked"},
		take: func(_ *builder, r row) (line, bool) {
			q := ""
			if r.code == "8471" {
				q = "dual-use"
			}
			return line{r.code, r.from, r.to, q}, true
		},
	},
	{
		name: "s232-mhd", title: "Medium- and heavy-duty vehicles, buses: HTS note 38(b), (c)",
		from: []string{"s232_mhd_vehicles_buses.csv"}, source: yale + "policy parameters", confidence: "A",
		take: by(measure, map[string]string{"232-mhdv": "vehicles", "232-buses": "buses"}),
	},
	{
		name: "s232-mhd-parts", title: "Parts of medium- and heavy-duty vehicles: HTS note 38(i)",
		from: []string{"s232_mhd_parts.csv"}, source: yale + "s232_mhd_parts", confidence: "A", take: as(""),
	},
	{
		name: "s232-metals", title: "Steel and aluminium articles and derivatives of chapters 72, 73 and 76, to 5 April 2026: HTS notes 16 and 19",
		from: []string{"s232_steel_aluminum_mill_pre2026-04-06.csv"}, source: yale + "s232_metal_chapter_products (Proclamations 9704, 9705, 9980, 10895, 10896; FR 2025-15819)", confidence: "A",
		notes:   []string{"qualifier chapter: articles within chapters 73 and 76, charged on metal content from 2025-06-04; mill: mill products, charged on value"},
		changes: []string{"2025-03-12 pp-10896", "2025-08-18 fr-90-40326", "2026-04-06 pp-11021"},
		take:    chapterMetals,
	},
	{
		name: "s232-derivatives", title: "Steel and aluminium derivatives outside chapters 73 and 76, to 5 April 2026: HTS notes 16(n), 19(i), (j), (k)",
		from: []string{"s232_derivatives_pre2026-04-06.csv"}, source: yale + "s232_derivative_products (Proclamations 10895, 10896; 90 FR 25208; FR 2025-15819)", confidence: "A",
		notes:   []string{"the steel derivatives of 12 March and the appliances of 23 June 2025 are not in the source; the measure us-232-steel names their codes"},
		changes: []string{"2025-08-18 fr-90-40326", "2026-04-06 pp-11021"},
		take:    derivatives,
	},
	{
		name: "s232-copper", title: "Semi-finished copper and copper derivatives, to 5 April 2026: HTS note 36(b)",
		from: []string{"s232_copper_2025.csv"}, source: yale + "s232_copper_products (Proclamation 10962)", confidence: "A", changes: []string{"2026-04-06 pp-11021"},
		take: as(""),
	},
	{
		name: "s232-annexes", title: "Metals by annex from 6 April 2026: HTS note 16 (Proclamations 11021 and 11032)",
		from: []string{"s232_metals_annexes_2026.csv"}, source: yale + "s232_annex_products", confidence: "A", partition: true,
		notes:   []string{"the metal of chapters 72, 73, 74 and 76 is that of the chapter (the source calls some aluminium of chapter 76 steel)", "qualifier: annex and metal; the longest code decides, and a later line of a code replaces an earlier one"},
		changes: []string{"2026-06-08 pp-11032"},
		take:    annexes,
	},
	{
		name: "s232-wood", title: "Lumber, upholstered wooden furniture, cabinets and vanities: HTS note 37",
		from: []string{"s232_wood.csv"}, source: yale + "policy parameters (Proclamation 10976)", confidence: "A",
		take: by(measure, map[string]string{"232-wood-lumber": "lumber", "232-wood-upholstered": "upholstered", "232-wood-cabinets": "cabinets"}),
	},
	{
		name: "s232-semiconductors", title: "Lines that hold the semiconductor articles of HTS note 39(b)",
		from: []string{"s232_semiconductors.csv"}, source: yale + "s232_semi_products", confidence: "A", take: as(""),
	},
	{
		name: "s232-pharma", title: "Pharmaceuticals: HTS note 40(c)",
		from: []string{"s232_pharma_40c.csv"}, source: yale + "s232_pharma_products; HTS 2026 revision 20", confidence: "B", later: true, changes: []string{"2026-09-29 pp-11020"},
		take: as(""),
	},
	{
		name: "s232-uas", title: "Unmanned aircraft, docks and parts: HTS note 43",
		from: []string{"s232_uas.csv"}, source: "HTS 2026 revision 18, note 43; Proclamation 11055", confidence: "A",
		notes: []string{"qualifier full: 100 percent; thermal: 100 percent with thermal imaging, else 25; heavy: parts, 100 percent when for aircraft over 25 kg; dock: lines of other goods that hold docks"},
		take: func(_ *builder, r row) (line, bool) {
			q := map[string]string{
				"100%": "full", "100% with thermal imaging else 25%": "thermal", "100% only if for UAS >25kg": "heavy",
			}[r.qualifier]
			if q == "full" && !strings.HasPrefix(r.code, "88") {
				q = "dock"
			}
			return line{r.code, r.from, r.to, q}, q != ""
		},
	},
	{
		name: "s232-polysilicon", title: "Polysilicon, wafers, cells and modules (proclamation of 6 August 2026)",
		from: []string{"s232_polysilicon.csv"}, source: yale + "s232_polysilicon", confidence: "B", later: true,
		take: func(_ *builder, r row) (line, bool) {
			q := "rate"
			if r.qualifier == "MIP $21/kg only" {
				q = "price-only"
			}
			return line{r.code, r.from, r.to, q}, true
		},
	},
	{
		name: "s301-china", title: "Goods of China under section 301, by heading: HTS notes 20 and 31",
		from: []string{"s301_china.csv"}, source: yale + "s301_product_lists (USITC China tariffs; notes 20 and 31)", confidence: "A",
		notes:   []string{"headings that describe part of an 8-figure code are given by the whole code"},
		changes: []string{"2018-08-23 ustr-2018-1", "2019-05-10 ustr-2018-3", "2019-12-15 ustr-2019-4", "2020-02-14 ustr-2019-4", "2024-09-27 ustr-2024", "2025-01-01 ustr-2024", "2026-01-01 ustr-2024", "2026-11-10 ustr-maritime"},
		take: func(_ *builder, r row) (line, bool) {
			from := r.from
			if r.heading == "9903.88.16" {
				from = "2019-12-15" // list 4B, suspended before it began (84 FR 69447)
			}
			return line{r.code, from, r.to, strings.TrimPrefix(r.heading, "9903.")}, true
		},
	},
	{
		name: "s301-china-exclusions", title: "Lines with a product exclusion from section 301, China: HTS note 20(vvv), (www)",
		from: []string{"s301_china_exclusions_hts10.csv"}, source: yale + "s301_exclusion_lines (90 FR 55232)", confidence: "B",
		notes:   []string{"an exclusion is a described product within the line; a shipment must claim it", "begins 2025-01-01, where these data begin"},
		changes: []string{"2026-11-10 ustr-exclusions"},
		take: func(_ *builder, r row) (line, bool) {
			ok := r.heading == "9903.88.69" || r.heading == "9903.88.70"
			return line{r.code, "2025-01-01", r.to, strings.TrimPrefix(r.heading, "9903.")}, ok
		},
	},
	{
		name: "s301-brazil-exempt", title: "Goods outside section 301, Brazil: HTS note 50",
		from: []string{"s301_brazil_exempt_final.csv"}, source: "tradewartracker/trade-war-redux-2025, brazil-301-exemptions (FR 2026-14542)", confidence: "A",
		take: by(qualifier, map[string]string{"flat": "unconditional", "pharma": "pharma", "aircraft": "aircraft", "named": "named"}),
	},
	{
		name: "s301-forced-labour-exempt", title: "Goods outside section 301, forced labour: HTS note 52(b), (c)",
		from: []string{"s301_forced_labor_exempt_52b_52c.csv"}, source: "HTS 2026 revision 13, note 52(b), (c), by brendanxmac/hts-hero", confidence: "A-",
		notes: []string{"copied by hand by the source; not checked against the note"},
		take:  by(heading, map[string]string{"9903.05.86": "unconditional", "9903.05.87": "named"}),
	},
	{
		name: "s301-forced-labour-proxy", title: "Civil aircraft and pharmaceutical goods of HTS note 52(d), (e)",
		from: []string{"s301_brazil_exempt_final.csv"}, source: "the aircraft and pharmaceutical lists of section 301, Brazil, in place of those of note 52 (541 and 700 codes, not copied)", confidence: "C",
		take: func(b *builder, r row) (line, bool) {
			ok := r.qualifier == "aircraft" || r.qualifier == "pharma"
			return line{r.code, "2026-07-24", "", r.qualifier}, ok
		},
	},
	{
		name: "s338-canada", title: "Goods of Canada under section 338: HTS note 51",
		from: []string{"s338_canada.csv"}, source: "tradewartracker/trade-war-redux-2025, canada-338 lists (annexes of Proclamations 11046-11048)", confidence: "A",
		notes: []string{"as of 2026-08-22; the lists of 2026-09-15 (101, 52 and 513 codes) are not held: see the measure"},
		take: by(heading, map[string]string{
			"9903.03.12": "alcohol", "9903.03.13": "dairy", "9903.03.14": "vehicles", "9903.03.16": "aircraft",
		}),
	},
	{
		name: "s338-canada-ban", title: "Alcohol of Canada that may not be imported (Proclamation 11061)",
		from: []string{"s338_canada_import_ban_alcohol_partial.csv"}, source: "annex of Proclamation 11061, by brendanxmac/hts-hero", confidence: "B",
		notes: []string{"partial: 25 codes banned in any container; 28 packaged-only codes, dairy and motorcycles over 800 cc are not held"},
		take:  as("alcohol"),
	},
	{
		name: "civil-aircraft", title: "Codes under which civil aircraft, engines and parts enter (General Note 6)",
		from: []string{"ieepa_floor_exempt_EU_KR_CH.csv"}, source: yale + "floor_exempt_products, civil aircraft of Korea", confidence: "B",
		notes: []string{"used for every partner with a civil-aircraft clause; begins 2025-01-01, each clause has its own date"},
		take: func(_ *builder, r row) (line, bool) {
			return line{r.code, "2025-01-01", "", ""}, r.country == "korea"
		},
	},
}

// annexLines keeps the statistical lines that the 8-figure list lacks.
func annexLines(b *builder, r row) (line, bool) {
	held := b.annexII()
	for n := 4; n <= len(r.code); n += 2 {
		if held[r.code[:n]] {
			return line{}, false
		}
	}
	switch r.code[:2] {
	case "98":
		return line{}, false
	case "49", "97":
		return line{r.code, r.from, r.to, "informational"}, true
	}
	return line{r.code, "2025-11-13", r.to, "agricultural"}, true
}

// annexII gives the codes of the 8-figure list.
func (b *builder) annexII() map[string]bool {
	if b.held == nil {
		b.held = map[string]bool{}
		for _, r := range b.read("ieepa_annexII_first_appearance.csv") {
			b.held[r.code] = true
		}
	}
	return b.held
}

func floorExempt(_ *builder, r row) (line, bool) {
	from := map[string]string{"eu": "2025-09-01", "korea": "2025-11-14", "swiss": "2025-11-14"}[r.country]
	kind := map[string]string{"ptaap": "resources", "civil_aircraft": "aircraft", "pharma": "pharma", "particular": "particular"}[r.qualifier]
	return line{r.code, from, r.to, r.country + "-" + kind}, from != "" && kind != ""
}

func chapterMetals(_ *builder, r row) (line, bool) {
	metal := map[string]string{"232-steel": "steel", "232-aluminum": "aluminium"}[r.measure]
	kind := "chapter"
	if strings.HasPrefix(r.qualifier, "mill") {
		kind = "mill"
	}
	return line{r.code, r.from, r.to, metal + "-" + kind}, metal != ""
}

func derivatives(_ *builder, r row) (line, bool) {
	q := map[string]string{
		"9903.81.91": "steel", "9903.85.04": "aluminium-i", "9903.85.07": "aluminium-j", "9903.85.08": "aluminium-k",
	}[r.heading]
	return line{r.code, r.from, r.to, q}, q != ""
}

func annexes(b *builder, r row) (line, bool) {
	if r.from == "2026-04-06" && !b.confirmed(r.code) {
		return line{}, false
	}
	annex := map[string]string{
		"232-metals-annex-1a": "I-A", "232-metals-annex-1b": "I-B", "232-metals-annex-1c": "I-C",
		"232-metals-annex-2": "II", "232-metals-annex-3": "III",
	}[r.measure]
	metal, _, _ := strings.Cut(r.qualifier, ";")
	if metal == "aluminum" {
		metal = "aluminium"
	}
	if m, ok := map[string]string{"72": "steel", "73": "steel", "74": "copper", "76": "aluminium"}[r.code[:2]]; ok {
		metal = m
	}
	return line{r.code, r.from, r.to, annex + " " + metal}, annex != ""
}

// confirmed tells whether the second extraction of the annexes of
// Proclamation 11021 has a code, one above it or one below it.
func (b *builder) confirmed(code string) bool {
	if b.second == nil {
		b.second = map[string]bool{}
		for _, r := range b.read("s232_metals_annexes_2026_tradewar.csv") {
			for n := 4; n <= len(r.code); n++ {
				b.second[r.code[:n]] = b.second[r.code[:n]] || n == len(r.code)
			}
		}
	}
	if _, ok := b.second[code]; ok {
		return true // the code itself, or one below it
	}
	for n := 4; n < len(code); n++ {
		if b.second[code[:n]] {
			return true
		}
	}
	return false
}
