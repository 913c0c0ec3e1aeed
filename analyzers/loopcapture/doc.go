// Package loopcapture defines an analyzer.
//
// # Analyzer loopcapture
//
// loopcapture: report goroutines that share a variable of the loop
//
// Question: x?
package loopcapture
