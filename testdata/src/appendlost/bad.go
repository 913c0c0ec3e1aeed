package appendlost

func addDefault(tags []string) {
	tags = append(tags, "default") // want `append to tags is lost: the caller keeps its own length`
}

func onOnePath(tags []string, on bool) {
	if on {
		tags = append(tags, "on") // want `append to tags is lost`
	}
}

func inLoop(tags, more []string) {
	for _, m := range more {
		tags = append(tags, m) // want `append to tags is lost`
	}
}

type stack []int

func (s stack) push(x int) {
	s = append(s, x) // want `append to s is lost`
}

func generic[E any](xs []E, x E) {
	xs = append(xs, x) // want `append to xs is lost`
}

type config struct{ tags []string }

func (c *config) add(tag string) {
	tags := c.tags
	tags = append(tags, tag) // want `append to tags is lost: the field keeps the slice as it was`
}

func (c config) addCopy(tag string) {
	c.tags = append(c.tags, tag) // want `append to c.tags is lost: the struct is a copy of the caller's`
}

func group(m map[string][]int, k string, x int) {
	list := m[k]
	list = append(list, x) // want `append to list is lost: the map keeps the slice as it was`
}

func closure(xs []int) func() {
	return func() {
		ys := xs
		ys = append(ys, 1) // want `append to ys is lost`
	}
}

type folder struct {
	name string
	subs []*folder
}

func collect(f *folder, names []string) {
	names = append(names, f.name) // want `append to names is lost: the caller keeps its own length`
	for _, sub := range f.subs {
		collect(sub, names)
	}
}

func collectByLiteral(root *folder, names []string) {
	var visit func(f *folder, names []string)
	visit = func(f *folder, names []string) {
		names = append(names, f.name) // want `append to names is lost`
		for _, sub := range f.subs {
			visit(sub, names)
		}
	}
	visit(root, names)
}
