// Package exitdefer defines an analyzer of deferred calls that never run.
//
// # Analyzer exitdefer
//
// exitdefer: report an exit that skips deferred calls
//
// Question: does log.Fatal run deferred calls?
//
// Answer: no. It prints, and then it calls os.Exit, which ends the process at
// once: no deferred call of any goroutine runs. Temporary files stay, buffered
// output is lost, profiles are cut off. A panic and runtime.Goexit do run
// deferred calls. The usual remedy is a function run that defers and returns an
// error, and a main that does nothing but exit on that error.
//
// Before:
//
//	func build() {
//		dir, err := os.MkdirTemp("", "build")
//		if err != nil {
//			log.Fatal(err)
//		}
//		defer os.RemoveAll(dir)
//		if err := os.Chdir(dir); err != nil {
//			log.Fatal(err)
//		}
//	}
//
// After:
//
//	func build() error {
//		dir, err := os.MkdirTemp("", "build")
//		if err != nil {
//			return err
//		}
//		defer os.RemoveAll(dir)
//		return os.Chdir(dir)
//	}
//
// # Principle
//
// Only main exits, and main defers nothing.
//
// # Limits
//
// Only deferred calls that are known to do something lasting count: they remove
// files, write, flush or complete output, or stop a profile, themselves or
// through functions of the package. What the system cleans up with the process
// is not missed: memory, locks, timers, connections, descriptors. Functions of
// the package that never return count as exits too.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package exitdefer
