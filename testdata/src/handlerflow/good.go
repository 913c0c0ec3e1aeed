package handlerflow

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"

	"example.com/frameworks/web"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/zeromicro/go-zero/rest/httpx"
)

func returns(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.Error(w, "method", http.StatusMethodNotAllowed)
		return
	}
	io.WriteString(w, "ok")
}

func elses(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.Error(w, "method", http.StatusMethodNotAllowed)
	} else {
		io.WriteString(w, "ok")
	}
}

func errorPage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusNotFound)
	fmt.Fprint(w, "<h1>nothing here</h1>")
}

func flag(w http.ResponseWriter, r *http.Request) {
	failed := false
	if r.Method == "" {
		http.Error(w, "no", 400)
		failed = true
	}
	if !failed {
		w.Write([]byte("ok"))
	}
}

func sameCondition(w http.ResponseWriter, err error) {
	if err != nil {
		http.Error(w, "no", 500)
	}
	fmt.Println("done")
	if err == nil {
		w.Write([]byte("ok"))
	}
}

func maybeFail(w http.ResponseWriter, err error) bool {
	if err != nil {
		http.Error(w, err.Error(), 500)
		return true
	}
	return false
}

func helperReports(w http.ResponseWriter, r *http.Request) {
	if maybeFail(w, store(item{})) {
		return
	}
	w.Write([]byte("ok"))
}

func encodes(w http.ResponseWriter, r *http.Request) {
	if err := json.NewEncoder(w).Encode(1); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

func earlyHints(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Link", "</a.css>; rel=preload")
	w.WriteHeader(http.StatusEarlyHints)
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusOK)
}

func trailer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Trailer", "X-Sum")
	w.Write([]byte("body"))
	w.Header().Set("X-Sum", "1")
}

func undeclaredTrailer(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte("body"))
	w.Header().Set(http.TrailerPrefix+"X-Sum", "1")
}

func chunks(w http.ResponseWriter, parts []string) {
	for _, p := range parts {
		if _, err := io.WriteString(w, p); err != nil {
			return
		}
	}
}

func protected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "login", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func recovers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if e := recover(); e != nil {
				http.Error(w, "internal", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func ginReturns(c *gin.Context) {
	var in item
	if err := c.ShouldBindJSON(&in); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
	c.JSON(http.StatusCreated, in)
}

func ginAborts() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{})
			return
		}
		c.Next()
	}
}

func ginAbortsAfter(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.JSON(http.StatusUnauthorized, gin.H{})
		c.Abort()
		return
	}
	c.Next()
}

func ginAbortsBefore(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.Abort()
		c.JSON(http.StatusUnauthorized, gin.H{})
		return
	}
	c.Next()
}

func ginErrorsAfterNext(c *gin.Context) {
	c.Next()
	if c.GetString("error") != "" {
		c.JSON(http.StatusInternalServerError, gin.H{})
	}
}

func ginHandler(c *gin.Context) { // no middleware: nothing runs after it
	if c.Query("id") == "" {
		c.JSON(http.StatusBadRequest, gin.H{})
		return
	}
	c.JSON(200, nil)
}

func ginGroup(e *gin.Engine) { e.GET("/", ginHandler) }

func hertzAborts(ctx context.Context, c *app.RequestContext) {
	if c.Query("token") == "" {
		c.AbortWithMsg("no", 401)
		return
	}
	c.Next(ctx)
}

func echoReturns(c echo.Context) error {
	if c.Param("id") == "" {
		return c.String(http.StatusBadRequest, "no id")
	}
	return c.JSON(http.StatusOK, "ok")
}

func twoWriters(a, b http.ResponseWriter) {
	http.Error(a, "no", 500)
	b.Write([]byte("ok"))
}

type recorder struct {
	http.ResponseWriter
	early bool
}

func (rec *recorder) WriteHeader(status int) {
	if status < 200 {
		rec.ResponseWriter.WriteHeader(status)
	}
	if !rec.early {
		rec.ResponseWriter.WriteHeader(status)
	}
}

func zeroReturns(w http.ResponseWriter, r *http.Request) {
	var it item
	if err := httpx.Parse(r, &it); err != nil {
		httpx.ErrorCtx(r.Context(), w, err)
		return
	}
	if err := store(it); err != nil {
		httpx.Error(w, err)
	} else {
		httpx.OkJson(w, it)
	}
}

func zeroMiddleware(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Token") == "" {
			httpx.WriteJson(w, http.StatusUnauthorized, nil)
			return
		}
		next(w, r)
	}
}

func fiberReturns(c *fiber.Ctx) error {
	var it item
	if err := c.BodyParser(&it); err != nil {
		return c.Status(400).JSON(err.Error())
	}
	c.Status(201)
	return c.JSON(it)
}

func notFoundPage(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		w.WriteHeader(http.StatusNotFound)
	}
	fmt.Fprintln(w, "one page for all")
}

func failedEncoding(w http.ResponseWriter, r *http.Request) {
	if err := json.NewEncoder(w).Encode(item{}); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func failedTemplate(w http.ResponseWriter, t *template.Template) {
	if err := t.Execute(w, nil); err != nil {
		w.Header().Set("Content-Type", "text/plain")
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func ginStatusThenBody(c *gin.Context) {
	c.Status(http.StatusNotFound)
	c.Next()
}

func buffers(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	json.NewEncoder(&buf).Encode(1)
	w.Header().Set("Content-Length", "2")
	w.Write(buf.Bytes())
}

func outOfSightReturns(c *gin.Context) {
	if err := store(item{}); err != nil {
		web.Fail(c, err, 500)
		return
	}
	web.Done(c)
}

func countsFirst(c *gin.Context) {
	if err := store(item{}); err != nil {
		web.Count(c, http.StatusInternalServerError)
		c.JSON(http.StatusInternalServerError, nil)
		return
	}
	c.JSON(http.StatusOK, nil)
}

func elseOutOfSight(c *gin.Context) {
	if err := store(item{}); err != nil {
		web.Fail(c, err, 500)
	} else {
		web.Done(c)
	}
}
