package ifacecheck

type diskStore struct{}

func (diskStore) get(k string) (string, bool) { return "", false }

type partial struct{}

func (partial) Stop() {}

// The interface is nowhere asked for at run time.
type codec interface {
	encode(v any) []byte
	decode(b []byte) any
}

type jsonCodec struct{}

func (jsonCodec) encode(v any) string { return "" }

func (jsonCodec) decode(b []byte) any { return nil }

// Quite another method.
type shop struct{}

func (shop) get(n int) int { return n }

// Looked after by a declaration for another interface.
type audited struct{}

var _ interface{ Stop() } = audited{}

func (audited) Start(name string) {}

func (audited) Stop() {}

type session struct{}

type beginner interface {
	begin(name string) (*session, error)
}

type poolBeginner interface {
	begin(name string) (any, error)
}

type sessionPool struct{ from any }

// begin is that of poolBeginner.
func (p *sessionPool) begin(name string) (any, error) {
	if b, ok := p.from.(beginner); ok {
		return b.begin(name)
	}
	return p.from.(poolBeginner).begin(name)
}
