package handlerescape

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
)

func joined(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() { fmt.Fprintln(w, "in time") })
	wg.Wait()
}

func received(w http.ResponseWriter, r *http.Request) {
	errs := make(chan error, 1)
	go func() {
		_, err := io.Copy(w, r.Body)
		errs <- err
	}()
	if err := <-errs; err != nil {
		log.Println(err)
	}
}

func detachedContext(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context())
	go func() { save(ctx, job{}) }()
}

func endsWithRequest(w http.ResponseWriter, r *http.Request) {
	go func() {
		<-r.Context().Done()
		log.Println("gone")
	}()
	io.WriteString(w, "x")
}

func events(w http.ResponseWriter, r *http.Request) {
	ch := make(chan job)
	go produce(r.Context(), ch)
	for j := range ch {
		fmt.Fprintln(w, j.ID)
	}
}

func produce(ctx context.Context, ch chan<- job) {
	defer close(ch)
	for i := range 3 {
		select {
		case ch <- job{i}:
		case <-ctx.Done():
			return
		}
	}
}

func metadata(w http.ResponseWriter, r *http.Request) {
	go func() { log.Println(r.Method, r.URL.Path, r.Header.Get("X")) }()
}

func values(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	go func() { log.Println(id) }()
}

func helper(w http.ResponseWriter, wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Fprint(w, "x")
	}()
}

func detached(w http.ResponseWriter, r *http.Request) {
	go save(context.WithoutCancel(r.Context()), job{})
	w.WriteHeader(http.StatusAccepted)
}

func goesOn(s *service) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go s.repo.Save(r.Context(), job{}) // beside what follows
		s.repo.Save(r.Context(), job{})
	}
}

func writesNow(w http.ResponseWriter, r *http.Request) {
	enc := json.NewEncoder(w)
	enc.Encode(1)
	go save(context.Background(), job{})
}
