package ginctx

import (
	"context"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gin-gonic/gin"
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
	wg   sync.WaitGroup
}

func (a *api) method(c *gin.Context) {
	go a.audit(c)
	c.String(200, "ok")
}

func (a *api) audit(c *gin.Context) {
	log.Println(c.ClientIP()) // want `c is used after the handler has returned`
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
		c.JSON(200, nil) // want `c is used after the handler has returned`
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
