package appendlost

func returned(tags []string) []string {
	tags = append(tags, "default")
	return tags
}

func counted(tags []string) int {
	tags = append(tags, "default")
	return len(tags)
}

func pointer(tags *[]string) {
	*tags = append(*tags, "default")
}

func used(tags []string, print func(...string)) {
	tags = append(tags, "default")
	print(tags...)
}

func (c *config) set(tag string) {
	c.tags = append(c.tags, tag)
}

func (c config) with(tag string) config {
	c.tags = append(c.tags, tag)
	return c
}

func (c config) count(tag string) int {
	c.tags = append(c.tags, tag)
	return len(c.tags)
}

func stored(m map[string][]int, k string, x int) {
	list := m[k]
	list = append(list, x)
	m[k] = list
}

func intoSpare(buf []byte) {
	_ = append(buf[:0], "abc"...)
}

func sent(xs []int, ch chan []int) {
	xs = append(xs, 1)
	ch <- xs
}

func captured(xs []int) func() int {
	xs = append(xs, 1)
	return func() int { return xs[0] }
}

func collected(f *folder, names []string) []string {
	names = append(names, f.name)
	for _, sub := range f.subs {
		names = collected(sub, names)
	}
	return names
}

// The path to each folder.
func walk(f *folder, path []string, visit func([]string)) {
	path = append(path, f.name)
	visit(path)
	for _, sub := range f.subs {
		walk(sub, path, visit)
	}
}

func depth(f *folder, path []string) int {
	path = append(path, f.name)
	deepest := len(path)
	for _, sub := range f.subs {
		deepest = max(deepest, depth(sub, path))
	}
	return deepest
}

func trace(args []any) {}

func traced(args []any) {
	args = append(args, 1)
	trace(args)
}
