package rangecopy

type user struct {
	id   int
	age  int
	addr struct{ city string }
	tags [2]string
}

func (u *user) grow() { u.age++ }

func reset(u *user) { u.age = 0 }

func use(...any) {}

func increment(us []user) {
	for _, u := range us {
		u.age++ // want `assignment to u.age changes a copy: the element of us stays as it was`
	}
}

func plain(us []user) {
	for i, u := range us {
		u.age = i // want `assignment to u.age changes a copy`
	}
}

func deep(us []user) {
	for _, u := range us {
		u.addr.city = "x" // want `assignment to u.addr changes a copy`
	}
}

func arrayField(us []user) {
	for _, u := range us {
		u.tags[0] = "x" // want `assignment to u.tags changes a copy`
	}
}

func otherFieldRead(us []user) {
	for _, u := range us {
		u.age = 1 // want `assignment to u.age changes a copy`
		use(u.id)
	}
}

func onOnePath(us []user) {
	for _, u := range us {
		if u.id > 3 {
			u.age = 1 // want `changes a copy`
		}
	}
}

func ofMap(m map[string]user) {
	for _, u := range m {
		u.age++ // want `changes a copy: the element of m stays as it was`
	}
}

func whole(xs []int) {
	for _, x := range xs {
		x *= 2 // want `assignment to x changes a copy: the element of xs stays as it was`
	}
}

func method(us []user) {
	for _, u := range us {
		u.grow() // want `grow changes u, a copy: the element of us stays as it was`
	}
}

func helper(us []user) {
	for _, u := range us {
		reset(&u) // want `reset changes u, a copy`
	}
}

type team struct{ members []user }

func (t *team) birthday() {
	for _, u := range t.members {
		u.age++ // want `the element of t.members stays as it was`
	}
}

func inClosure(us []user) func() {
	return func() {
		for _, u := range us {
			u.age++ // want `changes a copy`
		}
	}
}

func generic[E any](xs []struct{ v E }, v E) {
	for _, x := range xs {
		x.v = v // want `changes a copy`
	}
}

func index(us []user) map[int]*user {
	m := make(map[int]*user, len(us))
	for _, u := range us {
		m[u.id] = &u // want `&u points to a copy: writing through it does not change the element of us`
	}
	m[us[0].id].age = 1
	return m
}

func propagate(a [3]int) [3]int {
	for i, v := range a {
		if i+1 < len(a) {
			a[i+1] = v + 1 // want `the loop goes over a copy of the array a: v will not see this`
		}
	}
	return a
}

func rows(grid [3][3]int) {
	for _, row := range grid {
		for i := range row {
			row[i] = 0 // want `assignment to row changes a copy`
		}
	}
}

func collectedAndChanged(us []user) {
	var ps []*user
	for _, u := range us {
		ps = append(ps, &u) // want `&u points to a copy`
	}
	for _, p := range ps {
		p.age = 1
	}
	use(us)
}

type crew struct{ members []user }

func (c *crew) anonymize() {
	members := c.members
	for _, m := range members {
		m.age = 0 // want `assignment to m.age changes a copy`
	}
}

func age(u *user, age int) { u.age = age }

func ageAll(us []user) {
	for _, u := range us {
		age(&u, 4) // want `age changes u, a copy: the element of us stays as it was`
	}
}

type shelf struct {
	slots [4]string
	full  bool
}

func emptySlots(shelves []shelf) {
	for _, s := range shelves {
		for i := range s.slots {
			s.slots[i] = "" // want `assignment to s.slots changes a copy: the element of shelves stays as it was`
		}
	}
}

func each(shelves []shelf, f func(shelf)) {
	for _, s := range shelves {
		f(s)
	}
}

func inCallback(shelves []shelf) {
	each(shelves, func(s shelf) {
		if s.slots[0] != "" {
			s.full = true // want `assignment to s.full changes s, a copy: what the function was called with stays as it was`
		}
	})
}

func throughEntry(shelves []shelf) []shelf {
	byName := make(map[string]*shelf)
	for _, s := range shelves {
		byName[s.slots[0]] = &s // want `&s points to a copy: writing through it does not change the element of shelves`
	}
	if first, ok := byName["first"]; ok {
		first.full = true
	}
	return shelves
}

func hiddenSlice(us []user) {
	for _, u := range us {
		us := u.age
		u.age = us + 1 // want `assignment to u.age changes a copy`
	}
}

func hiddenIndex(us []user) {
	for i, u := range us {
		for i := range 3 {
			u.age += i // want `assignment to u.age changes a copy`
		}
		println(i)
	}
}

type gauge struct{ hits int }

func (g *gauge) inc() { g.hits++ }

type page struct {
	gauge gauge
	link  *gauge
}

func countEach(ps []page) {
	for _, p := range ps {
		p.gauge.inc() // want `inc changes p, a copy: the element of ps stays as it was`
	}
}
