// Package maprace defines an analyzer.
//
// # Analyzer maprace
//
// maprace: report maps that goroutines access at once
//
// Question: x?
package maprace
