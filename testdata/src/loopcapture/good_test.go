package loopcapture

import (
	"testing"
	"time"
)

var label = "a"

func setLabel(s string) { label = s }

func getLabel() string { return label }

// No iteration runs the deferred call.
func TestLabels(t *testing.T) {
	defer setLabel("a")
	for range 5 {
		go func() {
			if getLabel() == "" {
				t.Error("empty")
			}
		}()
	}
	time.Sleep(time.Millisecond)
}
