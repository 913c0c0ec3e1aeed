// Package rlockwrite defines an analyzer.
//
// # Analyzer rlockwrite
//
// rlockwrite: report writes under a read lock
//
// Question: x?
package rlockwrite
