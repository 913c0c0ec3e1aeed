// Package pprof has the shapes of github.com/gin-contrib/pprof that the tests
// need.
package pprof

import "github.com/gin-gonic/gin"

func Register(r gin.IRouter, prefixOptions ...string) {}

func RouteRegister(rg gin.IRouter, prefixOptions ...string) {}
