// Package ginctx defines an analyzer of request contexts that outlive their
// request.
//
// # Analyzer ginctx
//
// ginctx: report pooled request contexts used after the handler
//
// Question: may a goroutine that a handler starts use *gin.Context?
//
// Only a copy of it. Gin takes the context of each request from a sync.Pool
// and puts it back when the handlers have returned. A goroutine that still
// holds it then reads, or writes, the context of some other request: the wrong
// user, a response mixed from two, or a race that crashes. Nothing fails in
// a test with one request at a time.
//
// c.Copy returns a context that stays as it is and cannot be written to. Made
// before the go statement it is safe; made inside the goroutine it may copy
// the next request. Better still, take the few values that the goroutine needs
// out of the context first.
//
// The contexts of hertz, echo, fiber and fasthttp are pooled in the same way.
// Echo and fiber have no Copy: take the values out.
//
// Before:
//
//	func upload(c *gin.Context) {
//		go func() {
//			log.Println("stored for", c.ClientIP())
//		}()
//		c.String(http.StatusAccepted, "queued")
//	}
//
// After:
//
//	func upload(c *gin.Context) {
//		ip := c.ClientIP()
//		go func() {
//			log.Println("stored for", ip)
//		}()
//		c.String(http.StatusAccepted, "queued")
//	}
//
// # Principle
//
// An object from a pool is borrowed. Its time ends when the borrower gives it
// back, whoever still has a pointer to it.
//
// # Limits
//
// A goroutine that the handler waits for, or that signals through a channel or
// WaitGroup the caller can see, may use the context. Storing the context in an
// object made for the request is right; the check reports package variables,
// the fields of the handler's receiver and channels in either, unless the
// handler waits after it has sent. A fasthttp handler that calls TimeoutError
// has told the server. Tests are left out: tests of servers do so on purpose.
package ginctx
