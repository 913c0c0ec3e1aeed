package narrowing

import "strconv"

func pageSize(q string) (int16, error) {
	n, err := strconv.Atoi(q)
	return int16(n), err // want `n may not fit in int16: Atoi parses numbers of 64 bits`
}

func port(s string) uint16 {
	p, _ := strconv.ParseUint(s, 10, 64)
	return uint16(p) // want `p may not fit in uint16: ParseUint was asked for 64 bits`
}

func id(s string) (uint32, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, err
	}
	return uint32(n), nil // want `n may not fit in uint32: ParseInt was asked for 64 bits`
}

func sign(s string) uint8 {
	n, _ := strconv.ParseInt(s, 10, 8)
	return uint8(n) // want `n may not fit in uint8: ParseInt was asked for 8 bits`
}

func frame(b []byte) []byte {
	return append([]byte{byte(len(b))}, b...) // want `may not fit in byte: a length has no limit`
}

func header(name string) uint16 {
	return uint16(len(name)) // want `may not fit in uint16: a length has no limit`
}

type level int8

func parse[T ~string](s T) level {
	n, _ := strconv.Atoi(string(s))
	return level(n) // want `n may not fit in narrowing.level`
}

func number(s string) (int, error) { return strconv.Atoi(s) }

func byHelper(s string) int16 {
	n, err := number(s)
	if err != nil {
		return 0
	}
	return int16(n) // want `n may not fit in int16: Atoi parses numbers of 64 bits`
}

func upperOnly(s string) (uint8, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n > 255 {
		return 0, err
	}
	return uint8(n), nil // want `n may be negative, which becomes a large uint8: only its upper bound is tested`
}

func portOf(s string) uint16 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	if n < 65536 {
		return uint16(n) // want `n may be negative, which becomes a large uint16`
	}
	return 0
}

func boundFirst(s string) (size uint32) {
	n, _ := strconv.ParseInt(s, 0, 64)
	if 4096 >= n {
		size = uint32(n) // want `n may be negative, which becomes a large uint32`
	}
	return size
}
