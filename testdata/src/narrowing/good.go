package narrowing

import (
	"errors"
	"math"
	"strconv"
)

func sized(q string) (int16, error) {
	n, err := strconv.ParseInt(q, 10, 16)
	return int16(n), err
}

func checked(q string) (int16, error) {
	n, err := strconv.Atoi(q)
	if err != nil {
		return 0, err
	}
	if n < math.MinInt16 || n > math.MaxInt16 {
		return 0, errors.New("range")
	}
	return int16(n), nil
}

func widened(q string) int64 {
	n, _ := strconv.Atoi(q)
	return int64(n)
}

func parameter(n int) uint8 { return uint8(n) }

func encoded(b []byte) []byte {
	n := len(b)
	return []byte{byte(n >> 8), byte(n)}
}

func limited(b []byte) (byte, error) {
	if len(b) > 255 {
		return 0, errors.New("too long")
	}
	return byte(len(b)), nil
}

type record struct{ name string }

func (r record) header() uint16 { return uint16(len(r.name)) }

func Named(name string) (uint16, error) {
	if len(name) > 1000 {
		return 0, errors.New("too long")
	}
	return size(name), nil
}

func size(name string) uint16 { return uint16(len(name)) }

func array(b [16]byte) byte { return byte(len(b)) }

func roundTrip(s string) (int32, bool) {
	n, _ := strconv.Atoi(s)
	m := int32(n)
	return m, int(m) == n
}

func bigEndian(s string) []byte { return []byte{byte(len(s) >> 8), byte(len(s))} }

type label struct {
	data [255]byte
	n    uint8
}

func newLabel(s string) *label {
	l := &label{n: uint8(len(s))}
	if len(s) > len(l.data) {
		return nil
	}
	copy(l.data[:], s)
	return l
}

func bothBounds(s string) (uint8, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 255 {
		return 0, errors.New("range")
	}
	return uint8(n), nil
}

func lowerElsewhere(s string) (uint8, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n > 255 {
		return 0, errors.New("range")
	}
	if err := natural(n); err != nil {
		return 0, err
	}
	return uint8(n), nil
}

func natural(n int) error {
	if n < 0 {
		return errors.New("negative")
	}
	return nil
}

func unsignedUpper(s string) (uint8, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil || n > 255 {
		return 0, errors.New("range")
	}
	return uint8(n), nil
}
