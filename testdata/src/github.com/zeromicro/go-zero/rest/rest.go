// Package rest has the shapes of github.com/zeromicro/go-zero/rest that the
// tests need.
package rest

import "net/http"

type Middleware func(next http.HandlerFunc) http.HandlerFunc

type Route struct {
	Method  string
	Path    string
	Handler http.HandlerFunc
}

type RouteOption func()

type Server struct{}

func (s *Server) AddRoute(r Route, opts ...RouteOption)     {}
func (s *Server) AddRoutes(rs []Route, opts ...RouteOption) {}
func (s *Server) Use(middleware Middleware)                 {}
