package requests

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// origin returns what path stands for: of a field of a struct that is made
// here, what is stored in it; of a reader, writer, encoder or scanner of the
// standard library, what it wraps.
func origin(path access.Path) access.Path {
	for range 6 {
		next, ok := step(path)
		if !ok {
			return path
		}
		path = next
	}
	return path
}

func step(path access.Path) (access.Path, bool) {
	switch root := path.Root.(type) {
	case *ssa.Alloc:
		// The value of the field ".f" that is loaded by "*".
		name, rest, ok := strings.Cut(strings.TrimPrefix(path.Sel, "."), "*")
		if !ok || !strings.HasPrefix(path.Sel, ".") || strings.ContainsAny(name, ".[") {
			return path, false
		}
		stored := values.Fields(root)[name]
		if stored == nil {
			return path, false
		}
		return access.Of(stored).Join(rest), true
	case *ssa.Call:
		if path.Sel == "" && wraps(flow.CalleeName(root.Common())) && len(root.Call.Args) > 0 {
			return access.Of(root.Call.Args[0]), true
		}
	}
	return path, false
}

// wraps reports whether the named function of the standard library returns
// something that reads from or writes to its first argument.
func wraps(name string) bool {
	switch name {
	case "bufio.NewWriter", "bufio.NewWriterSize", "bufio.NewReader", "bufio.NewReaderSize", "bufio.NewScanner",
		"encoding/json.NewEncoder", "encoding/json.NewDecoder", "encoding/xml.NewEncoder", "encoding/xml.NewDecoder", "encoding/csv.NewWriter", "encoding/csv.NewReader",
		"encoding/gob.NewEncoder", "encoding/gob.NewDecoder", "compress/gzip.NewWriter", "mime/multipart.NewWriter", "archive/zip.NewWriter", "archive/tar.NewWriter",
		"io.LimitReader", "net/http.NewResponseController":
		return true
	}
	return false
}
