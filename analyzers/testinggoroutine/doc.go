// Package testinggoroutine defines an analyzer.
//
// # Analyzer testinggoroutine
//
// testinggoroutine: report t.Fatal outside the goroutine of the test
//
// Question: x?
package testinggoroutine
