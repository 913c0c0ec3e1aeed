package lenzero

var table = []string{"a", "b"}

func tested(xs []int) int {
	if len(xs) == 0 {
		return 0
	}
	return 10 / len(xs)
}

func positive(xs []int) int {
	if len(xs) > 0 {
		return 10 / len(xs)
	}
	return 0
}

func inside(xs []int) (n int) {
	for i := range xs {
		n += i % len(xs)
	}
	return n
}

func insideMap(m map[string]int) (n int) {
	for _, v := range m {
		n += v / len(m)
	}
	return n
}

func fixedTable(i int) string { return table[i%len(table)] }

func array(a [4]int, i int) int { return a[i%len(a)] }

func literal(i int) int {
	xs := []int{1, 2, 3}
	return xs[i%len(xs)]
}

func float(xs []int) float64 { return 1 / float64(len(xs)) }

func nilTested(xs []int) int {
	if xs == nil {
		return 0
	}
	return 1 / len(xs)
}

func made(n int) int {
	xs := make([]int, 8)
	return n % len(xs)
}

func plusOne(xs []int) int { return 10 / (len(xs) + 1) }

func atLeast(xs []int) int { return 10 / max(len(xs), 1) }

func (r *ring) guarded() string {
	if len(r.nodes) == 0 {
		return ""
	}
	r.next++
	return r.nodes[r.next%len(r.nodes)]
}

type picker struct {
	all  []string
	next int
}

func newPicker(all []string) *picker {
	if len(all) == 0 {
		return nil
	}
	return &picker{all: all}
}

func (p *picker) Pick() string {
	p.next++
	return p.all[p.next%len(p.all)]
}

func callerTests(xs []int) int {
	if len(xs) == 0 {
		return 0
	}
	return average(xs, 10)
}

func average(xs []int, sum int) int { return sum / len(xs) }

func countedTested(xs []int) int {
	n := 0
	for range xs {
		n++
	}
	if n == 0 {
		return 0
	}
	return 100 / n
}

func mean(xs []int) int {
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum / len(xs) // divzero reports this
}

func insideGeneric[T int | int64](xs []T) (s T) {
	for _, x := range xs {
		s += x / T(len(xs))
	}
	return s
}

func (t *tally) next(x int) int {
	t.n++
	return x / t.n
}

func (t *tally) guarded() int {
	if t.n == 0 {
		return 0
	}
	return t.sum / t.n
}

func (t *tally) after(x int) int {
	t.add(x)
	return t.sum / t.n
}
