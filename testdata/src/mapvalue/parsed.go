package mapvalue

import (
	"net/http"
	"strings"
)

type codec interface{ Decode([]byte) (any, error) }

type textCodec struct{}

func (textCodec) Decode(b []byte) (any, error) { return string(b), nil }

var codecs = map[string]codec{"text/plain": textCodec{}}

var verbs = map[string]func(string) string{"upper": strings.ToUpper}

func decode(mediaType string, b []byte) (any, error) {
	base, _, _ := strings.Cut(mediaType, ";")
	return codecs[base].Decode(b) // want `dereference of codecs\[base\] panics when codecs lacks the key`
}

func decodeRequest(r *http.Request, b []byte) (any, error) {
	return codecs[r.Header.Get("Content-Type")].Decode(b) // want `panics when codecs lacks the key`
}

func apply(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(verbs[r.FormValue("verb")]("x"))) // want `panics when verbs lacks the key`
}

func command(line string) string {
	return verbs[strings.ToLower(line)](line) // want `panics when verbs lacks the key`
}

func decodeKnown(mediaType string, b []byte) (any, error) {
	base, _, _ := strings.Cut(mediaType, ";")
	c, ok := codecs[base]
	if !ok {
		return nil, http.ErrNotSupported
	}
	return c.Decode(b)
}

func decodeTested(mediaType string, b []byte) (any, error) {
	c := codecs[strings.TrimSpace(mediaType)]
	if c == nil {
		c = textCodec{}
	}
	return c.Decode(b)
}

func decodeNamed(name string, b []byte) (any, error) { return codecs[name].Decode(b) }
