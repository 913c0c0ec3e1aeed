// Package frameworks names the frameworks that the tests need, so that go.mod
// keeps them.
package frameworks

import (
	_ "github.com/cloudwego/hertz/pkg/app"
	_ "github.com/cloudwego/kitex/pkg/endpoint"
	_ "github.com/cloudwego/kitex/pkg/rpcinfo"
	_ "github.com/cloudwego/kitex/server"
	_ "github.com/gin-contrib/pprof"
	_ "github.com/gin-gonic/gin"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/gofiber/fiber/v3"
	_ "github.com/labstack/echo/v4"
	_ "github.com/panjf2000/ants/v2"
	_ "github.com/valyala/fasthttp"
	_ "github.com/zeromicro/go-zero/core/logx"
	_ "github.com/zeromicro/go-zero/rest"
	_ "github.com/zeromicro/go-zero/rest/httpx"
	_ "google.golang.org/grpc"
	_ "gorm.io/gorm"
)
