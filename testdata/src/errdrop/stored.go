package errdrop

import (
	"io"
	"net"
	"net/url"
	"os"
	"time"
)

var zone, _ = time.LoadLocation(os.Getenv("ZONE")) // want `the error is discarded, but zone is used as if it could not be nil`

func local(t time.Time) time.Time { return t.In(zone) }

type api struct {
	base  *url.URL
	proxy *url.URL
}

func newAPI(addr, proxy string) *api {
	base, _ := url.Parse(addr) // want `the error is discarded, but base is used as if it could not be nil`
	p, _ := url.Parse(proxy)
	return &api{base: base, proxy: p}
}

func (a *api) host() string { return a.base.Host }

func (a *api) via() string {
	if a.proxy == nil {
		return ""
	}
	return a.proxy.Host
}

func pipe(addr string) {
	go func() {
		c, _ := net.Dial("tcp", addr) // want `the error is discarded, but c is used as if it could not be nil`
		io.Copy(c, c)
	}()
}

// The rest is right.

type checkedAPI struct{ base *url.URL }

func newCheckedAPI(addr string) (*checkedAPI, error) {
	base, err := url.Parse(addr)
	if err != nil {
		return nil, err
	}
	return &checkedAPI{base: base}, nil
}

func (a *checkedAPI) host() string { return a.base.Host }

type constantAPI struct{ base *url.URL }

func newConstantAPI() *constantAPI {
	base, _ := url.Parse("https://example.com/")
	return &constantAPI{base: base}
}

func (a *constantAPI) host() string { return a.base.Host }

type point struct{ x byte }

func (p *point) set(b []byte) (*point, error) {
	if len(b) != 2 {
		return nil, os.ErrInvalid
	}
	p.x = b[0]
	return p, nil
}

var origin, _ = new(point).set([]byte{0, 0})

func atOrigin() byte { return origin.x }

func pipeChecked(addr string) {
	c, _ := net.Dial("tcp", addr)
	if c == nil {
		return
	}
	io.Copy(c, c)
}
