// Package echo has the shapes of github.com/labstack/echo/v4 that the tests
// need.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	JSON(code int, i any) error
	String(code int, s string) error
	NoContent(code int) error
	Redirect(code int, url string) error
	Param(name string) string
	QueryParam(name string) string
	Get(key string) any
}

type HandlerFunc func(c Context) error

type MiddlewareFunc func(next HandlerFunc) HandlerFunc
