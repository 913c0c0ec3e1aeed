package errbefore

import (
	"io"
	"log"
	"net"
	"net/http"
)

func onlyLogged(url string) []byte {
	resp, err := http.Get(url)
	if err != nil {
		log.Println("get:", err)
	}
	defer resp.Body.Close() // want `resp is nil here if err is not, which does not end the function`
	b, _ := io.ReadAll(resp.Body)
	return b
}

func inTheMessage(id int) string {
	a, err := load(id)
	if err != nil {
		log.Printf("load %s: %v", a.name, err) // want `a is nil here if err is not`
		return ""
	}
	return a.name
}

func accepts(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			log.Print(err)
		}
		go serve(conn) // want `conn is nil here if err is not`
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	io.Copy(io.Discard, conn)
}

func (a *account) inClosure(id int) func() string {
	return func() string {
		b, err := load(id)
		if err != nil {
			a.name = err.Error()
		}
		return b.label() // want `b is nil here if err is not`
	}
}
