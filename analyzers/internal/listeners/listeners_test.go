package listeners_test

import (
	"testing"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/listeners"
)

const header = `package snippet
import ("flag"; "fmt"; "net"; "net/http"; "os"; "github.com/gin-gonic/gin"; "github.com/labstack/echo/v4")
var ( _ = flag.String; _ = fmt.Sprintf; _ = net.Listen; _ http.Handler; _ = os.Getenv; _ *gin.Engine; _ *echo.Echo )
type config struct { Host, Port string; Number int }
var local = flag.String("http", "127.0.0.1:3999", "")
var open = flag.String("listen", ":3999", "")
const port = ":8080"
func pick(addrs []string) string { return addrs[0] }
func routes() *http.ServeMux { return http.NewServeMux() }
type app struct { srv *http.Server }
`

// TestListeners tells who can reach the listener in f.
func TestListeners(t *testing.T) {
	names := map[listeners.Exposure]string{listeners.Unknown: "unknown", listeners.Local: "local", listeners.Callers: "callers",
		listeners.Configured: "configured", listeners.Public: "public"}
	tests := []struct{ name, body, want string }{
		{"port", `func f() { http.ListenAndServe(":80", nil) }`, "public"},
		{"constant", `func f() { http.ListenAndServe(port, nil) }`, "public"},
		{"every address", `func f() { http.ListenAndServe("0.0.0.0:80", nil) }`, "public"},
		{"localhost", `func f() { http.ListenAndServe("localhost:80", nil) }`, "local"},
		{"loopback", `func f() { http.ListenAndServe("[::1]:80", nil) }`, "local"},
		{"port added", `func f(p string) { http.ListenAndServe(":"+p, nil) }`, "public"},
		{"port formatted", `func f(p int) { http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", p), nil) }`, "local"},
		{"host and port", `func f(p string) { http.ListenAndServe(net.JoinHostPort("127.0.0.1", p), nil) }`, "local"},
		{"configured host", `func f(c config) { http.ListenAndServe(fmt.Sprintf("%s:%d", c.Host, c.Number), nil) }`, "configured"},
		{"environment", `func f() { http.ListenAndServe(os.Getenv("ADDR"), nil) }`, "configured"},
		{"local flag", `func f() { http.ListenAndServe(*local, nil) }`, "local"},
		{"open flag", `func f() { http.ListenAndServe(*open, nil) }`, "public"},
		{"callers", `func F(addr string) { f(addr) }; func f(addr string) { http.ListenAndServe(addr, nil) }`, "callers"},
		{"known callers", `func g() { f("127.0.0.1:1") }; func f(addr string) { http.ListenAndServe(addr, nil) }`, "local"},
		{"one of the callers'", `func F(addrs ...string) { f(addrs) }; func f(addrs []string) { http.ListenAndServe(pick(addrs), nil) }`, "callers"},
		{"local by default", `func f(c *config) { if c.Host == "" { c.Host = "127.0.0.1:1" }; http.ListenAndServe(c.Host, nil) }`, "local"},
		{"open by default", `func f(c *config) { if c.Host == "" { c.Host = "127.0.0.1:1" }; if c.Port == "" { c.Host = ":1" }; http.ListenAndServe(c.Host, nil) }`, "configured"},
		{"listener", `func f() { l, _ := net.Listen("tcp", ":80"); http.Serve(l, nil) }`, "public"},
		{"socket", `func f() { l, _ := net.Listen("unix", "/run/x"); http.Serve(l, nil) }`, "local"},
		{"listener of the caller", `func F(l net.Listener) { f(l) }; func f(l net.Listener) { http.Serve(l, nil) }`, "callers"},
		{"one after the other", `func f() { l, err := net.Listen("tcp", "127.0.0.1:0"); if err != nil { l, err = net.Listen("tcp", "[::1]:0") }; http.Serve(l, nil) }`, "local"},
		{"server", `func f() { s := &http.Server{Addr: ":80"}; s.ListenAndServe() }`, "public"},
		{"server without address", `func f() { s := &http.Server{}; s.ListenAndServe() }`, "public"},
		{"server in a field", `func g() *app { return &app{&http.Server{Addr: "127.0.0.1:1"}} }; func f(a *app) { a.srv.ListenAndServe() }`, "local"},
		{"captured server", `func g() { s := &http.Server{Addr: ":1"}; func() { s.ListenAndServe() }() }; func f() {}`, "public"},
		{"server from elsewhere", `func f(s *http.Server) { s.ListenAndServe() }`, "unknown"},
		{"gin's default", `func f(e *gin.Engine) { e.Run() }`, "public"},
		{"gin", `func f(e *gin.Engine) { e.Run("127.0.0.1:80") }`, "local"},
		{"echo", `func f(e *echo.Echo) { e.Start(":80") }`, "public"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := flowtest.Load(t, header+test.body)
			got := "none"
			for _, fn := range p.Functions() {
				for instr := range flow.Instructions(fn) {
					if l, ok := listeners.Of(p, instr); ok {
						got = names[l.Addr]
					}
				}
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}
