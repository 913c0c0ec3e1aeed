package main

import (
	"flag"
	"log"
	"os"
	"runtime"
)

var profile = flag.Bool("blockprofile", false, "record every blocking event")

func setup() { runtime.SetBlockProfileRate(1) }

func main() {
	flag.Parse()
	if *profile {
		setup()
	}
	if os.Getenv("MUTEX") != "" {
		runtime.SetMutexProfileFraction(1)
	}
	select {}
}

func other() {
	if _, err := os.Stat("x"); err != nil {
		log.Fatal(err)
	}
}
