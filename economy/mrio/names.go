package mrio

import "parley/economy"

// oecdName is the name of an OECD industry: that of the embedded economy, of
// the same industry under the code of another edition, or its code.
func oecdName(code string) string {
	if name, ok := finerNames[code]; ok {
		return name
	}
	if w, err := economy.World2022(); err == nil {
		if k := w.Sector(code); k >= 0 {
			return w.Sectors[k].Name
		}
		if k := w.Sector(oecdCode(code)); k >= 0 && code != "" && code[0] >= '0' && code[0] <= '9' {
			return w.Sectors[k].Name // divisions of the edition of 2021, one to one
		}
	}
	return code
}

// finerNames are the industries that an edition of the OECD's tables splits
// and the embedded economy does not, named as in ISIC Rev. 4.
var finerNames = map[string]string{
	"A01": "Crop and animal production, hunting", "A02": "Forestry and logging",
	"B05": "Mining of coal and lignite", "B06": "Extraction of crude petroleum and natural gas",
	"B07": "Mining of metal ores", "B08": "Other mining and quarrying",
	"C24A": "Basic iron and steel", "C24B": "Basic precious and other non-ferrous metals",
	"C301": "Building of ships and boats", "C302T309": "Other transport equipment, except ships and boats",
	"T": "Activities of households as employers", "97T98": "Activities of households as employers",
}
