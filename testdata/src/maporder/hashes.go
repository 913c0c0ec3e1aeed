package maporder

import (
	"encoding/binary"
	"hash/fnv"
	"iter"
	"maps"
	"slices"
	"strings"
)

func fingerprint(features map[uint32]uint32) uint64 {
	h := fnv.New64a()
	var b [8]byte
	for id, v := range features {
		binary.LittleEndian.PutUint32(b[:4], id)
		binary.LittleEndian.PutUint32(b[4:], v)
		h.Write(b[:]) // want `a hash is fed in the order of the map features`
	}
	return h.Sum64()
}

func fingerprintSorted(features map[uint32]uint32) uint64 {
	h := fnv.New64a()
	var b [4]byte
	for _, id := range slices.Sorted(maps.Keys(features)) {
		binary.LittleEndian.PutUint32(b[:], features[id])
		h.Write(b[:])
	}
	return h.Sum64()
}

func constantLine(features map[uint32]uint32) uint64 {
	h := fnv.New64a()
	var b [4]byte
	for range features {
		binary.LittleEndian.PutUint32(b[:], 7)
		h.Write(b[:])
	}
	return h.Sum64()
}

func names(m map[string]int) iter.Seq[string] { return maps.Keys(m) }

func title(m map[string]int) string {
	var b strings.Builder
	for name := range names(m) {
		b.WriteString(name) // want `output is written in the order of the map names\(m\)`
	}
	return b.String()
}
