package blankimport

import (
	_ "hash/crc32" // the checksum registers itself
	"net/http/httptest"

	_ "net/url"
)

// Package httptest imports net/url as well.
func Recorder() *httptest.ResponseRecorder { return httptest.NewRecorder() }
