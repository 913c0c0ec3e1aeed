package narrowing

import "encoding/binary"

type entry struct{ id uint32 }

type block struct{ entries []entry }

func (b *block) encode(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(b.entries))) // want `may not fit in uint16: a length has no limit`
	for _, e := range b.entries {
		dst = binary.BigEndian.AppendUint32(dst, e.id)
	}
	return dst
}

type frameOf struct {
	buf   []byte
	names []string
}

func (f frameOf) head() {
	binary.LittleEndian.PutUint16(f.buf[2:], uint16(len(f.names))) // want `may not fit in uint16: a length has no limit`
}

func putCount(dst []byte, b block) {
	n := len(b.entries)
	binary.BigEndian.PutUint16(dst, uint16(n)) // want `n may not fit in uint16: a length has no limit`
}

type limitedBlock struct{ entries []entry }

func (b *limitedBlock) add(e entry) bool {
	if len(b.entries) >= 1000 {
		return false
	}
	b.entries = append(b.entries, e)
	return true
}

func (b *limitedBlock) encode(dst []byte) []byte {
	return binary.BigEndian.AppendUint16(dst, uint16(len(b.entries)))
}

type wide struct{ entries []entry }

func (b *wide) encode(dst []byte) []byte {
	return binary.BigEndian.AppendUint32(dst, uint32(len(b.entries)))
}
