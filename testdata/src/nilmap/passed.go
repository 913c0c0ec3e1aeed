package nilmap

type desk struct {
	name  string
	lent  map[string]string
	limit int
}

func (d *desk) lend(book, to string) { d.lent[book] = to }

func (d *desk) lendAll(books []string, to string) {
	for _, b := range books {
		d.lend(b, to)
	}
}

func openDesk() *desk { return &desk{lent: make(map[string]string)} }

func newDesk(name string) *desk { return &desk{name: name} }

func lendOne() {
	d := &desk{name: "a"}
	d.lend("go", "ann") // want `d\.lent is still nil here, and lend writes to it: this panics`
	openDesk().lend("c", "bob")
}

type shop struct {
	stock map[string]int
	sold  map[string]int
	open  bool
}

func newShop() *shop { return &shop{stock: make(map[string]int), sold: make(map[string]int)} }

func fillShop(s *shop, names []string) {
	for i, name := range names {
		s.stock[name] = i
	}
}

func (s *shop) sell(name string) {
	if s.open {
		s.sold[name]++
	}
}

func stocked(names []string) *shop {
	s := new(shop)
	fillShop(s, names) // want `s\.stock is still nil here, and fillShop writes to it: this panics`
	return s
}

// The shop is not open: nothing is sold.
func closed(name string) *shop {
	s := &shop{stock: map[string]int{}}
	s.sell(name)
	return s
}

type counts struct{ m map[string]int }

func (c *counts) add(key string) {
	if c.m == nil {
		c.m = make(map[string]int)
	}
	c.m[key]++
}

func (c *counts) bump(key string) { c.m[key]++ }

func (c *counts) reset() { c.m = make(map[string]int) }

func counted(keys []string) *counts {
	c := &counts{}
	for _, key := range keys {
		c.add(key)
	}
	return c
}

func bumped(keys []string) *counts {
	c := &counts{}
	c.reset()
	for _, key := range keys {
		c.bump(key)
	}
	return c
}

func onDemand(keys []string, want bool) *counts {
	c := &counts{}
	if want {
		c.m = make(map[string]int, len(keys))
	}
	for _, key := range keys {
		if want {
			c.bump(key)
		}
	}
	return c
}

type drawer struct {
	label string
	cards map[string]int
}

func newDrawer(label string) *drawer { return &drawer{label: label} }

func sortedDrawer() *drawer { return &drawer{cards: make(map[string]int)} }

func (d *drawer) put(card string) { d.cards[card]++ }

func (d *drawer) putAll(cards []string) {
	for _, card := range cards {
		d.put(card)
	}
}

func inDrawer(cards []string) {
	d := newDrawer("b")
	d.putAll(cards) // want `d\.cards is still nil here, and putAll writes to it: this panics`
}
