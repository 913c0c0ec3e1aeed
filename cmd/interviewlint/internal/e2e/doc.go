// Package e2e tests the command inside the programs that run it: go vet, go
// fix and pre-commit. The tests need the build tag e2e, the programs, and
// minutes; .ci/run runs them.
package e2e
