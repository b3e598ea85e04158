// Package law holds the law as data: acts, measures, stacking and product
// lists of the United States under us/, one small file a measure, in folders
// named for the authority that issues it; and what other parties charge on
// American goods under others/, at sector level.
package law

import "embed"

// FS holds the files: "us/ieepa/reciprocal.yaml", "us/lists/...csv",
// "others/eu.yaml".
//
//go:embed us others
var FS embed.FS
