package ginctx

import (
	"context"
	"log"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func copied(c *gin.Context) {
	cp := c.Copy()
	go func() {
		log.Println(cp.Request.URL.Path)
	}()
}

func reassigned(c *gin.Context) {
	c = c.Copy()
	go func() {
		log.Println(c.ClientIP())
	}()
}

func passedCopy(c *gin.Context) {
	go record(c.Copy())
}

func values(c *gin.Context) {
	ip := c.ClientIP()
	go func() { log.Println(ip) }()
}

func request(c *gin.Context) {
	r := c.Request
	go func() { log.Println(r.URL) }()
}

func joined(c *gin.Context) {
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { log.Println(c.ClientIP()) })
	}
	wg.Wait()
	c.String(200, "done")
}

func received(c *gin.Context) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		log.Println(c.ClientIP())
	}()
	<-done
}

func callersWait(c *gin.Context, wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		log.Println(c.ClientIP())
	}()
}

type view struct{ c *gin.Context }

func newView(c *gin.Context) *view { return &view{c: c} }

func perRequest(c *gin.Context) {
	v := &view{}
	v.c = c
	v.render()
}

func (v *view) render() { v.c.String(200, "ok") }

func (v *view) with(c *gin.Context, name string) { v.c = c }

func plain(ctx context.Context) {
	go func() { log.Println(ctx.Err()) }()
}

func (j *job) enqueue(c *gin.Context, jobs chan func()) {
	var again func(n int)
	again = func(n int) {
		if n > 0 {
			again(n - 1)
		}
	}
	jobs <- func() { again(3) }
}

type asker struct{ questions chan question }

type question struct {
	c     *gin.Context
	reply chan string
}

func (a *asker) answered(c *gin.Context) {
	q := question{c, make(chan string)}
	a.questions <- q
	c.String(200, <-q.reply)
}

func (a *api) queuedCopy(c *gin.Context) {
	a.jobs <- c.Copy()
	ip := c.ClientIP()
	a.todo <- func() { log.Println(ip) }
}

func passedOn(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), time.Second)
		defer cancel()
		done := make(chan error)
		go func() { done <- ctx.Err() }()
		<-done
		return next(c)
	}
}

func toldTheServer(ctx *fasthttp.RequestCtx) {
	done := make(chan struct{}, 1)
	go func() {
		log.Printf("%s", ctx.Path())
		done <- struct{}{}
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		ctx.TimeoutError("too late")
	}
}
