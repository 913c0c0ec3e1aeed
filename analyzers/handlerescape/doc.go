// Package handlerescape defines an analyzer of requests and responses that are
// used after their handler.
//
// # Analyzer handlerescape
//
// handlerescape: report responses used after the handler
//
// Question: a handler starts a goroutine and answers 202. What may the
// goroutine still use?
//
// Not the http.ResponseWriter: when the handler returns, the server finishes
// the response and reuses its buffers, and a later write corrupts another
// response or panics. Not the body either: the server closes it, and reads
// fail with http.ErrBodyReadAfterClose. And not r.Context(): it is cancelled
// the moment the handler returns, so a query or call that gets it fails with
// context.Canceled, usually at once, sometimes only under load.
//
// What the goroutine needs must be read before. For the values in the context
// without its end there is context.WithoutCancel, since Go 1.21; give it a
// timeout of its own.
//
// Before:
//
//	func accept(w http.ResponseWriter, r *http.Request) {
//		go func() {
//			time.Sleep(time.Second)
//			fmt.Fprintln(w, "done")
//		}()
//	}
//
// After:
//
//	func accept(w http.ResponseWriter, r *http.Request) {
//		go func() {
//			time.Sleep(time.Second)
//			log.Println("done")
//		}()
//		w.WriteHeader(http.StatusAccepted)
//	}
//
// # Principle
//
// The return of a handler is the end of its request. Work that goes on needs
// data, a context and an end of its own.
//
// # Limits
//
// Goroutines that the handler waits for are right, and those that wait for the
// end of the stream's context whenever they wait for something to send. A goroutine that gets the
// request's context in order to end with the request is right too: contexts
// are reported only where the goroutine shares no channel with anybody and the
// handler returns without waiting; of a function out of sight, only where the
// handler has nothing left to do but to answer. Service methods of gRPC and
// kitex are known by the generated type that they embed, or by their
// registration in the package. Test files are left out.
//
// # writer
//
// The response writer, or the stream of a gRPC method, is used after the handler
// has returned.
//
// # body
//
// The body is read after the handler has returned.
//
// # context
//
// Work that goes on after the handler gets the context of the request. That of
// kitex is not cancelled, but what it holds serves the next call.
package handlerescape
