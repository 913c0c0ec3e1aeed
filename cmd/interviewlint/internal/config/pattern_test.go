package config

import "testing"

func TestPattern(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"vendor", "vendor/a/a.go", true},
		{"vendor", "x/vendor/a.go", true},
		{"vendor", "vendored/a.go", false},
		{"vendor/", "x/vendor/a.go", true},
		{"/vendor", "x/vendor/a.go", false},
		{"./vendor", "x/vendor/a.go", false},
		{"*.pb.go", "api/v1/a.pb.go", true},
		{"*.pb.go", "api/v1/a.pb.golden", false},
		{"api/*.go", "api/a.go", true},
		{"api/*.go", "api/v1/a.go", false},
		{"api/**/*.go", "api/a.go", true},
		{"api/**/*.go", "api/v1/b/a.go", true},
		{"api/**", "api/v1/b/a.go", true},
		{"**/mock_?.go", "x/mock_a.go", true},
		{"**/mock_?.go", "x/mock_ab.go", false},
		{"a+b(c", "a+b(c/x.go", true},
		{"[", "[/x.go", true},
	} {
		if got := compile(test.pattern).match(test.path); got != test.want {
			t.Errorf("%q matches %q: %t, want %t", test.pattern, test.path, got, test.want)
		}
	}
}
