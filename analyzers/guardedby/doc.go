// Package guardedby defines an analyzer.
//
// # Analyzer guardedby
//
// guardedby: report accesses without the lock that guards the field
//
// Question: x?
package guardedby
