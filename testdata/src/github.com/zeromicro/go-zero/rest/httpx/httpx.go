// Package httpx has the shapes of github.com/zeromicro/go-zero/rest/httpx that
// the tests need.
package httpx

import (
	"context"
	"net/http"
)

func Parse(r *http.Request, v any) error { return nil }

func Error(w http.ResponseWriter, err error, fns ...func(w http.ResponseWriter, err error)) {}

func ErrorCtx(ctx context.Context, w http.ResponseWriter, err error, fns ...func(w http.ResponseWriter, err error)) {
}

func Ok(w http.ResponseWriter)                                                 {}
func OkJson(w http.ResponseWriter, v any)                                      {}
func OkJsonCtx(ctx context.Context, w http.ResponseWriter, v any)              {}
func WriteJson(w http.ResponseWriter, code int, v any)                         {}
func WriteJsonCtx(ctx context.Context, w http.ResponseWriter, code int, v any) {}
