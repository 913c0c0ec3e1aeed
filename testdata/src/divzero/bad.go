package divzero

func mean(xs []int) int {
	sum := 0
	for _, x := range xs {
		sum += x
	}
	return sum / len(xs) // want `the division panics when len\(xs\) is 0`
}

func counted(xs []int) int {
	n, sum := 0, 0
	for _, x := range xs {
		if x > 0 {
			n++
			sum += x
		}
	}
	return sum / n // want `the division panics when n is 0`
}

func total(m map[string]int) int {
	t := 0
	for _, v := range m {
		t += v
	}
	avg := t / len(m) // want `the division panics when len\(m\) is 0`
	return avg
}

type samples struct{ xs []int64 }

func (s *samples) add(x int64) { s.xs = append(s.xs, x) }

func (s *samples) mean() int64 {
	xs := s.xs
	var sum int64
	for _, x := range xs {
		sum += x
	}
	return sum / int64(len(xs)) // want `the division panics when len`
}

func onOnePath(xs []int, quick bool) int {
	sum := 0
	for i := 0; i < len(xs); i++ {
		sum += xs[i]
	}
	if quick {
		return sum
	}
	return sum / len(xs) // want `the division panics`
}

func closure(xs []int) func() int {
	return func() int {
		sum := 0
		for _, x := range xs {
			sum += x
		}
		return sum / len(xs) // want `the division panics`
	}
}

func generic[T int | int64](xs []T) T {
	var sum T
	for _, x := range xs {
		sum += x
	}
	return sum / T(len(xs)) // want `the division panics`
}

type span struct{ vals []int }

func (s *span) mean(more bool, v int) int {
	if more {
		s.vals = append(s.vals, v)
	}
	sum := 0
	for _, x := range s.vals {
		sum += x
	}
	return sum / len(s.vals) // want `len\(s.vals\) is 0`
}
