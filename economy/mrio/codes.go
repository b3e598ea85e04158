package mrio

import "strings"

// oecdCode is the code of the 44 industries of the embedded economy that an
// industry of another table belongs to: the finer industries of the OECD's
// 2025 edition, and those of WIOD 2016.
func oecdCode(code string) string {
	code = strings.NewReplacer("-", "T", "C10TC12", "C10T12", "C13TC15", "C13T15").Replace(code)
	if to, ok := finer[code]; ok {
		return to
	}
	return code
}

var finer = map[string]string{
	// OECD ICIO, 2025 edition
	"A01": "A01_02", "A02": "A01_02", "B05": "B05_06", "B06": "B05_06", "B07": "B07_08", "B08": "B07_08",
	"C24A": "C24", "C24B": "C24", "C301": "C30", "C302T309": "C30", "T": "S",
	// WIOD, release 2016 (ISIC Rev. 4); a dash is written T
	"B": "B05_06", "C10TC12": "C10T12", "C13TC15": "C13T15", "C17": "C17_18", "C18": "C17_18",
	"C31_C32": "C31T33", "C33": "C31T33", "D35": "D", "E36": "E", "E37TE39": "E",
	"G45": "G", "G46": "G", "G47": "G", "J58": "J58T60", "J59_J60": "J58T60", "J62_J63": "J62_63",
	"K64": "K", "K65": "K", "K66": "K", "L68": "L",
	"M69_M70": "M", "M71": "M", "M72": "M", "M73": "M", "M74_M75": "M",
	"O84": "O", "P85": "P", "R_S": "R", "U": "S",
}
