package build

// oecd lists the 44 industries: OECD ICIO codes, households as employers
// (T) joined to other services (S).
var oecd = []struct {
	code, name string
	goods      bool
}{
	{"A01_02", "Agriculture, hunting, forestry", true},
	{"A03", "Fishing and aquaculture", true},
	{"B05_06", "Mining, energy products", true},
	{"B07_08", "Mining, non-energy products", true},
	{"B09", "Mining support services", true},
	{"C10T12", "Food, beverages, tobacco", true},
	{"C13T15", "Textiles, apparel, leather", true},
	{"C16", "Wood products", true},
	{"C17_18", "Paper and printing", true},
	{"C19", "Coke and refined petroleum", true},
	{"C20", "Chemicals", true},
	{"C21", "Pharmaceuticals", true},
	{"C22", "Rubber and plastics", true},
	{"C23", "Non-metallic minerals", true},
	{"C24", "Basic metals", true},
	{"C25", "Fabricated metals", true},
	{"C26", "Computer, electronic, optical", true},
	{"C27", "Electrical equipment", true},
	{"C28", "Machinery n.e.c.", true},
	{"C29", "Motor vehicles", true},
	{"C30", "Other transport equipment", true},
	{"C31T33", "Other manufacturing, repair", true},
	{"D", "Electricity, gas", false},
	{"E", "Water, waste", false},
	{"F", "Construction", false},
	{"G", "Wholesale and retail trade", false},
	{"H49", "Land transport, pipelines", false},
	{"H50", "Water transport", false},
	{"H51", "Air transport", false},
	{"H52", "Warehousing, transport support", false},
	{"H53", "Postal and courier", false},
	{"I", "Accommodation and food", false},
	{"J58T60", "Publishing, audiovisual, broadcasting", false},
	{"J61", "Telecommunications", false},
	{"J62_63", "IT and information services", false},
	{"K", "Finance and insurance", false},
	{"L", "Real estate", false},
	{"M", "Professional services", false},
	{"N", "Administrative services", false},
	{"O", "Public administration", false},
	{"P", "Education", false},
	{"Q", "Health and social work", false},
	{"R", "Arts and recreation", false},
	{"S", "Other services, households as employers", false},
}

// group is the finest set of industries on which the 35 industries of WIOD
// and ADB (ISIC Rev. 3) and the 44 of OECD (ISIC Rev. 4) agree.
type group struct {
	adb   []string
	oecd  []string
	goods bool // its trade crosses customs: BACI and Census know it
}

// groups is the concordance. Two small parts are known to be misplaced:
// film and broadcasting stay with recreation (R) and sewage with it, as in
// ISIC Rev. 3; travel agencies stay with transport support (H52).
var groups = []group{
	{[]string{"c1"}, []string{"A01_02", "A03"}, true},
	{[]string{"c2"}, []string{"B05_06", "B07_08", "B09"}, true},
	{[]string{"c3"}, []string{"C10T12"}, true},
	{[]string{"c4", "c5"}, []string{"C13T15"}, true},
	{[]string{"c6"}, []string{"C16"}, true},
	{[]string{"c7"}, []string{"C17_18", "J58T60"}, true},
	{[]string{"c8"}, []string{"C19"}, true},
	{[]string{"c9"}, []string{"C20", "C21"}, true},
	{[]string{"c10"}, []string{"C22"}, true},
	{[]string{"c11"}, []string{"C23"}, true},
	{[]string{"c12"}, []string{"C24", "C25"}, true},
	{[]string{"c13"}, []string{"C28"}, true},
	{[]string{"c14"}, []string{"C26", "C27"}, true},
	{[]string{"c15"}, []string{"C29", "C30"}, true},
	{[]string{"c16"}, []string{"C31T33"}, true},
	{[]string{"c17"}, []string{"D", "E"}, false},
	{[]string{"c18"}, []string{"F"}, false},
	{[]string{"c19", "c20", "c21"}, []string{"G"}, false},
	{[]string{"c22"}, []string{"I"}, false},
	{[]string{"c23"}, []string{"H49"}, false},
	{[]string{"c24"}, []string{"H50"}, false},
	{[]string{"c25"}, []string{"H51"}, false},
	{[]string{"c26"}, []string{"H52"}, false},
	{[]string{"c27"}, []string{"H53", "J61"}, false},
	{[]string{"c28"}, []string{"K"}, false},
	{[]string{"c29"}, []string{"L"}, false},
	{[]string{"c30"}, []string{"J62_63", "M", "N"}, false},
	{[]string{"c31"}, []string{"O"}, false},
	{[]string{"c32"}, []string{"P"}, false},
	{[]string{"c33"}, []string{"Q"}, false},
	{[]string{"c34", "c35"}, []string{"R", "S"}, false},
}

// gtap maps the GTAP commodities of US imports by country to industries.
var gtap = map[string]string{
	"pdr": "A01_02", "wht": "A01_02", "gro": "A01_02", "v_f": "A01_02", "osd": "A01_02",
	"c_b": "A01_02", "pfb": "A01_02", "ocr": "A01_02", "ctl": "A01_02", "oap": "A01_02",
	"wol": "A01_02", "frs": "A01_02", "fsh": "A03", "coa": "B05_06", "oil": "B05_06",
	"gas": "B05_06", "oxt": "B07_08", "cmt": "C10T12", "omt": "C10T12", "vol": "C10T12",
	"mil": "C10T12", "pcr": "C10T12", "sgr": "C10T12", "ofd": "C10T12", "b_t": "C10T12",
	"tex": "C13T15", "wap": "C13T15", "lea": "C13T15", "lum": "C16", "ppp": "C17_18",
	"p_c": "C19", "chm": "C20", "bph": "C21", "rpp": "C22", "nmm": "C23", "i_s": "C24",
	"nfm": "C24", "fmp": "C25", "ele": "C26", "eeq": "C27", "ome": "C28", "mvh": "C29",
	"otn": "C30", "omf": "C31T33",
}

// eora maps the goods sectors of the bilateral tariff table to industries.
var eora = map[string][]string{
	"Agriculture":                  {"A01_02"},
	"Fishing":                      {"A03"},
	"Mining and Quarrying":         {"B05_06", "B07_08"},
	"Food & Beverages":             {"C10T12"},
	"Textiles and Wearing Apparel": {"C13T15"},
	"Wood and Paper":               {"C16", "C17_18"},
	"Petroleum, Chemical and Non-Metallic Mineral Products": {"C19", "C20", "C21", "C22", "C23"},
	"Metal Products":           {"C24", "C25"},
	"Electrical and Machinery": {"C26", "C27", "C28"},
	"Transport Equipment":      {"C29", "C30"},
	"Other Manufacturing":      {"C31T33"},
}

// icioRegion is the region of the seven-region table 2017 that a country
// belongs to: itself, EU (then with the United Kingdom), or ROW.
func icioRegion(code string, eu map[string]bool) string {
	switch {
	case code == "BRA", code == "CHN", code == "IND", code == "JPN", code == "USA":
		return code
	case eu[code], code == "GBR":
		return "EU"
	}
	return "ROW"
}

// borrowed lists economies that have 2022 margins but no technology of their
// own in the OECD table, and whose technology they take. The OECD counts the
// United Arab Emirates in its rest of the world.
var borrowed = map[string]string{"ARE": "ROW"}

// icioRegions are the regions of the seven-region table.
var icioRegions = []string{"BRA", "CHN", "EU", "IND", "JPN", "ROW", "USA"}
