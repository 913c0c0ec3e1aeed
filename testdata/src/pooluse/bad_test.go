package pooluse

import "testing"

func TestWritten(t *testing.T) {
	b := takeSized()
	giveSized(b)
	b.data = append(b.data, "a") // want `b is used after it went back to the pool`
}
