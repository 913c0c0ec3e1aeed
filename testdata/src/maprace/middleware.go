package maprace

import (
	"net/http"
	"sync"
)

func throttled(limit int, next http.Handler) http.Handler {
	served := map[string]int{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		served[r.RemoteAddr]++ // want `map served is written by a handler, which runs in many goroutines, without a lock`
		if served[r.RemoteAddr] > limit {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func throttledLocked(limit int, next http.Handler) http.Handler {
	served := map[string]int{}
	var mu sync.Mutex
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		served[r.RemoteAddr]++
		n := served[r.RemoteAddr]
		mu.Unlock()
		if n > limit {
			http.Error(w, "slow down", http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// The map is filled before anybody serves.
func allowed(names []string, next http.Handler) http.Handler {
	known := make(map[string]bool)
	for _, name := range names {
		known[name] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known[r.URL.Path] {
			next.ServeHTTP(w, r)
		}
	})
}

// Each request has its own.
func collected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := make(map[string]bool)
		add := func(w http.ResponseWriter, r *http.Request) { seen[r.URL.Path] = true }
		add(w, r)
		next.ServeHTTP(w, r)
	})
}
