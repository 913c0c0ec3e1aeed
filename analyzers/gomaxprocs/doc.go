// Package gomaxprocs defines an analyzer.
//
// # Analyzer gomaxprocs
//
// gomaxprocs: report GOMAXPROCS set against the container
//
// Question: x?
package gomaxprocs
