package httptimeout

import (
	"context"
	"net/http"
	"time"
)

var limited = &http.Client{Timeout: time.Second}

func withTimeout(url string) (*http.Response, error) { return limited.Get(url) }

func deadline(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func withContext(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req.WithContext(ctx))
}

func given(c *http.Client, url string) (*http.Response, error) { return c.Get(url) }

func transport(rt http.RoundTripper, url string) (*http.Response, error) {
	c := &http.Client{Transport: rt}
	return c.Get(url)
}

func setLater(url string, d time.Duration) (*http.Response, error) {
	c := &http.Client{}
	c.Timeout = d
	return c.Get(url)
}

func server(h http.Handler) error {
	s := &http.Server{Addr: ":80", Handler: h, ReadHeaderTimeout: time.Second}
	return s.ListenAndServe()
}

func loopback(h http.Handler) error { return http.ListenAndServe("localhost:8080", h) }
