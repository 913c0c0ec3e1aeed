package routes

import (
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"

	ginpprof "github.com/gin-contrib/pprof"
	"github.com/gin-gonic/gin"
)

func routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	return mux
}

func made() error {
	s := &http.Server{Addr: ":8080", Handler: routes()}
	return s.ListenAndServe() // want `the profiles of net/http/pprof are open to everyone who reaches :8080`
}

func oneProfile() error {
	mux := http.NewServeMux()
	mux.Handle("/heap", pprof.Handler("heap"))
	return http.ListenAndServe(":9000", mux) // want `are open to everyone who reaches :9000`
}

func wrapped() error {
	r := gin.New()
	r.GET("/debug/pprof/*any", gin.WrapF(pprof.Index))
	return r.Run(":80") // want `are open to everyone who reaches :80`
}

func grouped() error {
	r := gin.New()
	g := r.Group("/internal")
	ginpprof.RouteRegister(g)
	return r.Run() // want `are open to everyone who reaches :8080`
}

func everything() error {
	mux := http.NewServeMux()
	mux.Handle("/debug/", http.DefaultServeMux)
	return http.ListenAndServe(":8080", mux) // want `are open to everyone`
}

func listened() error {
	l, err := net.Listen("tcp", ":6060")
	if err != nil {
		return err
	}
	return http.Serve(l, nil) // want `are open to everyone who reaches :6060`
}

func port(n int) error {
	return http.ListenAndServe(fmt.Sprintf(":%d", n), nil) // want `are open to everyone who reaches the port`
}

type app struct{ srv *http.Server }

func newApp() *app { return &app{&http.Server{Addr: ":8080"}} }

func (a *app) run() error { return a.srv.ListenAndServe() } // want `are open to everyone who reaches :8080`
