package tariff

import _ "embed"

// htsTable is the schedule, made by "parley tariff build".
//
//go:embed data/hts.bin
var htsTable []byte
