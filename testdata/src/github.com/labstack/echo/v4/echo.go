// Package echo has the shapes of github.com/labstack/echo/v4 that the tests
// need.
package echo

import (
	"mime/multipart"
	"net/http"
)

type Context interface {
	Request() *http.Request
	JSON(code int, i any) error
	String(code int, s string) error
	NoContent(code int) error
	Redirect(code int, url string) error
	Param(name string) string
	QueryParam(name string) string
	Get(key string) any
	Bind(i any) error
	FormFile(name string) (*multipart.FileHeader, error)
	FormValue(name string) string
}

type HandlerFunc func(c Context) error

type MiddlewareFunc func(next HandlerFunc) HandlerFunc

type Route struct{}

type Echo struct{ Server, TLSServer *http.Server }

func New() *Echo { return nil }

func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route { return nil }
func (e *Echo) Use(middleware ...MiddlewareFunc)                           {}
func (e *Echo) Start(address string) error                                 { return nil }
