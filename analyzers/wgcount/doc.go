// Package wgcount defines an analyzer.
//
// # Analyzer wgcount
//
// wgcount: report WaitGroups whose Add and Done do not match
//
// Question: x?
package wgcount
