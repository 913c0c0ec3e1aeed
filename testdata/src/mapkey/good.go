package mapkey

import (
	"fmt"
	"math"
	"sync"
)

func hashable(ids []int, p point, a [2]int) {
	seen[fmt.Sprint(ids)] = true
	seen[p] = true
	seen[&p] = true
	seen[a] = true
	seen[nil] = true
}

func unknown(m map[any]bool, k any) { m[k] = true }

func typeParam[E any](k E) { seen[k] = true }

func arrayOfTypeParam[E any](k [2]E) { seen[k] = true }

func ok(m *sync.Map, id int) { m.Store(id, []int{1}) }

func stored(m map[*point]string) string {
	p := &point{1, 2}
	m[p] = "a"
	return m[p]
}

func fromElsewhere(m map[*point]string, p *point) string { return m[p] }

func returned(m map[*point]string) (*point, bool) {
	p := &point{}
	_, ok := m[p]
	return p, ok
}

func zero(m map[*struct{}]int) int { return m[&struct{}{}] }

func byValue(m map[point]string) string { return m[point{1, 2}] }

func rounded(x float64, m map[int]int) { m[int(math.Log(x))]++ }

func checked(x float64, m map[float64]int) {
	l := math.Log(x)
	if math.IsNaN(l) {
		return
	}
	m[l]++
}

func plainFloat(x float64, m map[float64]int) { m[x]++ }

var points = map[int]*point{}

func interned(x int) *point {
	if points[x] == nil {
		points[x] = &point{x, x}
	}
	return points[x]
}

func kept(x int) *point {
	p := &point{x, x}
	points[x] = p
	return p
}

func byInterned(m map[*point]int) int { return m[interned(4)] + m[kept(5)] }

func either(s string) any {
	if s == "" {
		return []byte(nil)
	}
	return s
}

func boxedEither(m map[any]int) int { return m[either("x")] }

func half(x float64, m map[float64]int) { m[x/2]++ }

func ratioChecked(x, y float64, m map[float64]int) {
	if y != 0 {
		m[x/y]++
	}
}

func ratioOfCounts(ok, n int, m map[float64]int) {
	if n > 0 {
		m[float64(ok)/float64(n)]++
	}
}

func intBuckets(sizes []int, m map[float64]int) {
	for _, n := range sizes {
		m[float64(n/1024)]++
	}
}

func shareChecked(name string, part, total float64, m map[share]int) {
	if total > 0 {
		m[share{name: name, part: part / total}]++
	}
}

// Position 1 and up is not zero.
func sharesByPlace(parts []float64) map[float64]float64 {
	m := make(map[float64]float64)
	for i, p := range parts {
		m[float64(i+1)/float64(len(parts)-1)] = p
	}
	return m
}
