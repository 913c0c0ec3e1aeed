package httptimeout

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
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

func sameMachine(port int) (*http.Response, error) {
	return http.Get(fmt.Sprintf("http://localhost:%d/config", port))
}

func socket(h http.Handler) error {
	l, err := net.Listen("unix", "/run/app.sock")
	if err != nil {
		return err
	}
	return http.Serve(l, h)
}

// Serve leaves the address to its callers.
func Serve(addr string, h http.Handler) error { return http.ListenAndServe(addr, h) }

// Accept leaves the listener to its callers.
func Accept(l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h}
	return s.Serve(l)
}

func loopbackPort(port string, h http.Handler) error {
	return http.ListenAndServe("127.0.0.1:"+port, h)
}

func limitedLater(h http.Handler, d time.Duration) error {
	s := &http.Server{Addr: ":80", Handler: h}
	limit(s, d)
	return s.ListenAndServe()
}

func limit(s *http.Server, d time.Duration) { s.ReadTimeout = d }

func limitedEcho() error {
	e := echo.New()
	e.Server.ReadHeaderTimeout = time.Second
	return e.Start(":1323")
}

func limitedFiber() error {
	return fiber.New(fiber.Config{ReadTimeout: time.Second}).Listen(":3000")
}

func limitedValue(h http.Handler) error {
	s := http.Server{Addr: "0.0.0.0:8443", Handler: h, ReadTimeout: time.Second}
	return s.ListenAndServe()
}

func byValueLater(h http.Handler) error {
	s := http.Server{Addr: "0.0.0.0:8443", Handler: h}
	s.ReadHeaderTimeout = time.Second
	return s.ListenAndServe()
}

// The debugger stays on this machine unless somebody asks for more.
type debugger struct{ Address string }

func (d *debugger) start() {
	if d.Address == "" {
		d.Address = "127.0.0.1:7676"
	}
	go http.ListenAndServe(d.Address, nil)
}
