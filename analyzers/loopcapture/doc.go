// Package loopcapture defines an analyzer of literals that share a variable
// between iterations.
//
// # Analyzer loopcapture
//
// loopcapture: report goroutines that share a variable of the loop
//
// Question: do goroutines started in a loop each see their own variable?
//
// Since Go 1.22 each iteration has its own copy of the variables that the loop
// declares, so that go func() { use(x) }() is right. What counts is the
// version of the file: the go line of go.mod, or a //go:build go1.21 line
// above the package clause. In older files all iterations share one variable,
// and goroutines, deferred functions and parallel subtests usually see the
// last value. A pointer type changes nothing: the literal captures the
// variable.
//
// In any version a variable that is declared outside the loop and assigned in
// it is one for all. The next iteration overwrites it while the goroutine of
// the last one reads it, which is a data race besides.
//
// Declare the variable in the body of the loop, or pass it as an argument.
//
// Before:
//
//	type order struct{ id string }
//
//	func start(ids <-chan string, ship func(order)) {
//		var o order
//		for id := range ids {
//			o = order{id: id}
//			go func() { ship(o) }()
//		}
//	}
//
// After:
//
//	type order struct{ id string }
//
//	func start(ids <-chan string, ship func(order)) {
//		for id := range ids {
//			o := order{id: id}
//			go func() { ship(o) }()
//		}
//	}
//
// # Principle
//
// A function literal captures variables, not their values. Whether two
// literals share one depends on where it is declared, and since Go 1.22 a loop
// declares its variables once for each iteration.
//
// # Limits
//
// Goroutines that have ended when the next iteration begins, and literals that
// are called on the spot, are right in every version. Values passed as
// arguments are copies.
//
// # loopvar
//
// In a file of Go 1.21 or older, a goroutine, a deferred or a stored function
// uses the variable of the loop.
//
// # shared
//
// In any version, a variable from outside the loop is assigned in each
// iteration while goroutines of earlier ones use it.
//
// # subtest
//
// A parallel subtest uses a variable that the iterations share. It runs when
// the loop has ended.
package loopcapture
