package receivermix

type meter struct{ total int }

func (m *meter) add(n int) { m.total += n }

func (m *meter) get() int { return m.total }

func (m meter) String() string { return "meter" }

type pair struct{ a, b int }

func (p pair) sum() int { return p.a + p.b }

func (p *pair) UnmarshalJSON([]byte) error { return nil }

type names []string

func (n names) first() string { return n[0] }

func (n *names) add(s string) { *n = append(*n, s) }
