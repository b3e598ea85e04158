package tariff

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// loadSuspensions reads suspensions.yaml.
func (l *Law) loadSuspensions(fsys fs.FS, dir string) error {
	file := path.Join(dir, "suspensions.yaml")
	root, err := decode(fsys, file, &l.Suspensions)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, line := range itemLines(root, "") {
		s := l.Suspensions[i]
		s.line = line
		m := l.byID[s.Measure]
		if s.act = l.acts[s.Act]; s.act == nil {
			return lawFault(file, line, "suspension %s rests on act %q, which is not under acts/", s.ID, s.Act)
		}
		if m == nil {
			return lawFault(file, line, "suspension %s is of measure %q, which is unknown", s.ID, s.Measure)
		}
		if s.From == 0 || s.To == 0 || s.To < s.From {
			return lawFault(file, line, "suspension %s has no interval: from %s to %s", s.ID, s.From, s.To)
		}
		for _, id := range s.Rules {
			found := false
			for _, r := range m.Rules {
				found = found || r.ID == id
			}
			if !found {
				return lawFault(file, line, "suspension %s: measure %s has no rule %q", s.ID, s.Measure, id)
			}
		}
	}
	return nil
}

// loadRulings reads rulings.yaml.
func (l *Law) loadRulings(fsys fs.FS, dir string) error {
	file := path.Join(dir, "rulings.yaml")
	root, err := decode(fsys, file, &l.Rulings)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, line := range itemLines(root, "") {
		r := l.Rulings[i]
		r.line = line
		if r.act = l.acts[r.Act]; r.act == nil {
			return lawFault(file, line, "ruling %s rests on act %q, which is not under acts/", r.ID, r.Act)
		}
		r.stop = r.act
		if r.EndAct != "" {
			if r.stop = l.acts[r.EndAct]; r.stop == nil {
				return lawFault(file, line, "ruling %s: end_act %q is not under acts/", r.ID, r.EndAct)
			}
		}
		if r.Effect != "voids" && r.Effect != "unlawful, collected" {
			return lawFault(file, line, "ruling %s has effect %q; use voids, or \"unlawful, collected\"", r.ID, r.Effect)
		}
		if r.State == "" || len(r.Measures) == 0 || r.Cite == "" {
			return lawFault(file, line, "ruling %s needs measures, state and cite", r.ID)
		}
	}
	return nil
}

// loadStacking reads stacking.yaml, and sees that on no day two measures
// yield to each other.
func (l *Law) loadStacking(fsys fs.FS, dir string) error {
	file := path.Join(dir, "stacking.yaml")
	root, err := decode(fsys, file, &l.stacks)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for i, line := range itemLines(root, "") {
		s := l.stacks[i]
		s.line, s.file = line, file
		if s.act = l.acts[s.Act]; s.act == nil {
			return lawFault(file, line, "stacking rule %s rests on act %q, which is not under acts/", s.ID, s.Act)
		}
		s.toBy = s.act
		if s.ToAct != "" {
			if s.toBy = l.acts[s.ToAct]; s.toBy == nil {
				return lawFault(file, line, "stacking rule %s is ended by act %q, which is not under acts/", s.ID, s.ToAct)
			}
		}
		if s.To == 0 {
			s.To = never
		}
		if s.From == 0 || s.To < s.From {
			return lawFault(file, line, "stacking rule %s has no interval", s.ID)
		}
		if _, ok := grades[s.Confidence]; !ok {
			return lawFault(file, line, "stacking rule %s has confidence %q; use A, A-, B, B- or C", s.ID, s.Confidence)
		}
		for _, ids := range [][]string{s.Measures, s.YieldTo} {
			if len(ids) == 0 {
				return lawFault(file, line, "stacking rule %s needs measures and yield_to", s.ID)
			}
			for _, id := range ids {
				if l.byID[id] == nil {
					return lawFault(file, line, "stacking rule %s names measure %q, which is unknown", s.ID, id)
				}
			}
		}
	}
	for _, s := range l.stacks {
		if _, err := l.evaluationOrder(s.From, 0, Legal); err != nil {
			return lawFault(file, s.line, "%v", err)
		}
	}
	return nil
}

// active tells whether a thing that begins, ends and is known on given days
// is in force on a day.
func active(from, text, to civil, by, ender *Act, day, known civil, basis Basis) bool {
	if basis == AsText && text > from {
		from = text
	}
	if day < from || known != 0 && by.known() > known {
		return false
	}
	return day <= to || known != 0 && ender.known() > known
}

// evaluationOrder puts every measure after those it yields to on a day.
func (l *Law) evaluationOrder(day, known civil, basis Basis) ([]int, error) {
	n := len(l.Measures)
	pos := make(map[string]int, n)
	for i, m := range l.Measures {
		pos[m.ID] = i
	}
	after := make([][]int, n)
	for _, s := range l.stacks {
		if !active(s.From, s.TextFrom, s.To, s.act, s.toBy, day, known, basis) {
			continue
		}
		for _, a := range s.Measures {
			for _, b := range s.YieldTo {
				if a != b {
					after[pos[a]] = append(after[pos[a]], pos[b])
				}
			}
		}
	}
	state := make([]uint8, n)
	order := make([]int, 0, n)
	var visit func(i int) error
	visit = func(i int) error {
		switch state[i] {
		case 1:
			return fmt.Errorf("on %s measure %s yields, directly or not, to itself", day, l.Measures[i].ID)
		case 2:
			return nil
		}
		state[i] = 1
		for _, j := range after[i] {
			if err := visit(j); err != nil {
				return err
			}
		}
		state[i] = 2
		order = append(order, i)
		return nil
	}
	for i := range l.Measures {
		if err := visit(i); err != nil {
			return nil, err
		}
	}
	return order, nil
}
