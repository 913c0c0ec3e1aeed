// Package perrequest defines an analyzer of clients made for every request.
//
// # Analyzer perrequest
//
// perrequest: report clients and pools made for every request
//
// Question: should a handler open the database it queries?
//
// No. sql.Open returns a pool, not a connection: opened per request, each pool
// dials anew, pays the handshake and authentication again, and keeps idle
// connections that nobody will use, until the database refuses more. An
// http.Transport, a Redis client and a gRPC connection are pools in the same
// sense. They are safe for concurrent use; make one when the program starts
// and give it to the handlers.
//
// &http.Client{} without a Transport is fine: all such clients share
// http.DefaultTransport.
//
// Before:
//
//	func health(w http.ResponseWriter, r *http.Request) {
//		db, err := sql.Open("postgres", "dbname=app")
//		if err != nil || db.PingContext(r.Context()) != nil {
//			w.WriteHeader(http.StatusServiceUnavailable)
//		}
//	}
//
// After:
//
//	type service struct{ db *sql.DB }
//
//	func (s *service) health(w http.ResponseWriter, r *http.Request) {
//		if s.db.PingContext(r.Context()) != nil {
//			w.WriteHeader(http.StatusServiceUnavailable)
//		}
//	}
//
// # Principle
//
// A pool pays off only if it lives longer than what it serves.
//
// # Limits
//
// What is stored in a field, map or package variable, or returned, may serve
// later requests and is not reported. Regular expressions and templates are
// reported if their text is constant. A connection to an address that the
// request chooses cannot be shared. Functions that only handlers of the package
// call count as handlers; test files are left out.
package perrequest
