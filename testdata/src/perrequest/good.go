package perrequest

import (
	"database/sql"
	"net/http"
	"regexp"
	"sync"

	"github.com/gin-gonic/gin"
)

var shared = regexp.MustCompile("a+")

var (
	mu      sync.Mutex
	tenants = map[string]*sql.DB{}
)

func cached(w http.ResponseWriter, r *http.Request) {
	mu.Lock()
	defer mu.Unlock()
	db := tenants[r.Host]
	if db == nil {
		opened, err := sql.Open("postgres", r.Host)
		if err != nil {
			return
		}
		tenants[r.Host] = opened
	}
}

func lazily(s *service) gin.HandlerFunc {
	return func(c *gin.Context) {
		s.once.Do(func() {
			s.db, _ = sql.Open("postgres", "x")
		})
	}
}

type service struct {
	once sync.Once
	db   *sql.DB
}

func defaultTransport(w http.ResponseWriter, r *http.Request) {
	c := &http.Client{}
	c.Get("http://backend")
}

func dynamic(w http.ResponseWriter, r *http.Request) {
	regexp.MustCompile(regexp.QuoteMeta(r.URL.Path)).MatchString("x")
}

func setup() (*sql.DB, error) { return sql.Open("postgres", "x") }

var byAddress = map[string]*sql.DB{}

func database(name string) (*sql.DB, error) {
	if db := byAddress[name]; db != nil {
		return db, nil
	}
	db, err := sql.Open("postgres", name)
	byAddress[name] = db
	return db, err
}

func pooled(w http.ResponseWriter, r *http.Request) { database("x") }

func chosen(w http.ResponseWriter, r *http.Request) {
	db, err := sql.Open("postgres", r.FormValue("dsn")) // to try the data that the user has entered
	if err == nil {
		db.Close()
	}
}

func atStart() { connectAndPing("x") }

func connectAndPing(dsn string) {
	db, _ := sql.Open("postgres", dsn)
	db.Ping()
}

func alsoInHandler(w http.ResponseWriter, r *http.Request) { connectAndPing("x") }
