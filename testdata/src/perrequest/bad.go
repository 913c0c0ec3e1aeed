package perrequest

import (
	"database/sql"
	"io"
	"net/http"
	"regexp"

	"github.com/gin-gonic/gin"
	"github.com/panjf2000/ants/v2"
	"gorm.io/gorm"
)

func straight(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", "x") // want `sql.Open makes a pool of connections for every request; make it once and share it`
	if err != nil {
		return
	}
	defer db.Close()
}

type api struct{ dial gorm.Dialector }

func (a *api) method(c *gin.Context) {
	db, _ := gorm.Open(a.dial) // want `gorm.Open makes a pool of connections for every request`
	db.First(nil)
}

func transport(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{Transport: &http.Transport{MaxIdleConns: 1}} // want `http.Transport makes a pool of connections for every request`
	resp, err := c.Get("http://backend")
	if err == nil {
		io.Copy(w, resp.Body)
	}
}

func closure() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		func() {
			re := regexp.MustCompile("a+") // want `regexp.MustCompile makes a compiled expression for every request`
			re.MatchString(r.URL.Path)
		}()
	}
}

func goroutines(c *gin.Context) {
	p, _ := ants.NewPool(4) // want `ants.NewPool makes a pool of goroutines for every request`
	defer p.Release()
}
