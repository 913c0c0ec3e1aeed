package handlerescape

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
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
	go s.finish(w)
}

func (s *server) finish(w http.ResponseWriter) {
	w.WriteHeader(http.StatusOK) // want `w is used after the handler has returned`
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
