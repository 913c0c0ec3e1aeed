package rangecopy

func byIndex(us []user) {
	for i := range us {
		us[i].age++
	}
}

func readLater(us []user) {
	for _, u := range us {
		u.age++
		use(u)
	}
}

func fieldRead(us []user) {
	for _, u := range us {
		u.age++
		use(u.age)
	}
}

func storedBack(us []user) {
	for i, u := range us {
		u.age++
		us[i] = u
	}
}

func pointers(us []*user) {
	for _, u := range us {
		u.age++
		u.grow()
	}
}

func collected(us []user) (out []user) {
	for _, u := range us {
		u.age = 0
		out = append(out, u)
	}
	return out
}

func normalized(names []string, set map[string]bool) {
	for _, n := range names {
		if n == "" {
			n = "default"
		}
		set[n] = true
	}
}

func innerLoop(xs []int) {
	for _, x := range xs {
		for x > 0 {
			x--
		}
	}
}

func captured(us []user) {
	for _, u := range us {
		defer func() { use(u.age) }()
		u.age = 1
	}
}

func addressTaken(us []user) {
	for _, u := range us {
		p := &u
		u.age = 1
		use(p)
	}
}

func throughPointer(us []struct{ p *user }) {
	for _, u := range us {
		u.p.age = 1
	}
}

func elements(rows [][]int) {
	for _, row := range rows {
		row[0] = 1
	}
}

func privateCopies(us []user) []*user {
	var out []*user
	for _, u := range us {
		out = append(out, &u)
	}
	return out
}

func double(a [3]int) [3]int {
	for i, v := range a {
		a[i] = v * 2
	}
	return a
}

func reversed(a [3]int) [3]int {
	var b [3]int
	for i, v := range a {
		b[len(a)-1-i] = v
	}
	return b
}

func pointerToArray(a *[3]int) {
	for i, v := range a {
		if i+1 < len(a) {
			a[i+1] = v
		}
	}
}

func copiedRows(grid [3][3]int, keep func([3]int)) {
	for _, row := range grid {
		for i := range row {
			row[i]++
		}
		keep(row)
	}
}

type route struct{ conn *user }

type host struct{ routes []route }

func build(n int, open func(int) (host, error)) ([]host, error) {
	hosts := make([]host, 0, n)
	for i := range n {
		h, err := open(i)
		if err != nil {
			for _, h := range hosts {
				for _, r := range h.routes {
					r.conn = nil
				}
			}
			return nil, err
		}
		hosts = append(hosts, h)
	}
	return hosts, nil
}

func callbackReads(shelves []shelf, print func(string)) {
	each(shelves, func(s shelf) {
		s.slots[0] = "first"
		print(s.slots[0])
	})
}

func callbackPasses(shelves []shelf) (all []shelf) {
	each(shelves, func(s shelf) {
		s.full = true
		all = append(all, s)
	})
	return all
}

func callbackPointer(shelves []*shelf, each func(func(*shelf))) {
	each(func(s *shelf) { s.full = true })
}

func readsEntry(shelves []shelf) bool {
	byName := make(map[string]*shelf)
	for _, s := range shelves {
		byName[s.slots[0]] = &s
	}
	first := byName["first"]
	return first != nil && first.full
}

func slotsRead(shelves []shelf) (n int) {
	for _, s := range shelves {
		for i, slot := range s.slots {
			s.slots[i] = slot + "!"
			n += len(s.slots[0])
		}
	}
	return n
}

type lease struct{ open bool }

func (l *lease) close() { l.open = false }

func drained(leases map[string]lease) {
	for name, l := range leases {
		l.close()
		delete(leases, name)
	}
}

func countLinks(ps []page) {
	for _, p := range ps {
		p.link.inc()
	}
}
