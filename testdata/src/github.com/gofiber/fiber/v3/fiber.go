// Package fiber has the shapes of github.com/gofiber/fiber/v3 that the tests
// need.
package fiber

import (
	"mime/multipart"
	"time"
)

type Map map[string]any

type Handler = func(Ctx) error

type Config struct{ ReadTimeout, WriteTimeout, IdleTimeout time.Duration }

type ListenConfig struct{}

type App struct{}

type Router interface{}

func New(config ...Config) *App { return nil }

func (app *App) Get(path string, handler any, handlers ...any) Router  { return nil }
func (app *App) Post(path string, handler any, handlers ...any) Router { return nil }
func (app *App) Use(args ...any) Router                                { return nil }
func (app *App) Listen(addr string, config ...ListenConfig) error      { return nil }

type Ctx interface {
	Get(key string, defaultValue ...string) string
	JSON(data any, ctype ...string) error
	Next() error
	Params(key string, defaultValue ...string) string
	Path(override ...string) string
	Query(key string, defaultValue ...string) string
	FormFile(key string) (*multipart.FileHeader, error)
	SaveFile(fileheader *multipart.FileHeader, path string) error
	SendStatus(status int) error
	SendString(body string) error
	Set(key, val string)
	Status(status int) Ctx
}
