package main

import (
	"context"
	"io"
	"path/filepath"
	"testing"
)

// BenchmarkBrief runs the main job in process: article in, HTML out. What is
// embedded is opened by the first run only; -benchtime 1x measures that too.
func BenchmarkBrief(b *testing.B) {
	article := filepath.Join("..", "..", "cases", "us-japan", "article.txt")
	for b.Loop() {
		if code := run(context.Background(), []string{"brief", article, "--published", "2025-05-20", "--format", "html"}, io.Discard, io.Discard); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
}
