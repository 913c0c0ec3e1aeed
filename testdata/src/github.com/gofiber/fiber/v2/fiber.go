// Package fiber has the shapes of github.com/gofiber/fiber/v2 that the tests
// need.
package fiber

import (
	"mime/multipart"
	"time"
)

const StatusBadRequest = 400

type Map map[string]interface{}

type Handler = func(*Ctx) error

type Config struct{ ReadTimeout, WriteTimeout, IdleTimeout time.Duration }

type App struct{}

type Router interface{}

func New(config ...Config) *App { return nil }

func (app *App) Get(path string, handlers ...Handler) Router  { return nil }
func (app *App) Post(path string, handlers ...Handler) Router { return nil }
func (app *App) Use(args ...interface{}) Router               { return nil }
func (app *App) Listen(addr string) error                     { return nil }

type Ctx struct{}

func (c *Ctx) BodyParser(out interface{}) error                             { return nil }
func (c *Ctx) Get(key string, defaultValue ...string) string                { return "" }
func (c *Ctx) JSON(data interface{}, ctype ...string) error                 { return nil }
func (c *Ctx) Next() error                                                  { return nil }
func (c *Ctx) Params(key string, defaultValue ...string) string             { return "" }
func (c *Ctx) Path(override ...string) string                               { return "" }
func (c *Ctx) Query(key string, defaultValue ...string) string              { return "" }
func (c *Ctx) FormFile(key string) (*multipart.FileHeader, error)           { return nil, nil }
func (c *Ctx) SaveFile(fileheader *multipart.FileHeader, path string) error { return nil }
func (c *Ctx) SendFile(file string, compress ...bool) error                 { return nil }
func (c *Ctx) SendStatus(status int) error                                  { return nil }
func (c *Ctx) SendString(body string) error                                 { return nil }
func (c *Ctx) Set(key string, val string)                                   {}
func (c *Ctx) Status(status int) *Ctx                                       { return c }
func (c *Ctx) Redirect(location string, status ...int) error                { return nil }
