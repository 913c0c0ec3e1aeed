package blank

import (
	"net/http"
	_ "net/http/pprof"
)

const port = ":8080"

var addr = "0.0.0.0:9090"

func straight() error {
	return http.ListenAndServe(":6060", nil) // want `the profiles of net/http/pprof are open to everyone who reaches :6060; serve them on a loopback address`
}

func constant() error {
	return http.ListenAndServe(port, http.DefaultServeMux) // want `open to everyone who reaches :8080`
}

func variable() {
	go http.ListenAndServe(addr, nil) // want `open to everyone who reaches 0.0.0.0:9090`
}

type app struct{ srv *http.Server }

func (a *app) literal() error {
	s := &http.Server{Addr: "10.0.0.1:80"}
	return s.ListenAndServe() // want `open to everyone who reaches 10.0.0.1:80`
}
