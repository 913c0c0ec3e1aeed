package gopanic

import (
	"log"
	"net/http"
	"sync"
)

func recovered(w http.ResponseWriter, r *http.Request) {
	go func() {
		defer func() {
			if e := recover(); e != nil {
				log.Println(e)
			}
		}()
		var v any = r
		use(v.(string))
	}()
}

func recoverLog() {
	if e := recover(); e != nil {
		log.Println(e)
	}
}

func recoveredByName(w http.ResponseWriter, r *http.Request) {
	go func() {
		defer recoverLog()
		update(r)
	}()
}

func update(v any) { use(v.(string)) }

func commaOk(w http.ResponseWriter, r *http.Request) {
	go func() {
		if s, ok := r.Context().Value("a").(string); ok {
			use(s)
		}
	}()
}

func inHandler(w http.ResponseWriter, r *http.Request) {
	use(r.Context().Value("a").(string))
	go use(r)
}

func noHandler(v any) {
	go func() { use(v.(string)) }()
}

func fatal(w http.ResponseWriter, r *http.Request) {
	go func() { log.Fatal("end") }()
}

// Nothing but strings is stored in the map.
type names struct{ m sync.Map }

func (n *names) handle(w http.ResponseWriter, r *http.Request) {
	go func() {
		name, ok := n.m.Load(r.URL.Path)
		if !ok {
			name = "none"
			n.m.Store(r.URL.Path, name)
		}
		use(name.(string))
	}()
}

// Nobody passes more than one.
func closeWith(reasons ...string) {
	if len(reasons) > 1 {
		panic("closeWith takes one reason")
	}
	func() {
		for _, reason := range reasons {
			use(reason)
		}
	}()
}

func closes(w http.ResponseWriter, r *http.Request) {
	go func() {
		closeWith()
		closeWith("end")
	}()
}
