// Package gopanic defines an analyzer of panics in goroutines that no recover
// sees.
//
// # Analyzer gopanic
//
// gopanic: report panics in goroutines that no recover sees
//
// Question: does the recover of a handler catch a panic of a goroutine that
// the handler started?
//
// No. A panic unwinds the stack of its own goroutine only. When no deferred
// function of that goroutine recovers, the process ends, with every request
// that it serves. net/http, gin and the like recover around the handler; a go
// statement inside it leaves that shelter.
//
// The same holds for a function that defers a recover and starts its work with
// go, and for wg.Go and errgroup.Go.
//
// Check what may fail (the comma-ok form of an assertion, an error instead of
// a panic), or give the goroutine a deferred recover of its own that logs and
// reports.
//
// Before:
//
//	func audit(w http.ResponseWriter, r *http.Request) {
//		user := r.Context().Value("user")
//		go func() {
//			log.Println("seen:", user.(string))
//		}()
//	}
//
// After:
//
//	func audit(w http.ResponseWriter, r *http.Request) {
//		user, ok := r.Context().Value("user").(string)
//		if !ok {
//			http.Error(w, "no user", http.StatusUnauthorized)
//			return
//		}
//		go func() {
//			log.Println("seen:", user)
//		}()
//	}
//
// # Principle
//
// recover works only in a function that was deferred by the panicking
// goroutine. Each goroutine is the end of its own line.
//
// # Limits
//
// Reported are type assertions in their one-result form and explicit panics,
// in goroutines started by handlers and by functions with a recover of their
// own. Other operations that may panic are too common to be told apart. An
// assertion on what a sync.Map holds is left alone if nothing of another type is
// stored there. Test files are left out.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package gopanic
