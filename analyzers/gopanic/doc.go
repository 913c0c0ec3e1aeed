// Package gopanic defines an analyzer.
//
// # Analyzer gopanic
//
// gopanic: report panics in goroutines that no recover can see
//
// Question: x?
package gopanic
