package httptimeout

import (
	"context"
	"fmt"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
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

type config struct {
	Host string
	Port int
}

func configured(cfg config) error {
	return gin.New().Run(fmt.Sprintf("%s:%d", cfg.Host, cfg.Port)) // want `the server has no timeouts`
}

type app struct{ srv *http.Server }

func newApp(h http.Handler) *app { return &app{srv: &http.Server{Addr: ":80", Handler: h}} }

func (a *app) run() error { return a.srv.ListenAndServe() } // want `the server has no timeouts`

func captured(ctx context.Context, h http.Handler) {
	srv := &http.Server{Addr: ":8080", Handler: h}
	go func() {
		srv.ListenAndServe() // want `the server has no timeouts`
	}()
	<-ctx.Done()
	srv.Shutdown(context.Background())
}

func reused(first bool, h http.Handler) {
	var srv *http.Server
	if first {
		srv = &http.Server{Addr: ":80", Handler: h}
	} else {
		srv = &http.Server{Addr: ":81", Handler: h}
	}
	srv.ListenAndServe() // want `the server has no timeouts`
}

func listened(h http.Handler) error {
	l, err := net.Listen("tcp", ":9090")
	if err != nil {
		return err
	}
	return http.Serve(l, h) // want `the server has no timeouts`
}

func echoed() error { return echo.New().Start(":1323") } // want `the server has no timeouts`

func fibered() error { return fiber.New().Listen(":3000") } // want `the server has no timeouts`

func newRequest(url string) (*http.Request, error) { return http.NewRequest("GET", url, nil) }

func fromHelper(url string) (*http.Response, error) {
	req, err := newRequest(url)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `DefaultClient has no Timeout and the request no deadline`
}

func redirects(url string) (*http.Response, error) {
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return nil }}
	return c.Get(url) // want `c has no Timeout`
}

func made(url string) (*http.Response, error) {
	c := new(http.Client)
	return c.Head(url) // want `c has no Timeout`
}

func byValue(h http.Handler) error {
	s := http.Server{Addr: "0.0.0.0:8443", Handler: h}
	return s.ListenAndServeTLS("cert", "key") // want `the server has no timeouts`
}

type debugged struct{ Address string }

func (d *debugged) start() {
	if d.Address == "" {
		d.Address = ":7676"
	}
	go http.ListenAndServe(d.Address, nil) // want `the server has no timeouts: clients that send their header slowly hold connections for ever`
}
