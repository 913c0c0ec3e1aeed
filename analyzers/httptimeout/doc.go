// Package httptimeout defines an analyzer of HTTP clients and servers without
// timeouts.
//
// # Analyzer httptimeout
//
// httptimeout: report HTTP clients and servers without timeouts
//
// Question: how long does http.Get wait for an answer?
//
// For ever. http.DefaultClient has no Timeout, and neither has &http.Client{}.
// A server that accepts the connection and then says nothing holds the
// goroutine, the connection and whatever lock or slot goes with them. When a
// dependency hangs, the callers pile up until the process falls over.
//
// Client.Timeout covers the whole exchange, reading the body included. Where
// single calls need their own limit, use NewRequestWithContext with a context
// that has a deadline.
//
// Servers have the mirror problem: without ReadHeaderTimeout or ReadTimeout a
// client that sends its header a byte at a time holds a connection as long as
// it likes. http.ListenAndServe, gin's Run and echo's Start set neither; make
// an http.Server, or set the field of Echo.Server or of fiber's Config.
//
// Before:
//
//	func status(url string) (string, error) {
//		resp, err := http.Get(url)
//		if err != nil {
//			return "", err
//		}
//		defer resp.Body.Close()
//		return resp.Status, nil
//	}
//
// After:
//
//	var client = &http.Client{Timeout: 10 * time.Second}
//
//	func status(url string) (string, error) {
//		resp, err := client.Get(url)
//		if err != nil {
//			return "", err
//		}
//		defer resp.Body.Close()
//		return resp.Status, nil
//	}
//
// # Principle
//
// Every wait for somebody else needs an end of one's own choosing.
//
// # Limits
//
// A client with a Transport of its own is left alone, as the transport may
// have limits. So are tests and packages that help them, addresses and URLs of
// this machine, sockets of Unix, servers whose address the caller of an
// exported function, the default of a flag or that of a field sets to this machine, and the
// requests of commands, which somebody waits for and can interrupt.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
//
// # client
//
// A request is made without any limit in time.
//
// # server
//
// A server waits without limit for the header of a request.
package httptimeout
