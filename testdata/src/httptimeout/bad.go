package httptimeout

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
)

func straight(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no timeout: a silent server blocks it for ever`
}

func defaultClient(url string) (*http.Response, error) {
	return http.DefaultClient.Get(url) // want `DefaultClient has no Timeout: a silent server blocks Get for ever`
}

var shared = &http.Client{}

func global(url string) (*http.Response, error) {
	return shared.Get(url) // want `shared has no Timeout`
}

type api struct{ hc *http.Client }

func newAPI() *api { return &api{hc: &http.Client{}} }

func (a *api) method(url string) (*http.Response, error) {
	return a.hc.Post(url, "", nil) // want `a.hc has no Timeout: a silent server blocks Post for ever`
}

func do(url string) {
	c := http.Client{}
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return
	}
	go c.Do(req) // want `c has no Timeout and the request no deadline: a silent server blocks Do for ever`
}

func background(url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(context.Background(), "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `DefaultClient has no Timeout and the request no deadline`
}

func serve(h http.Handler) error {
	return http.ListenAndServe(":8080", h) // want `the server has no timeouts: clients that send their header slowly hold connections for ever`
}

func literal(h http.Handler) error {
	s := &http.Server{Addr: ":80", Handler: h}
	return s.ListenAndServe() // want `the server has no timeouts`
}

func engine() {
	r := gin.Default()
	r.Run(":80") // want `the server has no timeouts`
}
