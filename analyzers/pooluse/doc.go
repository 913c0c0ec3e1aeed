// Package pooluse defines an analyzer of misuse of sync.Pool.
//
// # Analyzer pooluse
//
// pooluse: report objects used after Put, or pooled wrongly
//
// Question: what must you watch when you take buffers from a sync.Pool?
//
// Answer: Put gives the object away. From then on any goroutine may get and
// overwrite it, so neither the object nor a slice of it may be used, returned or
// stored after Put, deferred or not: buf.Bytes() is the pool's memory, a clone of
// it is yours. Get may return a used object: reset it before use. Without New,
// Get returns nil when the pool is empty. Pool pointers: a slice or struct is
// boxed on each Put. And a pool is a cache that the garbage collector empties
// without calling anything, so connections and files, which need Close, do not
// belong in it.
//
// Before:
//
//	var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
//
//	func render(v any) []byte {
//		b := buffers.Get().(*bytes.Buffer)
//		defer buffers.Put(b)
//		b.Reset()
//		fmt.Fprintf(b, "%+v", v)
//		return b.Bytes()
//	}
//
// After:
//
//	var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
//
//	func render(v any) []byte {
//		b := buffers.Get().(*bytes.Buffer)
//		defer buffers.Put(b)
//		b.Reset()
//		fmt.Fprintf(b, "%+v", v)
//		return bytes.Clone(b.Bytes())
//	}
//
// # Principle
//
// The check follows what Get returns, also through functions of the package
// that wrap Get and Put, together with the slices and addresses that share its
// memory, along every path. Requests, responses and buffers that fasthttp, hertz
// and bytebufferpool lend are followed like those of a sync.Pool.
//
// # Limits
//
// A missing reset is reported only if stale content shows: a decoder fills the
// object partly, or a buffer is appended to and read; and only if no code of
// the package resets objects of that pool. A path without Put leaves the object
// to the collector, which is no mistake. A function that puts back under some
// condition counts only if the condition is the size of the object. Objects kept
// in fields are not followed. A buffer that gets its own memory back before it is
// released keeps none of what it had meanwhile, and a test may look at an object
// that it has put back, to see what the pool makes of it.
//
// # afterput
//
// The object or memory of it is used, returned or handed out though it is, or
// will be, in the pool; or it is put back twice.
//
// # noreset
//
// The object is used as if it were new.
//
// # nonpointer
//
// Each Put allocates, which is what the pool should save.
//
// # closer
//
// The collector drops what needs Close.
//
// # nonew
//
// The assertion on the result of Get panics for an empty pool.
//
// # oversized
//
// A buffer filled from a reader of any length goes back without a look at its
// capacity: one large input stays in memory.
package pooluse
