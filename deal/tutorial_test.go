package deal

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"parley/cases"
)

// TestTutorial follows docs/deals.md word by word: it puts the blocks of
// "Adding an item and a red line" where the page says, and solves.
func TestTutorial(t *testing.T) {
	page, err := os.ReadFile("../docs/deals.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(page), "## Adding an item and a red line")
	if !ok {
		t.Fatal("the page has lost its tutorial")
	}
	part, _, _ = strings.Cut(part, "\n## ")
	text, err := cases.FS.ReadFile("us-japan/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	mine := string(text)
	blocks := regexp.MustCompile("(?s)under `([a-z_]+)`:\n\n```yaml\n(.*?)```").FindAllStringSubmatch(part, -1)
	if len(blocks) != 3 {
		t.Fatalf("%d blocks in the tutorial", len(blocks))
	}
	for _, b := range blocks {
		head := "\n" + b[1] + ":\n"
		if strings.Count(mine, head) != 1 {
			t.Fatalf("the case has no list %s", b[1])
		}
		mine = strings.Replace(mine, head, head+b[2], 1)
	}
	c, err := Parse("my-case.yaml", []byte(mine))
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(context.Background(), c, embeddedInputs(t), Options{Workers: 2, NoFull: true, NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if v := level(t, res, "beef", "half").Value; v["US"].Mid <= 0 || v["JP"].Mid >= 0 {
		t.Errorf("beef is worth %v", v)
	}
	priced := false
	for _, r := range res.RedLines {
		priced = priced || r.ID == "no-beef" && r.Imposed
	}
	if !priced {
		t.Error("the red line has no price")
	}
}

// TestCompleteExample: the case that the page calls complete is.
func TestCompleteExample(t *testing.T) {
	page, err := os.ReadFile("../docs/deals.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)which is complete:\n\n```yaml\n(.*?)```").FindSubmatch(page)
	if m == nil {
		t.Fatal("the page has lost its example")
	}
	c, err := Parse("eu-india.yaml", m[1])
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(context.Background(), c, embeddedInputs(t), Options{Workers: 2, NoFull: true, NoRanges: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Solutions) == 0 || res.Parties[0].ID != "EU" {
		t.Errorf("%d solutions", len(res.Solutions))
	}
}
