package engine

import (
	"github.com/gin-contrib/pprof"
	"github.com/gin-gonic/gin"
)

func engine() {
	r := gin.Default()
	pprof.Register(r)
	r.Run() // want `open to everyone who reaches :8080`
}

func withAddress() {
	r := gin.Default()
	pprof.Register(r)
	r.Run("0.0.0.0:80") // want `open to everyone who reaches 0.0.0.0:80`
}

func loopback() {
	r := gin.Default()
	pprof.Register(r)
	r.Run("localhost:80")
}

func without() {
	r := gin.Default()
	r.Run(":80")
}
