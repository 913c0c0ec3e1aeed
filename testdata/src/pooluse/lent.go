package pooluse

import (
	"bytes"

	"github.com/valyala/fasthttp"
)

func lentBody(client *fasthttp.Client, uri string) ([]byte, error) {
	req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(resp)
	req.SetRequestURI(uri)
	if err := client.Do(req, resp); err != nil {
		return nil, err
	}
	return resp.Body(), nil // want `the result shares the memory of resp, which goes back to the pool`
}

func releaseResponse(resp *fasthttp.Response) { fasthttp.ReleaseResponse(resp) }

func lentThenUsed(client *fasthttp.Client, req *fasthttp.Request) int {
	resp := fasthttp.AcquireResponse()
	if client.Do(req, resp) != nil {
		releaseResponse(resp)
		return resp.StatusCode() // want `resp is used after it went back to the pool`
	}
	code := resp.StatusCode()
	releaseResponse(resp)
	return code
}

func lentCopied(client *fasthttp.Client, req *fasthttp.Request) ([]byte, error) {
	resp := fasthttp.AcquireResponse()
	defer fasthttp.ReleaseResponse(resp)
	if err := client.Do(req, resp); err != nil {
		return nil, err
	}
	return bytes.Clone(resp.Body()), nil
}
