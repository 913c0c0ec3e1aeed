// Package fasthttp has the shapes of github.com/valyala/fasthttp that the tests
// need.
package fasthttp

type RequestCtx struct{}

func (ctx *RequestCtx) Path() []byte            { return nil }
func (ctx *RequestCtx) TimeoutError(msg string) {}
