package main

import (
	"log"
	"os"
	"runtime"
)

func init() {
	if _, err := os.Stat("/proc"); err != nil {
		log.Fatal(err)
	}
	runtime.SetBlockProfileRate(1) // want `SetBlockProfileRate records every event`
}
