package tariff

import (
	"fmt"
	"time"

	yaml "go.yaml.in/yaml/v4"
)

// civil is a calendar day: days since 1970-01-01, 0 when not given.
type civil int32

// never is later than every day the law knows.
const never civil = 1 << 30

// civilOf gives the day of t in UTC; the zero time gives 0.
func civilOf(t time.Time) civil {
	if t.IsZero() {
		return 0
	}
	return civil(t.Unix() / 86400)
}

// parseCivil reads YYYY-MM-DD.
func parseCivil(s string) (civil, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date; write YYYY-MM-DD", s)
	}
	return civilOf(t), nil
}

// Time gives the UTC midnight that begins the day.
func (c civil) Time() time.Time { return time.Unix(int64(c)*86400, 0).UTC() }

// String gives YYYY-MM-DD, or nothing for a day not given.
func (c civil) String() string {
	if c == 0 || c == never {
		return ""
	}
	return c.Time().Format("2006-01-02")
}

// UnmarshalYAML reads a day and refuses anything else.
func (c *civil) UnmarshalYAML(n *yaml.Node) error {
	v, err := parseCivil(n.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", n.Line, err)
	}
	*c = v
	return nil
}
