package gopanic

import (
	"encoding/json"
	"log"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

func use(...any) {}

func handler(w http.ResponseWriter, r *http.Request) {
	go func() {
		var m map[string]any
		_ = json.NewDecoder(r.Body).Decode(&m)
		use(m["a"].(string)) // want `a type assertion in this goroutine can end the process: the recover of the server does not see it`
	}()
}

type api struct{}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() { a.update(r.Context().Value("id")) })
	wg.Wait()
}

func (a *api) update(id any) {
	use(id.(int)) // want `a type assertion in this goroutine can end the process`
}

func onGin(c *gin.Context) {
	go send(nil)
}

func send(v any) {
	if v == nil {
		panic("no value") // want `panic in this goroutine can end the process`
	}
}

func protected() {
	defer func() {
		if r := recover(); r != nil {
			log.Println(r)
		}
	}()
	go func() {
		panic("lost") // want `panic in this goroutine can end the process: the recover of protected does not see it`
	}()
}

func routes() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go func() {
			var v any = r
			use(v.(*http.Response)) // want `a type assertion in this goroutine can end the process`
		}()
	})
}

// The map holds numbers too.
type mixture struct{ m sync.Map }

func (n *mixture) put(k string, i int) { n.m.Store(k, i) }

func (n *mixture) handle(w http.ResponseWriter, r *http.Request) {
	n.m.Store(r.URL.Path, r.URL.Path)
	go func() {
		name, _ := n.m.Load(r.URL.Path)
		use(name.(string)) // want `a type assertion in this goroutine can end the process: the recover of the server does not see it`
	}()
}

func endWith(reasons ...string) {
	if len(reasons) > 1 {
		panic("endWith takes one reason") // want `panic in this goroutine can end the process: the recover of the server does not see it`
	}
}

func ends(w http.ResponseWriter, r *http.Request) {
	go func() { endWith("end", r.URL.Path) }()
}
