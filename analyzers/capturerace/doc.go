// Package capturerace defines an analyzer.
//
// # Analyzer capturerace
//
// capturerace: report variables that goroutines access at once
//
// Question: x?
package capturerace
