// Package pprofexpose defines an analyzer of profiling endpoints that strangers
// can reach.
//
// # Analyzer pprofexpose
//
// pprofexpose: report profiles served on a public address
//
// Question: what does import _ "net/http/pprof" do?
//
// Its init function registers /debug/pprof/ with http.DefaultServeMux. Every
// server of the program whose handler is nil serves that mux, so a service
// that listens on :8080 hands its stacks, heap and command line to everyone,
// and lets them burn CPU with thirty-second profiles. The import alone is
// harmless; the listener decides.
//
// Serve the profiles on an address of their own that only the machine itself
// can reach, such as localhost:6060, and give the public server its own mux.
//
// Before:
//
//	package main
//
//	import (
//		"log"
//		"net/http"
//		_ "net/http/pprof"
//	)
//
//	func main() {
//		log.Fatal(http.ListenAndServe(":8080", nil))
//	}
//
// After:
//
//	package main
//
//	import (
//		"log"
//		"net/http"
//		_ "net/http/pprof"
//	)
//
//	func main() {
//		go http.ListenAndServe("localhost:6060", nil)
//		log.Fatal(http.ListenAndServe(":8080", http.NewServeMux()))
//	}
//
// # Principle
//
// A global registry serves whoever asks it. What must stay private needs a
// registry and a listener of its own.
//
// # Limits
//
// Addresses whose host is not constant, and imports in other packages of the
// program, are out of sight. Besides http.DefaultServeMux the check follows
// muxes and engines that profiles are registered with, also by way of groups,
// wrappers and functions of the package; a group with handlers of its own may
// ask who the client is. Tests are left out.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package pprofexpose
