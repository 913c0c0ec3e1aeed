package registered

import (
	"net/http"
	"net/http/pprof"
)

func mux() error {
	m := http.NewServeMux()
	m.HandleFunc("/debug/pprof/", pprof.Index)
	return http.ListenAndServe(":80", m) // want `the profiles of net/http/pprof are open to everyone who reaches :80`
}

func local() error {
	m := http.NewServeMux()
	m.HandleFunc("/debug/pprof/", pprof.Index)
	return http.ListenAndServe("127.0.0.1:80", m)
}

func other() error {
	m := http.NewServeMux()
	return http.ListenAndServe(":80", m)
}
