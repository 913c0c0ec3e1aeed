package uintwrap

import (
	"math"
	"testing"
)

func TestLimit(t *testing.T) {
	if v := uint8(math.MaxUint8); v+1 != 0 {
		t.Error(v)
	}
}
