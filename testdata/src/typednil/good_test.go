package typednil

import "testing"

type memory struct{ hits int }

func (m *memory) lookup(key string) string {
	if m == nil {
		return ""
	}
	m.hits++
	return key
}

type nameFinder interface{ lookup(key string) string }

func cached(l nameFinder) bool { return l != nil && l.lookup("k") != "" }

func TestNilInInterface(t *testing.T) {
	var none *memory
	if cached(none) {
		t.Error("found in nothing")
	}
}
