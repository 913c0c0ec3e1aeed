package peersize

import (
	"net/http"
	"strconv"
	"testing"
)

// The test is its own peer.
func TestHandler(t *testing.T) {
	http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.FormValue("n"))
		if err != nil {
			return
		}
		w.Write(make([]byte, n))
	}).ServeHTTP(nil, nil)
}
