package tariff

// sectorNames are the OECD ICIO industries (2023 edition) that goods belong
// to, and the two chapters whose goods are not known.
var sectorNames = map[string]string{
	"A01_02": "Agriculture, hunting, forestry", "A03": "Fishing and aquaculture",
	"B05_06": "Mining, energy products", "B07_08": "Mining, non-energy products", "B09": "Mining support services",
	"C10T12": "Food, beverages, tobacco", "C13T15": "Textiles, apparel, leather", "C16": "Wood products",
	"C17_18": "Paper and printing", "C19": "Coke and refined petroleum", "C20": "Chemicals", "C21": "Pharmaceuticals",
	"C22": "Rubber and plastics", "C23": "Non-metallic minerals", "C24": "Basic metals", "C25": "Fabricated metals",
	"C26": "Computer, electronic, optical", "C27": "Electrical equipment", "C28": "Machinery n.e.c.",
	"C29": "Motor vehicles", "C30": "Other transport equipment", "C31T33": "Other manufacturing, repair",
	"D": "Electricity, gas", "E": "Water, waste", "J58T60": "Publishing, audiovisual, broadcasting",
	"M": "Professional services", "R": "Arts and recreation", "S": "Other services",
	"98": "Special provisions (chapter 98)", "99": "Low-value shipments (chapter 99)",
}

// SectorName is the name of an ICIO industry, or the code itself.
func SectorName(code string) string {
	if n, ok := sectorNames[code]; ok {
		return n
	}
	return code
}

// GoodsSectors are the ICIO industries whose output crosses customs, in
// order.
var GoodsSectors = []string{
	"A01_02", "A03", "B05_06", "B07_08", "C10T12", "C13T15", "C16", "C17_18", "C19", "C20", "C21",
	"C22", "C23", "C24", "C25", "C26", "C27", "C28", "C29", "C30", "C31T33",
}
