package ifacecheck

type store interface {
	get(k string) (string, bool)
}

type memStore struct{ m map[string]string }

func (s *memStore) get(k string) (string, error) { return s.m[k], nil } // want `with this signature of get, memStore does not implement store, whose methods it all has by name`

func pick(x any) (store, bool) {
	s, ok := x.(store)
	return s, ok
}

type plugin interface {
	Start(name string) error
	Stop()
}

type logger struct{}

func (logger) Start(name string) {} // want `with this signature of Start, logger does not implement plugin`

func (logger) Stop() {}

type tracer struct{}

func (*tracer) Start(name string, level int) error { return nil } // want `with this signature of Start, tracer does not implement plugin`

func (*tracer) Stop() {}

func start(x any) {
	switch x := x.(type) {
	case plugin:
		x.Start("x")
	}
}
