package blankimport

import (
	_ "embed"
	_ "image/gif" // Decode accepts GIF uploads.

	// Formats that Decode accepts.
	_ "image/jpeg"
	_ "image/png"
)

//go:embed good.go
var source string
