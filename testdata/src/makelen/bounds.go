package makelen

const (
	opRead = iota
	opWrite
	opScan
	opDelete
	ops
)

func weigh(kind string, weight int) []int {
	weights := make([]int, ops-1)
	switch kind {
	case "read":
		weights[opRead] = weight
	case "delete":
		weights[opDelete] = weight // want `index out of range: weights has length 3 here`
	}
	return weights
}

func roomy() []int {
	xs := make([]int, 2, 8)
	xs[2] = 1 // want `index out of range: xs has length 2 here`
	return xs
}

func literalBeyond() int {
	primes := []int{2, 3, 5}
	return primes[3] // want `index out of range: primes has length 3 here`
}

func firstOfNone(paths []string) string {
	if len(paths) == 0 {
		return "no file like " + paths[0] // want `index out of range: paths has length 0 here`
	}
	return paths[0]
}

func second(args []string) string {
	if len(args) < 2 {
		return args[1] // want `index out of range: args has at most 1 element here`
	}
	return args[0]
}

func third(args []string) string {
	if len(args) > 2 {
		return args[2]
	}
	return args[2] // want `index out of range: args has at most 2 elements here`
}

func drained[T any](queue []T) T {
	for len(queue) > 0 {
		queue = queue[1:]
	}
	return queue[0] // want `index out of range: queue has length 0 here`
}

func (s *sheet) title() string {
	switch {
	case len(s.cells) == 0:
		return s.cells[0] // want `index out of range: s\.cells has length 0 here`
	}
	return s.cells[0]
}

func inClosure(args []string) func() string {
	return func() string {
		if len(args) == 0 {
			return args[0] // want `index out of range: args has length 0 here`
		}
		return ""
	}
}

type pool struct{ idle []string }

func (p *pool) keys() []string { return append([]string(nil), p.idle...) }

func (p *pool) grow() { p.idle = append(p.idle, "x") }

func askedAgain(p *pool) string {
	if n := len(p.keys()); n != 0 {
		return ""
	}
	p.grow()
	keys := p.keys()
	if n := len(keys); n != 1 {
		return ""
	}
	return keys[0]
}
