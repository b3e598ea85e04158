// Package law holds the law as data: acts, measures, stacking and product
// lists of the United States under us/, one small file a measure, in folders
// named for the authority that issues it.
package law

import "embed"

// FS holds the files: "us/ieepa/reciprocal.yaml", "us/lists/...csv".
//
//go:embed us
var FS embed.FS
