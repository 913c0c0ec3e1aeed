package errcompare

import (
	"errors"
	"testing"
)

func TestNotTheSame(t *testing.T) {
	if errors.Is(wrap(errors.New("one")), errors.New("one")) {
		t.Error("the same")
	}
}
