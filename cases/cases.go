// Package cases holds the worked negotiations that come with Parley: the
// article, the case file and what each rests on, one folder a track.
package cases

import "embed"

// FS holds the case folders: "us-japan/article.txt", "us-japan/case.yaml".
//
//go:embed us-* instruments
var FS embed.FS
