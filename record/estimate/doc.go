// Package estimate finds the points that pieces of evidence give, from cases
// whose right outcome is known.
//
// Two models of choice serve: [Types] decides between outcomes that are the
// same in every case (the multinomial logit), [Choices] between alternatives
// that each case brings along (the conditional logit of McFadden 1974,
// "Conditional logit analysis of qualitative choice behavior"). Both maximise
// the likelihood of the right outcomes, of which a case may have several, less
// a quadratic penalty for leaving the prior, by stochastic steps of AdaGrad
// (Duchi, Hazan and Singer 2011, Journal of Machine Learning Research 12), and
// give the mean of the second half of the passes.
//
// The order of the cases is drawn from a fixed seed: the same cases give the
// same points.
package estimate
