package divzero

func tested(xs []int) int {
	if len(xs) == 0 {
		return 0
	}
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum / len(xs)
}

func float(xs []int) float64 {
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return float64(sum) / float64(len(xs))
}

func countedTested(xs []int) int {
	n, sum := 0, 0
	for _, x := range xs {
		n++
		sum += x
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

func inside(xs []int) (n int) {
	for i := range xs {
		n += i / len(xs)
	}
	return n
}

func array(a [4]int) int {
	sum := 0
	for _, x := range a {
		sum += x
	}
	return sum / len(a)
}

func atLeast(xs []int) int {
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum / max(len(xs), 1)
}

func callerTests(xs []int) int {
	if len(xs) == 0 {
		return 0
	}
	return average(xs)
}

func average(xs []int) int {
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum / len(xs)
}

func pick(nodes []string, n int) string { return nodes[n%len(nodes)] } // lenzero reports this

type window struct{ vals []int }

func (w *window) add(v int) int {
	w.vals = append(w.vals, v)
	sum := 0
	for _, x := range w.vals {
		sum += x
	}
	return sum / len(w.vals)
}

func (w *window) reset() int {
	w.vals = []int{1, 2}
	sum := 0
	for _, x := range w.vals {
		sum += x
	}
	return sum / len(w.vals)
}
