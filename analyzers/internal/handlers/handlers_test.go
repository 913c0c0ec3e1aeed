package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/flowtest"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
)

const header = `package snippet
import (
	"context"; "encoding/json"; "html/template"; "net/http"
	"github.com/cloudwego/hertz/pkg/app"; "github.com/cloudwego/kitex/pkg/endpoint"; "github.com/cloudwego/kitex/server"
	"github.com/gin-gonic/gin"; "github.com/gofiber/fiber/v2"; fiber3 "github.com/gofiber/fiber/v3"; "github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"; "github.com/zeromicro/go-zero/core/logx"; "github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"; "google.golang.org/grpc"
)
var (
	_ context.Context; _ *json.Encoder; _ *template.Template; _ http.Handler; _ app.HandlerFunc; _ endpoint.Endpoint; _ server.Server; _ gin.HandlerFunc
	_ fiber.Map; _ fiber3.Map; _ echo.Context; _ *fasthttp.RequestCtx; _ logx.Logger; _ rest.Route; _ = httpx.Ok; _ grpc.ServerStream
)
type Req struct{}
type Resp struct{}
type greeter interface { Hello(context.Context, *Req) (*Resp, error) }
type streamer interface { Watch(*Req, grpc.ServerStreamingServer[Resp]) error }
type UnimplementedGreeterServer struct{}
func RegisterGreeterServer(s grpc.ServiceRegistrar, srv greeter) {}
func RegisterStreamerServer(s *grpc.Server, srv streamer) {}
func NewServer(handler greeter, opts ...server.Option) server.Server { return nil }
type T struct{}
type embeds struct{ UnimplementedGreeterServer }
type logic struct { logx.Logger; ctx context.Context }
`

func load(t *testing.T, body string) *flow.Package {
	t.Helper()
	return flowtest.Load(t, header+body)
}

// TestEntries names the framework that calls f, or a method of that name.
func TestEntries(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"net/http", `func f(w http.ResponseWriter, r *http.Request) {}`, "net/http"},
		{"only a writer", `func f(w http.ResponseWriter) {}`, ""},
		{"gin", `func f(c *gin.Context) {}`, "gin"},
		{"helper of gin", `func f(c *gin.Context) string { return "" }`, ""},
		{"hertz", `func f(ctx context.Context, c *app.RequestContext) {}`, "hertz"},
		{"echo", `func f(c echo.Context) error { return nil }`, "echo"},
		{"helper of echo", `func f(c echo.Context) {}`, ""},
		{"fiber 2", `func f(c *fiber.Ctx) error { return nil }`, "fiber"},
		{"fiber 3", `func f(c fiber3.Ctx) error { return nil }`, "fiber"},
		{"fasthttp", `func f(ctx *fasthttp.RequestCtx) {}`, "fasthttp"},
		{"unary interceptor", `func f(ctx context.Context, req any, info *grpc.UnaryServerInfo, h grpc.UnaryHandler) (any, error) { return h(ctx, req) }`, "gRPC"},
		{"stream interceptor", `func f(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, h grpc.StreamHandler) error { return h(srv, ss) }`, "gRPC"},
		{"service that embeds", `func (embeds) f(ctx context.Context, req *Req) (*Resp, error) { return nil, nil }`, "gRPC"},
		{"helper of a service", `func (embeds) f(req *Req) {}`, ""},
		{"service registered", `func (*T) Hello(ctx context.Context, req *Req) (*Resp, error) { return nil, nil }; func f(s *grpc.Server) { RegisterGreeterServer(s, &T{}) }`, "gRPC"},
		{"stream registered", `func (T) Watch(req *Req, s grpc.ServerStreamingServer[Resp]) error { return nil }; func f(s *grpc.Server) { RegisterStreamerServer(s, T{}) }`, "gRPC"},
		{"service not registered", `func (*T) Hello(ctx context.Context, req *Req) (*Resp, error) { return nil, nil }; func f() {}`, ""},
		{"kitex service", `func (*T) Hello(ctx context.Context, req *Req) (*Resp, error) { return nil, nil }; func f() { NewServer(new(T)) }`, "kitex"},
		{"kitex endpoint", `func f(next endpoint.Endpoint) endpoint.Endpoint { return func(ctx context.Context, req, resp interface{}) error { return next(ctx, req, resp) } }`, "kitex"},
		{"function like an endpoint", `func f() any { return func(ctx context.Context, req, resp interface{}) error { return nil } }`, ""},
		{"logic of go-zero", `func (l *logic) f(req *Req) (*Resp, error) { return nil, nil }`, "go-zero"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := load(t, test.body)
			entries := handlers.Of(p)
			got := ""
			for _, fn := range p.Functions() {
				switch fn.Name() {
				case "f", "f$1", "Hello", "Watch":
					if framework := entries.Framework(fn); framework != nil {
						got = framework.Name
					}
				}
			}
			if got != test.want {
				t.Errorf("served by %q, want %q", got, test.want)
			}
		})
	}
}

// TestRegistered counts the handlers that the calls in f register.
func TestRegistered(t *testing.T) {
	tests := []struct {
		name, body string
		want       int
	}{
		{"pattern", `func f(mux *http.ServeMux) { mux.HandleFunc("GET /x/{id}", func(http.ResponseWriter, *http.Request) {}) }`, 1},
		{"handler value", `func (T) ServeHTTP(http.ResponseWriter, *http.Request) {}; func f() { http.Handle("/", T{}) }`, 1},
		{"called at once", `func f(h http.HandlerFunc, w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) }`, 0},
		{"gin chain", `func f(e *gin.Engine) { e.GET("/", func(*gin.Context) {}, func(*gin.Context) {}) }`, 2},
		{"fiber 3", `func f(a *fiber3.App) { a.Get("/", func(c fiber3.Ctx) error { return nil }) }`, 1},
		{"echo", `func f(e *echo.Echo) { e.GET("/", func(c echo.Context) error { return nil }) }`, 1},
		{"route of go-zero", `func h(http.ResponseWriter, *http.Request) {}; func f(s *rest.Server) { s.AddRoute(rest.Route{Handler: h}) }`, 1},
		{"routes of go-zero", `func h(http.ResponseWriter, *http.Request) {}; func f(s *rest.Server) { s.AddRoutes([]rest.Route{{Handler: h}, {Handler: h}}) }`, 2},
		{"another function", `func f(e *gin.Engine) { println(func(*gin.Context) {} == nil) }`, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := load(t, test.body)
			got := 0
			for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
				if call, ok := instr.(ssa.CallInstruction); ok {
					got += len(handlers.Registered(call.Common()))
				}
			}
			if got != test.want {
				t.Errorf("%d handlers, want %d", got, test.want)
			}
		})
	}
}

// TestResponses lists the effects and status codes of the calls in f.
func TestResponses(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"error", `func f(w http.ResponseWriter) { http.Error(w, "", 404) }`, "answer 404"},
		{"unknown error", `func f(w http.ResponseWriter, code int) { http.Error(w, "", code) }`, "answer 500"},
		{"status and body", `func f(w http.ResponseWriter) { w.WriteHeader(201); w.Write(nil) }`, "status 201, body"},
		{"encoder", `func f(w http.ResponseWriter) { json.NewEncoder(w).Encode(1) }`, "body"},
		{"template", `func f(w http.ResponseWriter, t *template.Template) { t.Execute(w, nil) }`, "body"},
		{"header", `func f(w http.ResponseWriter) { w.Header().Set("A", "b") }`, "header"},
		{"gin", `func f(c *gin.Context) { c.Status(401); c.JSON(200, nil); c.Next() }`, "choose 401, answer 200, next"},
		{"gin abort", `func f(c *gin.Context) { c.AbortWithStatusJSON(403, nil) }`, "answer 403 aborts"},
		{"hertz", `func f(c *app.RequestContext) { c.JSON(400, nil) }`, "answer 400"},
		{"echo", `func f(c echo.Context) { c.JSON(400, nil) }`, "answer 400"},
		{"fiber chain", `func f(c *fiber.Ctx) { c.Status(422).JSON(1) }`, "answer 422"},
		{"fiber status", `func f(c fiber3.Ctx) { c.SendStatus(404) }`, "answer 404"},
		{"go-zero error", `func f(w http.ResponseWriter, r *http.Request) { httpx.ErrorCtx(r.Context(), w, nil) }`, "answer 400"},
		{"go-zero", `func f(w http.ResponseWriter) { httpx.WriteJson(w, 201, nil) }`, "answer 201"},
	}
	names := map[handlers.Effect]string{handlers.None: "none", handlers.Choose: "choose", handlers.Header: "header", handlers.Status: "status",
		handlers.Body: "body", handlers.Answer: "answer", handlers.Next: "next"}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := load(t, test.body)
			var got []string
			for instr := range flow.Instructions(flowtest.Func(t, p, "f")) {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				r, ok := handlers.ResponseOf(call)
				if !ok {
					continue
				}
				text := names[r.Effect]
				if r.Code != 0 {
					text += fmt.Sprint(" ", r.Code)
				}
				if r.Aborts {
					text += " aborts"
				}
				got = append(got, text)
			}
			if got := strings.Join(got, ", "); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
