package handlerflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"example.com/frameworks/web"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

type item struct{ Name string }

func store(item) error { return errors.New("full") }

func straight(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.Error(w, "method", http.StatusMethodNotAllowed) // want `the handler answers here and goes on to answer again: a return is missing`
	}
	io.WriteString(w, "ok")
}

type server struct{ name string }

func (s *server) method(w http.ResponseWriter, r *http.Request) {
	if s.name == "" {
		http.NotFound(w, r) // want `a return is missing`
	}
	w.WriteHeader(http.StatusCreated)
}

func redirected(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/" {
		http.Redirect(w, r, "/home", http.StatusFound) // want `a return is missing`
	}
	fmt.Fprintln(w, "page")
}

func onePath(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "GET":
		http.Error(w, "get", 400)
		return
	case "PUT":
		http.Error(w, "put", 400) // want `a return is missing`
	}
	w.Write([]byte("ok"))
}

func closure() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength == 0 {
			http.Error(w, "empty", 400) // want `a return is missing`
		}
		w.Write(nil)
	}
}

func fail(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

func helper(w http.ResponseWriter, r *http.Request) {
	if err := store(item{}); err != nil {
		fail(w, err) // want `a return is missing`
	}
	w.WriteHeader(http.StatusNoContent)
}

func respond(w http.ResponseWriter, code int, msg string) {
	http.Error(w, msg, code)
}

func helperWithCode(w http.ResponseWriter, r *http.Request) {
	if err := store(item{}); err != nil {
		respond(w, http.StatusConflict, "conflict") // want `a return is missing`
	}
	w.Write([]byte("stored"))
}

func auth(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "login", http.StatusUnauthorized) // want `the request is rejected here, yet the next handler runs: a return is missing`
		}
		next.ServeHTTP(w, r)
	})
}

func generic[T any](decode func(*http.Request) (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := decode(r)
		if err != nil {
			http.Error(w, "bad", 400) // want `a return is missing`
		}
		fmt.Fprint(w, v)
	}
}

func ginStraight(c *gin.Context) {
	var in item
	if err := c.ShouldBindJSON(&in); err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()}) // want `a return is missing`
	}
	c.JSON(http.StatusCreated, in)
}

func ginAbortIsNoReturn(c *gin.Context) {
	if c.Query("id") == "" {
		c.AbortWithStatusJSON(400, gin.H{}) // want `a return is missing`
	}
	c.String(200, "ok")
}

func hertzStraight(_ context.Context, c *app.RequestContext) {
	if c.Query("id") == "" {
		c.String(400, "no id") // want `a return is missing`
	}
	c.JSON(200, "ok")
}

func echoed(c echo.Context) error {
	if c.Param("id") == "" {
		c.String(http.StatusBadRequest, "no id") // want `a return is missing`
	}
	return c.JSON(http.StatusOK, "ok")
}

func ginAuth() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.JSON(http.StatusUnauthorized, gin.H{}) // want `this middleware rejects the request without aborting, so the handlers behind it still run`
			return
		}
		c.Next()
	}
}

func ginUsed(c *gin.Context) {
	if c.ClientIP() == "" {
		c.String(http.StatusForbidden, "no") // want `this middleware rejects the request without aborting`
	}
}

func limit() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetString("n") == "" {
			c.String(http.StatusTooManyRequests, "slow down") // want `this middleware rejects the request without aborting`
		}
	}
}

func routes(e *gin.Engine) {
	e.Use(ginUsed, limit())
}

func ginFallsIntoNext(c *gin.Context) {
	if c.GetHeader("X") == "" {
		c.JSON(http.StatusUnauthorized, nil) // want `the request is rejected here, yet the handlers behind this one still run`
	}
	c.Next()
}

func hertzAuth(ctx context.Context, c *app.RequestContext) {
	if c.Query("token") == "" {
		c.JSON(401, nil) // want `this middleware rejects the request without aborting`
		return
	}
	c.Next(ctx)
}

func late(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusCreated)
	w.Header().Set("Content-Type", "application/json") // want `the header field Content-Type is set after the status line was sent, so the client never sees it`
	io.WriteString(w, "{}")
}

func lateAfterBody(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	fmt.Fprintf(w, "x")
	h.Add("X-Late", "1") // want `the header field X-Late is set after`
}

func twice(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	if r.Method == "" {
		w.WriteHeader(http.StatusBadRequest) // want `this status is ignored: the status line was sent before`
	}
}

func statusAfterBody(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte("created"))
	w.WriteHeader(http.StatusCreated) // want `this status is ignored`
}

func headerAfterError(w http.ResponseWriter, r *http.Request) {
	if err := store(item{}); err != nil {
		http.Error(w, "no", 500) // want `the handler answers here and goes on with the response: a return is missing`
	}
	w.Header().Set("Content-Type", "text/plain")
}

func zeroHandler(w http.ResponseWriter, r *http.Request) {
	var it item
	if err := httpx.Parse(r, &it); err != nil {
		httpx.ErrorCtx(r.Context(), w, err) // want `a return is missing`
	}
	httpx.OkJsonCtx(r.Context(), w, it)
}

var zeroAuth rest.Middleware = func(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Token") == "" {
			httpx.WriteJson(w, http.StatusUnauthorized, nil) // want `the request is rejected here, yet the next handler runs: a return is missing`
		}
		next(w, r)
	}
}

func refuse(c *gin.Context, msg string) { c.JSON(http.StatusBadRequest, gin.H{"msg": msg}) }

func accept(c *gin.Context, v any) { c.JSON(http.StatusOK, gin.H{"data": v}) }

func ginHelpers(c *gin.Context) {
	var it item
	if err := c.ShouldBindJSON(&it); err != nil {
		refuse(c, err.Error()) // want `a return is missing`
	}
	accept(c, it)
}

func byHand(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		w.WriteHeader(http.StatusBadRequest) // want `a return is missing`
		fmt.Fprintln(w, "no id")
	}
	json.NewEncoder(w).Encode(item{})
}

func lateAfterEncoding(w http.ResponseWriter, r *http.Request) {
	json.NewEncoder(w).Encode(item{})
	w.Header().Set("X-Count", "1") // want `the header field X-Count is set after the status line was sent`
}

func fibered(c *fiber.Ctx) error {
	var it item
	if err := c.BodyParser(&it); err != nil {
		c.Status(fiber.StatusBadRequest).JSON(err.Error()) // want `a return is missing`
	}
	return c.JSON(it)
}

func fibered3(c fiber3.Ctx) error {
	if c.Query("id") == "" {
		c.SendStatus(400) // want `a return is missing`
	}
	return c.SendString("ok")
}

func ginStatusOnly() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Token") == "" {
			c.Status(http.StatusUnauthorized) // want `this middleware rejects the request without aborting`
			return
		}
		c.Next()
	}
}

func echoNext(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.QueryParam("token") == "" {
			c.JSON(http.StatusUnauthorized, nil) // want `yet the next handler runs: a return is missing`
		}
		return next(c)
	}
}

func outOfSight(c *gin.Context) {
	var it item
	if err := c.ShouldBindJSON(&it); err != nil {
		web.Fail(c, err, 400) // want `the request is rejected here, and the handler goes on to answer again: a return is missing`
	}
	if err := store(it); err != nil {
		web.Fail(c, err, 500)
		return
	}
	web.Done(c, it)
}

func outOfSightThenJSON(c *gin.Context) {
	if err := store(item{}); err != nil {
		web.Fail(c, err, http.StatusInternalServerError, true) // want `a return is missing`
	}
	c.JSON(http.StatusOK, nil)
}
