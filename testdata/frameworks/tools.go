// Package frameworks names the frameworks that the tests need, so that go.mod
// keeps them.
package frameworks

import (
	_ "github.com/cloudwego/hertz/pkg/app"
	_ "github.com/gin-contrib/pprof"
	_ "github.com/gin-gonic/gin"
	_ "github.com/labstack/echo/v4"
	_ "github.com/panjf2000/ants/v2"
	_ "gorm.io/gorm"
)
