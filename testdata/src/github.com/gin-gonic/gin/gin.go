// Package gin has the shapes of github.com/gin-gonic/gin that the tests need.
package gin

import (
	"io/fs"
	"mime/multipart"
	"net/http"
	"time"
)

type Context struct {
	Request *http.Request
	Writer  http.ResponseWriter
	Keys    map[any]any
}

type HandlerFunc func(*Context)

type H map[string]any

type Error struct{ Err error }

func (c *Context) Copy() *Context                                      { return c }
func (c *Context) Next()                                               {}
func (c *Context) Abort()                                              {}
func (c *Context) AbortWithStatus(code int)                            {}
func (c *Context) AbortWithStatusJSON(code int, jsonObj any)           {}
func (c *Context) AbortWithError(code int, err error) *Error           { return nil }
func (c *Context) JSON(code int, obj any)                              {}
func (c *Context) String(code int, format string, values ...any)       {}
func (c *Context) HTML(code int, name string, obj any)                 {}
func (c *Context) Redirect(code int, location string)                  {}
func (c *Context) Data(code int, contentType string, data []byte)      {}
func (c *Context) Status(code int)                                     {}
func (c *Context) Header(key, value string)                            {}
func (c *Context) GetHeader(key string) string                         { return "" }
func (c *Context) Param(key string) string                             { return "" }
func (c *Context) Query(key string) string                             { return "" }
func (c *Context) PostForm(key string) string                          { return "" }
func (c *Context) Deadline() (deadline time.Time, ok bool)             { return }
func (c *Context) Done() <-chan struct{}                               { return nil }
func (c *Context) Err() error                                          { return nil }
func (c *Context) Value(key any) any                                   { return nil }
func (c *Context) File(filepath string)                                {}
func (c *Context) FileAttachment(filepath, filename string)            {}
func (c *Context) FullPath() string                                    { return "" }
func (c *Context) ShouldBind(obj any) error                            { return nil }
func (c *Context) BindJSON(obj any) error                              { return nil }
func (c *Context) ClientIP() string                                    { return "" }
func (c *Context) Set(key any, value any)                              {}
func (c *Context) GetString(key any) string                            { return "" }
func (c *Context) ShouldBindJSON(obj any) error                        { return nil }
func (c *Context) FormFile(name string) (*multipart.FileHeader, error) { return nil, nil }
func (c *Context) SaveUploadedFile(file *multipart.FileHeader, dst string, perm ...fs.FileMode) error {
	return nil
}

type IRoutes interface {
	Use(...HandlerFunc) IRoutes
	GET(string, ...HandlerFunc) IRoutes
}

type IRouter interface {
	IRoutes
	Group(string, ...HandlerFunc) *RouterGroup
}

type RouterGroup struct{}

func (group *RouterGroup) Use(middleware ...HandlerFunc) IRoutes                     { return nil }
func (group *RouterGroup) GET(relativePath string, handlers ...HandlerFunc) IRoutes  { return nil }
func (group *RouterGroup) POST(relativePath string, handlers ...HandlerFunc) IRoutes { return nil }
func (group *RouterGroup) Any(relativePath string, handlers ...HandlerFunc) IRoutes  { return nil }
func (group *RouterGroup) Group(relativePath string, handlers ...HandlerFunc) *RouterGroup {
	return group
}

type Engine struct{ RouterGroup }

func New() *Engine     { return nil }
func Default() *Engine { return nil }

func (engine *Engine) Use(middleware ...HandlerFunc) IRoutes              { return nil }
func (engine *Engine) Run(addr ...string) (err error)                     { return nil }
func (engine *Engine) ServeHTTP(w http.ResponseWriter, req *http.Request) {}

func WrapH(h http.Handler) HandlerFunc     { return nil }
func WrapF(f http.HandlerFunc) HandlerFunc { return nil }
