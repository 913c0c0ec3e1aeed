package perrequest

import (
	"context"
	"database/sql"
	"html/template"
	"io"
	"net/http"
	"regexp"

	"github.com/cloudwego/kitex/pkg/endpoint"
	"github.com/gin-gonic/gin"
	"github.com/panjf2000/ants/v2"
	"github.com/zeromicro/go-zero/core/logx"
	"google.golang.org/grpc"
	"gorm.io/gorm"
)

func straight(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "x") // want `sql.Open makes a pool of connections for every request; make it once and share it`
	if err != nil {
		return
	}
	defer db.Close()
}

type api struct{ dial gorm.Dialector }

func (a *api) method(c *gin.Context) {
	db, _ := gorm.Open(a.dial) // want `gorm.Open makes a pool of connections for every request`
	db.First(nil)
}

func transport(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Transport: &http.Transport{MaxIdleConns: 1}} // want `http.Transport makes a pool of connections for every request`
	resp, err := c.Get("http://backend")
	if err == nil {
		io.Copy(w, resp.Body)
	}
}

func closure() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		func() {
			re := regexp.MustCompile("a+") // want `regexp.MustCompile makes a compiled expression for every request`
			re.MatchString(r.URL.Path)
		}()
	}
}

func goroutines(c *gin.Context) {
	p, _ := ants.NewPool(4) // want `ants.NewPool makes a pool of goroutines for every request`
	defer p.Release()
}

func connect(dsn string) (*sql.DB, error) { return sql.Open("postgres", dsn) }

func throughHelper(w http.ResponseWriter, r *http.Request) {
	db, err := connect("x") // want `perrequest.connect makes a pool of connections for every request`
	if err != nil {
		return
	}
	defer db.Close()
}

func calledByHandlers(w http.ResponseWriter, r *http.Request) { fetch(r.Context()) }

func fetch(ctx context.Context) {
	c := http.Client{Transport: &http.Transport{}} // want `http.Transport makes a pool of connections for every request`
	c.Get("http://backend")
}

func configured(dial gorm.Dialector) gin.HandlerFunc {
	return func(c *gin.Context) {
		db, _ := gorm.Open(dial) // want `gorm.Open makes`
		db.First(nil)
	}
}

func clone(w http.ResponseWriter, r *http.Request) {
	tr := http.DefaultTransport.(*http.Transport).Clone() // want `Clone makes a pool of connections for every request`
	tr.DisableCompression = true
	(&http.Client{Transport: tr}).Get("http://backend")
}

func variable(w http.ResponseWriter, r *http.Request) {
	var tr http.Transport // want `http.Transport makes a pool`
	tr.MaxIdleConns = 2
	(&http.Client{Transport: &tr}).Get("http://backend")
}

func page(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("page").Parse("hello {{.}}")) // want `Parse makes a parsed template for every request`
	t.Execute(w, r.URL.Path)
}

type request struct{ Addr string }

type reply struct{}

type UnimplementedGateServer struct{}

type gate struct{ UnimplementedGateServer }

func (*gate) Call(ctx context.Context, req *request) (*reply, error) {
	cc, err := grpc.NewClient("dns:///backend") // want `grpc.NewClient makes a connection for every request`
	if err != nil {
		return nil, err
	}
	defer cc.Close()
	return &reply{}, cc.Invoke(ctx, "/x", req, &reply{})
}

func (*gate) Elsewhere(ctx context.Context, req *request) (*reply, error) {
	cc, err := grpc.NewClient(req.Addr)
	if err != nil {
		return nil, err
	}
	defer cc.Close()
	return &reply{}, cc.Invoke(ctx, "/x", req, &reply{})
}

func intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if regexp.MustCompile("^/internal").MatchString(info.FullMethod) { // want `regexp.MustCompile makes`
		return nil, context.Canceled
	}
	return handler(ctx, req)
}

func kitexMiddleware(next endpoint.Endpoint) endpoint.Endpoint {
	return func(ctx context.Context, req, resp interface{}) error {
		db, err := sql.Open("postgres", "x") // want `sql.Open makes`
		if err != nil {
			return err
		}
		defer db.Close()
		return next(ctx, req, resp)
	}
}

// What goctl generates: an object per request.
type loginLogic struct {
	logx.Logger
	ctx context.Context
}

func (l *loginLogic) Login(req *request) (*reply, error) {
	db, err := sql.Open("postgres", "x") // want `sql.Open makes`
	if err != nil {
		return nil, err
	}
	return &reply{}, db.PingContext(l.ctx)
}
