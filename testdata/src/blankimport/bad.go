package blankimport

import (
	"fmt"
	/* want `importing image/png for its side effects changes every program that uses this package` */ _ "image/png"

	// publishes counters
	_ "expvar" // want `importing expvar adds handlers to the default mux of every program that uses this package`

	_ "net/http/pprof" // want `importing net/http/pprof adds handlers to the default mux`
)

func Name() string { return fmt.Sprint("lib") }
