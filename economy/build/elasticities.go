package build

import (
	"fmt"
	"math"

	"parley/economy"
)

// Bounds within which a published estimate is taken. Below one and above
// twenty the estimates of one industry contradict each other most (refining:
// 64.85 and 0.64), and a solve says nothing about the world.
const (
	thetaLeast = 1.0
	thetaMost  = 20.0
)

// servicesTheta is what Caliendo and Parro (2015) set for services, which
// have no tariffs to estimate from; half of it and the 10 of Lashkaripour
// and Lugovskyy (2023) make the range.
var servicesTheta = economy.Elasticity{Value: 8.22, Low: 4.1, High: 10,
	Source: "no estimate: 8.22 as in Caliendo-Parro 2015; range from half of it to the 10 of Lashkaripour-Lugovskyy 2023"}

// fitThetas gives each goods industry the geometric mean of three published
// estimates, each first brought between thetaLeast and thetaMost, and their
// range, rounded outwards to one decimal: Caliendo and Parro (2015, 99 % sample), Lashkaripour and Lugovskyy
// (2023), and the median over HS6 lines of ProTEE (Fontagne, Guimbard and
// Orefice 2022).
func fitThetas(in *ingredients) []economy.Elasticity {
	names := []string{"Caliendo-Parro 2015", "Lashkaripour-Lugovskyy 2023", "ProTEE 2022 median"}
	out := make([]economy.Elasticity, len(oecd))
	for k, o := range oecd {
		if !o.goods {
			out[k] = servicesTheta
			continue
		}
		logs, count, said := 0.0, 0.0, ""
		low, high := math.Inf(1), 0.0
		for i, v := range in.thetas[o.code] {
			if v <= 0 {
				continue
			}
			c := math.Max(thetaLeast, math.Min(thetaMost, v))
			logs += math.Log(c)
			count++
			low, high = math.Min(low, c), math.Max(high, c)
			if said != "" {
				said += ", "
			}
			said += fmt.Sprintf("%s %.4g", names[i], v)
			if c != v {
				said += fmt.Sprintf(" (taken as %g)", c)
			}
		}
		if count == 0 {
			out[k] = servicesTheta
			continue
		}
		low, high = math.Floor(10*low+1e-9)/10, math.Ceil(10*high-1e-9)/10
		out[k] = economy.Elasticity{Value: math.Round(1000*math.Exp(logs/count)) / 1000, Low: low, High: high, Source: "geometric mean of " + said}
		if count == 1 {
			out[k].Source = said
		}
	}
	return out
}
