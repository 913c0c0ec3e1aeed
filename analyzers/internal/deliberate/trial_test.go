package deliberate_test

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
)

func TestOnTrial(t *testing.T) {
	tests := []struct {
		module, path string
		want         bool
	}{
		{"example.com/shop", "example.com/shop/server", false},
		{"example.com/shop", "example.com/shop/examples/chat", true},
		{"example.com/shop", "example.com/shop/example", true},
		{"example.com/shop/_examples/chat", "example.com/shop/_examples/chat", true},
		{"example.com/shop", "example.com/shop/internal/e2e/proxy", true},
		{"example.com/shop", "example.com/shop/contrib/loadtest", true},
		{"example.com/shop", "example.com/shop/latest", false},
		{"demo", "demo", false}, // somebody's program
		{"demo", "demo/server", false},
		{"github.com/example/test", "github.com/example/test/server", false},
		{"", "example.com/shop/test", false},
		{"", "example.com/shop/examples/chat", true},
	}
	for _, test := range tests {
		pass := &analysis.Pass{Pkg: types.NewPackage(test.path, "p")}
		if test.module != "" {
			pass.Module = &analysis.Module{Path: test.module}
		}
		if got := deliberate.OnTrial(pass); got != test.want {
			t.Errorf("%s of %q: %t, want %t", test.path, test.module, got, test.want)
		}
	}
}
