package handlerescape

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type job struct{ ID int }

func save(ctx context.Context, j job) error { return ctx.Err() }

func straight(w http.ResponseWriter, r *http.Request) {
	go func() {
		fmt.Fprintln(w, "late") // want `w is used after the handler has returned, when the response is complete`
	}()
}

type server struct{}

func (s *server) method(w http.ResponseWriter, r *http.Request) {
	go s.finish(w) // want `w is used after the handler has returned`
}

func (s *server) finish(w http.ResponseWriter) {
	w.WriteHeader(http.StatusOK)
}

func closure() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		time.AfterFunc(time.Second, func() {
			w.Write(nil) // want `w is used after the handler has returned`
		})
	}
}

func onTimeout(w http.ResponseWriter, r *http.Request) {
	done := make(chan bool, 1)
	go func() {
		io.WriteString(w, "x") // want `w is used after the handler has returned`
		done <- true
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		return
	}
}

func readsBody(w http.ResponseWriter, r *http.Request) {
	go func() {
		var j job
		json.NewDecoder(r.Body).Decode(&j) // want `Body reads the body of r after the handler has returned, when the server has closed it`
	}()
	w.WriteHeader(http.StatusAccepted)
}

func readsForm(w http.ResponseWriter, r *http.Request) {
	go func() {
		log.Println(r.FormValue("id")) // want `FormValue reads the body of r after the handler has returned`
	}()
}

func contextInside(w http.ResponseWriter, r *http.Request) {
	go func() {
		if err := save(r.Context(), job{}); err != nil { // want `the context of r is cancelled when the handler returns, so save fails; use context.WithoutCancel`
			log.Println(err)
		}
	}()
	w.WriteHeader(http.StatusAccepted)
}

func contextBefore(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		save(ctx, job{}) // want `the context of r is cancelled when the handler returns, so save fails`
	}()
}

func asWriter(w http.ResponseWriter, r *http.Request) {
	go copyTo(w) // want `w is used after the handler has returned`
}

func copyTo(w io.Writer) { io.WriteString(w, "late") }

func wrapped(w http.ResponseWriter, r *http.Request) {
	enc := json.NewEncoder(w)
	go func() {
		enc.Encode(1) // want `w is used after the handler has returned`
	}()
}

func decodes(w http.ResponseWriter, r *http.Request) {
	dec := json.NewDecoder(r.Body)
	go func() {
		var j job
		dec.Decode(&j) // want `Decode reads the body of r after the handler has returned`
	}()
	w.WriteHeader(http.StatusAccepted)
}

func bodyBefore(w http.ResponseWriter, r *http.Request) {
	body := r.Body
	go func() {
		io.Copy(io.Discard, body) // want `Copy reads the body of r after the handler has returned`
	}()
	w.WriteHeader(http.StatusAccepted)
}

func derived(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
	_ = cancel
	go func() {
		save(ctx, job{}) // want `the context of r is cancelled when the handler returns, so save fails`
	}()
	w.WriteHeader(http.StatusAccepted)
}

func byName(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go save(ctx, job{}) // want `the context of r is cancelled when the handler returns`
	w.WriteHeader(http.StatusAccepted)
}

type repository interface {
	Save(ctx context.Context, j job) error
}

type service struct{ repo repository }

func (s *service) outOfSight(w http.ResponseWriter, r *http.Request) {
	go s.repo.Save(r.Context(), job{}) // want `the context of r is cancelled when the handler returns, so Save fails`
	w.WriteHeader(http.StatusAccepted)
}

func ginned(c *gin.Context) {
	ctx := c.Request.Context()
	go save(ctx, job{}) // want `the context of c is cancelled when the handler returns`
	c.Status(http.StatusAccepted)
}

func echoed(c echo.Context) error {
	ctx := c.Request().Context()
	go func() {
		save(ctx, job{}) // want `the context of c is cancelled when the handler returns`
	}()
	return c.NoContent(http.StatusAccepted)
}

func cancels(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
	go func() {
		defer cancel()
		save(ctx, job{}) // want `the context of r is cancelled when the handler returns, so save fails`
	}()
	w.WriteHeader(http.StatusAccepted)
}
