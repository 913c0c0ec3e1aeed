package nilderef

import "log"

type finder struct{ find func() *config }

func newFinder(none bool) *finder {
	return &finder{find: func() *config {
		if none {
			return nil
		}
		return &config{}
	}}
}

// What the function in a field returns is known, but not by which helper.
func (f *finder) addr() string {
	c := f.find()
	if c == nil {
		log.Println("none")
	}
	return c.addr
}

var noConfig bool

var findConfig = func() *config {
	if noConfig {
		return nil
	}
	return &config{}
}

func foundByVariable() string {
	c := findConfig()
	if c == nil {
		log.Println("none")
	}
	return c.addr
}
