// Package handlerflow defines an analyzer of handlers that go on after they
// have answered.
//
// # Analyzer handlerflow
//
// handlerflow: report handlers that answer a request twice
//
// Question: what happens after http.Error, or after c.JSON with an error?
//
// Nothing by itself. Both write a response and return to the handler, which
// goes on with its next statement: it works with the data it has just called
// invalid, and writes a second body behind the first. Only return ends a
// handler.
//
// In gin and hertz even that is not enough in middleware. There the framework
// walks the chain of handlers; a handler that returns hands on to the next
// one. Only Abort, or one of the AbortWith methods, stops the walk, so a login
// check that answers 401 and returns protects nothing.
//
// The order of calls matters too. The status line and the header go out with
// the first WriteHeader or Write. Fields set later are dropped without an
// error, and a second status is ignored with a line in the server's log.
//
// Before:
//
//	func show(w http.ResponseWriter, r *http.Request) {
//		name := r.FormValue("name")
//		if name == "" {
//			http.Error(w, "no name", http.StatusBadRequest)
//		}
//		fmt.Fprintf(w, "hello, %s", name)
//	}
//
// After:
//
//	func show(w http.ResponseWriter, r *http.Request) {
//		name := r.FormValue("name")
//		if name == "" {
//			http.Error(w, "no name", http.StatusBadRequest)
//			return
//		}
//		fmt.Fprintf(w, "hello, %s", name)
//	}
//
// # Principle
//
// A response is a stream: what was written cannot be taken back. A handler
// has answered when it has written, and has finished when it returns.
//
// # Limits
//
// The check follows helper functions of the package that answer every request
// they are called for. A function of another package that gets the context or
// the response writer and a constant status of 400 or more, and returns
// nothing, is taken to reject the request. The check knows net/http, gin,
// hertz, echo, fiber and go-zero. Header fields that are declared as trailers may follow the body. Test files
// are left out: tests of servers answer twice on purpose. Where encoding the
// body has failed, the response counts as unsent.
//
// # missingreturn
//
// An error or a redirect is written, and on the same path the response is
// written again or handed to the next handler.
//
// # noabort
//
// Middleware of gin or hertz writes an error response and returns, or calls
// Next, without aborting the chain.
//
// # lateheader
//
// A header field is set after the status line was sent.
//
// # superfluous
//
// A status is set after the status line was sent.
package handlerflow
