package structtag

import (
	"encoding/json"
	"testing"
)

// A test tries what the library makes of the field.
func TestUnexported(t *testing.T) {
	var v struct {
		Name  string
		inner string `json:"inner"`
	}
	if err := json.Unmarshal([]byte(`{"inner": "x"}`), &v); err != nil || v.inner != "" {
		t.Error(v, err)
	}
}
