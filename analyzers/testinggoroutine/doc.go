// Package testinggoroutine defines an analyzer of t.Fatal outside the
// goroutine of the test.
//
// # Analyzer testinggoroutine
//
// testinggoroutine: report t.Fatal outside the goroutine of the test
//
// Question: may a goroutine that a test starts call t.Fatal?
//
// No. Fatal, FailNow, Skip and their kin end the goroutine that calls them,
// with runtime.Goexit. In the goroutine of the test that ends the test; in
// another it ends only that goroutine. The test goes on, often waits for what
// the goroutine was to send, and runs into its timeout.
//
// Call t.Error and return, or send the error to the test and let it call
// Fatal. t.Error and t.Log may be called from any goroutine, as long as the
// test has not ended.
//
// Before:
//
//	func TestFetch(t *testing.T) {
//		var wg sync.WaitGroup
//		wg.Go(func() {
//			if _, err := http.Get("http://localhost"); err != nil {
//				t.Fatal(err)
//			}
//		})
//		wg.Wait()
//	}
//
// After:
//
//	func TestFetch(t *testing.T) {
//		var wg sync.WaitGroup
//		wg.Go(func() {
//			if _, err := http.Get("http://localhost"); err != nil {
//				t.Error(err)
//			}
//		})
//		wg.Wait()
//	}
//
// # Principle
//
// Ending a goroutine from within is possible, ending another is not: the test
// must be told and must end itself.
//
// # Limits
//
// The pass testinggoroutine of golang.org/x/tools reports go statements; this
// check runs it, and adds goroutines of WaitGroups, errgroups and timers, and
// calls in helper functions and methods of the package. Subtests have
// goroutines of their own, in which Fatal is right. A helper that runs a given
// function in a goroutine and waits for a deferred signal sees it end either
// way, and is not reported. Nor is a function in a field that a goroutine of the
// code under test may call, if tests, or this code without a goroutine, call what
// calls it, nor one of another test.
package testinggoroutine
