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
	// OECD ICIO, 2021 edition: divisions of ISIC Rev. 4 without the section
	"01T02": "A01_02", "03": "A03", "05T06": "B05_06", "07T08": "B07_08", "09": "B09",
	"10T12": "C10T12", "13T15": "C13T15", "16": "C16", "17T18": "C17_18", "19": "C19", "20": "C20", "21": "C21",
	"22": "C22", "23": "C23", "24": "C24", "25": "C25", "26": "C26", "27": "C27", "28": "C28", "29": "C29", "30": "C30", "31T33": "C31T33",
	"35": "D", "36T39": "E", "41T43": "F", "45T47": "G", "49": "H49", "50": "H50", "51": "H51", "52": "H52", "53": "H53", "55T56": "I",
	"58T60": "J58T60", "61": "J61", "62T63": "J62_63", "64T66": "K", "68": "L", "69T75": "M", "77T82": "N",
	"84": "O", "85": "P", "86T88": "Q", "90T93": "R", "94T96": "S", "97T98": "S",
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
