package goresult

import (
	"io"
	"log"
	"net/http"
)

func logged() {
	go func() {
		if err := http.ListenAndServe("localhost:6060", nil); err != nil {
			log.Println("debug server:", err)
		}
	}()
}

func sent(errc chan<- error, s *server) {
	go func() { errc <- s.Serve(":80") }()
}

func noError() {
	go func() int { return 1 }()
	go println()
}

func cleanup(c io.Closer) {
	go c.Close()
}

func typeParameter[F func()](f F) {
	go f()
}
