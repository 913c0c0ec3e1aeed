// Package initwork defines an analyzer of work done by importing a package.
//
// # Analyzer initwork
//
// initwork: report init that works or exits, and libraries that exit
//
// Question: what belongs in init, and what does not?
//
// Answer: Filling tables and registering things: quick, and unable to fail.
// Whatever else runs before main, in every program and every test that imports
// the package however indirectly, before flags are parsed and logging is set
// up, and it cannot return an error. A file read there fails in a container, a
// request makes tests need the network, a goroutine cannot be stopped.
// log.Fatal in init or anywhere in a library takes a decision that belongs to
// main: return an error instead.
//
// Before:
//
//	package config
//
//	var names []byte
//
//	func init() {
//		b, err := os.ReadFile("names.txt")
//		if err != nil {
//			log.Fatal(err)
//		}
//		names = b
//	}
//
// After:
//
//	package config
//
//	func Names(path string) ([]byte, error) {
//		return os.ReadFile(path)
//	}
//
// # Principle
//
// The check follows init functions and initialisers of package variables
// through the functions of the package to calls that wait for files, networks,
// databases, commands or time, start goroutines or end the process.
//
// # Limits
//
// An error that cannot come, of encoding numbers and strings as JSON or of writing
// to memory, does not count.
// Unexported functions without an error result may state what cannot happen,
// and so may an unexported one that has no error in its hands, and a message
// that says so. Package main, test
// files, packages that start a program by their name, functions whose names
// or comments announce that they end the process, functions that put another
// program in its place, and exits with status 0 are left out.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
//
// # work
//
// Importing the package waits for something or starts a goroutine.
//
// # exit
//
// Importing the package, or calling one of its functions, may end the process.
package initwork
