package mux

import (
	"net/http"
	_ "net/http/pprof"
)

// The package serves the handlers itself.
func Serve(addr string) error { return http.ListenAndServe(addr, http.DefaultServeMux) }
