// Package blankimport defines an analyzer of imports for side effects.
//
// # Analyzer blankimport
//
// blankimport: report blank imports in libraries
//
// Question: what does import _ "image/png" do, and where does it belong?
//
// Answer: It runs the init functions of the package and nothing else: here they
// register a decoder. Such a registration changes the whole program, so the
// program should decide: blank imports belong in package main or in tests. In a
// library every user gets them, without seeing them. If a library needs one, a
// comment should say what for. net/http/pprof and expvar add handlers to
// http.DefaultServeMux, which publishes the insides of every program that
// serves it.
//
// Before:
//
//	package lib
//
//	import _ "image/png"
//
//	func Name() string { return "lib" }
//
// After:
//
//	package lib
//
//	import (
//		// Decode accepts PNG uploads.
//		_ "image/png"
//	)
//
//	func Name() string { return "lib" }
//
// # Principle
//
// A file of a package other than main imports a package under the blank name,
// without a comment above or beside it.
//
// # Limits
//
// Test files and the imports of embed and unsafe, which the compiler asks for,
// are left out, and so are internal packages and packages of the same
// repository, whose effects belong to the importing one. A package that other
// imports bring along anyway changes nothing, a package that works with images
// may register formats, and one that serves http.DefaultServeMux itself means
// the handlers that it publishes.
package blankimport
