// Package sleepjoin defines an analyzer.
//
// # Analyzer sleepjoin
//
// sleepjoin: report sleeps that stand in for waiting
//
// Question: x?
package sleepjoin
