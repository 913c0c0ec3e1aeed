// Package initorder defines an analyzer of initialisation in the wrong order.
//
// # Analyzer initorder
//
// initorder: report variables read before init has assigned them
//
// Question: in which order are package variables and init functions
// initialised?
//
// Answer: First all package variables, in the order of their dependencies, then
// the init functions, file by file in the order in which the files are handed
// to the compiler. So the initialiser of a variable never sees what an init
// assigns: it reads the zero value. And an init that reads what the init of
// another file assigns depends on the names of the files: renaming one breaks
// it. Give the variable an initialiser, which the dependency analysis orders,
// or assign and use it in one init.
//
// Before:
//
//	var dsn string
//	var pool = connect()
//
//	func connect() string { return "open:" + dsn }
//
//	func init() { dsn = "tcp://db" }
//
// After:
//
//	var dsn = "tcp://db"
//	var pool = connect()
//
//	func connect() string { return "open:" + dsn }
//
// # Principle
//
// A variable that only init functions assign is read while package variables
// are initialised, or by the init of another file; also through functions of
// the package.
//
// # Limits
//
// Variables of which parts are assigned, or whose address is taken, are not
// followed.
//
// # early
//
// The initialiser of a variable reads the zero value.
//
// # files
//
// The order of two files decides what is read.
package initorder
