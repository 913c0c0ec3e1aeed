package ginctx

import (
	"context"
	"log"
	"sync"

	"github.com/gin-gonic/gin"
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
