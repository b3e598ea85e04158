// Package numeric holds the numerical methods that the model rooms share:
// dense kernels, Anderson acceleration, Newton-Krylov, bounded
// quasi-Newton minimisation and finite-difference checks. It knows nothing
// of trade. Nothing here allocates inside an iteration (but GMRES, which makes
// its vectors as it first needs them): each method is a
// type whose scratch is made once by New... and reused.
package numeric
