package mrio

import "parley/economy"

// oecdName is the name of an OECD industry in the embedded economy, or its
// code.
func oecdName(code string) string {
	if w, err := economy.World2022(); err == nil {
		if k := w.Sector(code); k >= 0 {
			return w.Sectors[k].Name
		}
	}
	return code
}
