// Package fasthttp has the shapes of github.com/valyala/fasthttp that the tests
// need.
package fasthttp

type RequestCtx struct{}

func (ctx *RequestCtx) Path() []byte            { return nil }
func (ctx *RequestCtx) TimeoutError(msg string) {}

type Client struct{}

func (c *Client) Do(req *Request, resp *Response) error { return nil }

type Request struct{}

func AcquireRequest() *Request    { return &Request{} }
func ReleaseRequest(req *Request) {}

func (req *Request) SetRequestURI(uri string) {}

type Response struct{}

func AcquireResponse() *Response     { return &Response{} }
func ReleaseResponse(resp *Response) {}

func (resp *Response) Body() []byte    { return nil }
func (resp *Response) StatusCode() int { return 0 }
