package blank

import (
	"net/http"
	"os"
)

func loopback() error { return http.ListenAndServe("localhost:6060", nil) }

func loopback6() error { return http.ListenAndServe("[::1]:6060", nil) }

func ownMux(mux *http.ServeMux) error { return http.ListenAndServe(":8080", mux) }

func ownServer() error {
	s := &http.Server{Addr: ":80", Handler: http.NewServeMux()}
	return s.ListenAndServe()
}

func unknownAddress() error { return http.ListenAndServe(os.Getenv("ADDR"), nil) }
