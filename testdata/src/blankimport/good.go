package blankimport

import (
	_ "embed"

	// Formats that Decode accepts.
	_ "image/jpeg"
	_ "image/png"
)

//go:embed good.go
var source string
