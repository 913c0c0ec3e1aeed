// Package app has the shapes of github.com/cloudwego/hertz/pkg/app that the
// tests need.
package app

import "context"

type RequestContext struct{}

type HandlerFunc func(c context.Context, ctx *RequestContext)

func (ctx *RequestContext) Copy() *RequestContext                                 { return ctx }
func (ctx *RequestContext) Next(c context.Context)                                {}
func (ctx *RequestContext) Abort()                                                {}
func (ctx *RequestContext) AbortWithStatus(code int)                              {}
func (ctx *RequestContext) AbortWithMsg(msg string, statusCode int)               {}
func (ctx *RequestContext) AbortWithStatusJSON(code int, jsonObj interface{})     {}
func (ctx *RequestContext) JSON(code int, obj interface{})                        {}
func (ctx *RequestContext) String(code int, format string, values ...interface{}) {}
func (ctx *RequestContext) Param(key string) string                               { return "" }
func (ctx *RequestContext) Query(key string) string                               { return "" }

func (ctx *RequestContext) Set(key string, value interface{})              {}
func (ctx *RequestContext) GetHeader(key string) []byte                    { return nil }
func (ctx *RequestContext) Data(code int, contentType string, data []byte) {}
func (ctx *RequestContext) File(filepath string)                           {}
func (ctx *RequestContext) BindAndValidate(obj interface{}) error          { return nil }
