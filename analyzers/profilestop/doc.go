// Package profilestop defines an analyzer of profiles that are not stopped.
//
// # Analyzer profilestop
//
// profilestop: report profiles not stopped, or left at full rate
//
// Question: why is my CPU profile empty?
//
// Because nobody stopped it. StartCPUProfile and trace.Start collect in memory
// and write in the background; what is missing, and the tables that make the
// file readable, come with StopCPUProfile and trace.Stop. A return in between
// skips them, and so does os.Exit or log.Fatal, which run no deferred calls.
//
// The block and mutex profiles have the opposite problem: they have no end. A
// rate of 1 records a stack for every event for as long as the program runs.
// In production take a fraction, or set the rate when somebody asks for the
// profile.
//
// Before:
//
//	func record(path string, work func() error) error {
//		f, err := os.Create(path)
//		if err != nil {
//			return err
//		}
//		defer f.Close()
//		if err := pprof.StartCPUProfile(f); err != nil {
//			return err
//		}
//		if err := work(); err != nil {
//			return err
//		}
//		pprof.StopCPUProfile()
//		return nil
//	}
//
// After:
//
//	func record(path string, work func() error) error {
//		f, err := os.Create(path)
//		if err != nil {
//			return err
//		}
//		defer f.Close()
//		if err := pprof.StartCPUProfile(f); err != nil {
//			return err
//		}
//		defer pprof.StopCPUProfile()
//		return work()
//	}
//
// # Principle
//
// What is buffered is not yet written. Whatever starts a recording must end it
// on every path.
//
// # Limits
//
// If another function, or a literal, stops the recording, paths are not
// followed.
//
// # running
//
// A CPU profile or an execution trace is not stopped.
//
// # rate
//
// main or init sets the block or mutex profile to record every event.
package profilestop
