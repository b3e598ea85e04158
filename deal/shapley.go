package deal

// shares splits the lead solution of a reading into its items. With own and
// pairwise cross effects the Shapley value (Shapley 1953) needs no sum over
// orders: an item gets its own effect and half of each cross effect with
// another item of the package, since of two items each comes second in half
// of all orders.
func (s *session) shares(ri int, levels []int) []Share {
	c, t := s.c, s.tables[ri]
	var out []Share
	for i, l := range levels {
		if l == 0 {
			continue
		}
		x := Share{Reading: readings[ri], Instrument: c.Instruments[i].ID, Level: c.Instruments[i].Levels[l].ID,
			Own: map[string]float64{}, Marginal: map[string]float64{}, Shapley: map[string]float64{}}
		for p, party := range c.Parties {
			own, cross := t.Issues[i].Levels[l][p], 0.0
			for _, k := range t.Cross {
				if k.A == i || k.B == i {
					cross += k.Value[levels[k.A]][levels[k.B]][p]
				}
			}
			x.Own[party.ID], x.Marginal[party.ID], x.Shapley[party.ID] = own, own+cross, own+cross/2
		}
		out = append(out, x)
	}
	return out
}
