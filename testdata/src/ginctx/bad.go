package ginctx

import (
	"context"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
)

func straight(c *gin.Context) {
	go func() {
		log.Println(c.Request.URL.Path) // want `c is used after the handler has returned: gin may have given it to another request; use a Copy`
	}()
	c.Status(http.StatusAccepted)
}

type api struct {
	last *gin.Context
	jobs chan *gin.Context
	todo chan func()
	wg   sync.WaitGroup
}

func (a *api) method(c *gin.Context) {
	go a.audit(c) // want `c is used after the handler has returned`
	c.String(200, "ok")
}

func (a *api) audit(c *gin.Context) {
	log.Println(c.ClientIP())
}

func nested(c *gin.Context) {
	go func() {
		record(c) // want `c is used after the handler has returned`
	}()
}

func record(c *gin.Context) { log.Println(c.Param("id")) }

func copiedTooLate(c *gin.Context) {
	go func() {
		cp := c.Copy() // want `c is used after the handler has returned`
		log.Println(cp.ClientIP())
	}()
}

func onOnePath(c *gin.Context) {
	done := make(chan struct{})
	go func() {
		log.Println(c.Query("q")) // want `c is used after the handler has returned`
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

func timer(c *gin.Context) {
	time.AfterFunc(time.Minute, func() {
		log.Println(c.Query("q")) // want `c is used after the handler has returned`
	})
}

func writes(c *gin.Context) {
	go func() {
		c.JSON(200, nil) // want `c is used after the handler has returned: gin may have given it to another request$`
	}()
}

func middleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Next()
		go func() {
			log.Println(c.ClientIP()) // want `c is used after the handler has returned`
		}()
	}
}

func startHelper(f func()) { go f() }

func throughHelper(c *gin.Context) {
	startHelper(func() {
		log.Println(c.ClientIP()) // want `c is used after the handler has returned`
	})
}

func hertzed(ctx context.Context, c *app.RequestContext) {
	go func() {
		log.Println(c.Param("id")) // want `c is used after the handler has returned: hertz may`
	}()
}

func echoed(c echo.Context) error {
	go func() {
		log.Println(c.Param("id")) // want `c is used after the handler has returned: echo may have given it to another request$`
	}()
	return c.NoContent(204)
}

var current *gin.Context

func global(c *gin.Context) {
	current = c // want `c is kept in a variable that outlives the request: gin gives it to another request once the handler has returned; use a Copy`
}

func (a *api) field(c *gin.Context) {
	a.last = c // want `c is kept in a variable that outlives the request`
}

var sessions = map[string]*gin.Context{}

func mapped(c *gin.Context) {
	sessions[c.ClientIP()] = c // want `c is kept in a map that outlives the request`
}

func (a *api) queued(c *gin.Context) {
	a.jobs <- c // want `c is sent to a goroutine that outlives the request: gin gives it`
	c.Status(http.StatusAccepted)
}

func (a *api) queuedWork(c *gin.Context) {
	a.todo <- func() { log.Println(c.ClientIP()) } // want `c is sent to a goroutine that outlives the request`
}

func asContext(c *gin.Context) {
	go report(c, "x") // want `c is used after the handler has returned`
}

func report(ctx context.Context, what string) { log.Println(ctx.Value(what)) }

type job struct{ c *gin.Context }

func (j *job) run() { log.Println(j.c.Param("id")) }

func inStruct(c *gin.Context) {
	j := &job{c: c}
	go j.run() // want `c is used after the handler has returned`
}

func fibered(c *fiber.Ctx) error {
	go func() { log.Println(c.Path()) }() // want `c is used after the handler has returned: fiber may have given it to another request$`
	return c.SendStatus(202)
}

func fibered3(c fiber3.Ctx) error {
	go func() { log.Println(c.Params("id")) }() // want `c is used after the handler has returned: fiber may`
	return c.SendStatus(202)
}

func timeout(d time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		done := make(chan struct{}, 1)
		go func() {
			c.Next() // want `c is used after the handler has returned: gin may have given it to another request$`
			done <- struct{}{}
		}()
		select {
		case <-done:
		case <-time.After(d):
			c.AbortWithStatus(http.StatusGatewayTimeout)
		}
	}
}

type history struct{ seen []*gin.Context }

func (h *history) appended(c *gin.Context) {
	h.seen = append(h.seen, c) // want `c is kept in a variable that outlives the request`
}
