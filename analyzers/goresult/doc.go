// Package goresult defines an analyzer.
//
// # Analyzer goresult
//
// goresult: report go statements that drop an error
//
// Question: x?
package goresult
