// Package testsig defines an analyzer of tests that do not run.
//
// # Analyzer testsig
//
// testsig: report tests that never run and benchmarks that lie
//
// Question: why was func Testparse(t *testing.T) never run?
//
// Answer: go test runs functions named Test followed by anything but a lower-
// case letter; Testparse is an ordinary function that nobody calls, and the
// result is a silent pass. A benchmark runs its body once for each call and
// divides the time by b.N: without a loop over b.N, or b.Loop since Go 1.24,
// the result shrinks with b.N and means nothing. b.N belongs to the framework;
// assigning it falsifies the result.
//
// Before:
//
//	func BenchmarkSprint(b *testing.B) {
//		fmt.Sprint(b.Name())
//	}
//
// After:
//
//	func BenchmarkSprint(b *testing.B) {
//		for b.Loop() {
//			fmt.Sprint(b.Name())
//		}
//	}
//
// # Principle
//
// Names, parameters and type parameters of tests, examples, benchmarks and fuzz
// targets; loops of benchmarks.
//
// # Limits
//
// A benchmark that hands b on, or runs sub-benchmarks, is left alone.
//
// # signature
//
// The function does not have the name or parameters of a test.
//
// # benchmark
//
// The benchmark does not run its body b.N times.
package testsig
