package httptimeout

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/listeners"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// limits are the stores of the package to fields of clients and servers.
type limits struct{ stores []fieldStore }

type fieldStore struct {
	addr  *ssa.FieldAddr
	field string
}

// stores returns the stores to fields of clients and servers.
func (c *checker) stores() []fieldStore {
	if c.limits != nil {
		return c.limits.stores
	}
	c.limits = &limits{}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || !strings.HasSuffix(addr.X.Type().String(), "*net/http.Client") && !strings.HasSuffix(addr.X.Type().String(), "*net/http.Server") {
				continue
			}
			if f := flow.FieldOf(addr); f != nil {
				c.limits.stores = append(c.limits.stores, fieldStore{addr, f.Name()})
			}
		}
	}
	return c.limits.stores
}

// getsLimit reports whether one of the named fields of what made made may be
// set later, by way of a variable.
func (c *checker) getsLimit(made *ssa.Alloc, names ...string) bool {
	for _, s := range c.stores() {
		if !slices.Contains(names, s.field) || s.addr.X == ssa.Value(made) {
			continue
		}
		if _, isLiteral := s.addr.X.(*ssa.Alloc); isLiteral {
			continue // of another
		}
		of, complete := listeners.Made(c.flow, s.addr.X, strings.TrimPrefix(s.addr.X.Type().String(), "*"))
		if slices.Contains(of, made) || !complete && !c.foreign(s.addr.X) {
			return true
		}
	}
	return false
}

// foreign reports whether v is loaded from a field of a type of another
// package, which has its own clients and servers.
func (c *checker) foreign(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	f := flow.FieldOf(addr)
	return f != nil && f.Pkg() != c.flow.Types
}

// assigned reports whether any function of the package stores to the client g:
// to one of its fields, or the whole of it, but for one without a limit.
func (c *checker) assigned(g *ssa.Global) bool {
	for _, s := range c.stores() {
		if base(s.addr) == ssa.Value(g) {
			return true
		}
	}
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			store, ok := instr.(*ssa.Store)
			if !ok || store.Addr != ssa.Value(g) || values.IsZero(store.Val) {
				continue
			}
			load, ok := store.Val.(*ssa.UnOp)
			if !ok {
				return true
			}
			literal, ok := load.X.(*ssa.Alloc)
			if !ok || !unlimited(literal) {
				return true
			}
		}
	}
	return false
}

// unlimited reports whether the client made has no Timeout of its own, and no
// Transport, which may have one.
func unlimited(made *ssa.Alloc) bool {
	fields := listeners.Fields(made)
	timeout := fields["Timeout"]
	return (timeout == nil || values.IsZero(timeout)) && fields["Transport"] == nil
}

// limitsEcho reports whether the package sets one of the named fields of the
// server that belongs to the Echo v, or to one that may be it.
func (c *checker) limitsEcho(v ssa.Value, names ...string) bool {
	echo := access.Of(v).Root
	for _, s := range c.stores() {
		if !slices.Contains(names, s.field) || !strings.HasSuffix(s.addr.X.Type().String(), "*net/http.Server") {
			continue
		}
		if param, ok := s.addr.X.(*ssa.Parameter); ok {
			args, complete := c.flow.Arguments(param)
			if !complete || slices.ContainsFunc(args, c.foreign) {
				return true
			}
			continue
		}
		root := access.Of(s.addr.X).Root
		if _, isLiteral := root.(*ssa.Alloc); isLiteral {
			continue
		}
		_, made := root.(*ssa.Call)
		_, other := echo.(*ssa.Call)
		if root == echo || !made || !other { // two calls make two of them
			return true
		}
	}
	return false
}

// base returns the variable that addr is part of.
func base(addr *ssa.FieldAddr) ssa.Value {
	v := addr.X
	for {
		fa, ok := v.(*ssa.FieldAddr)
		if !ok {
			return v
		}
		v = fa.X
	}
}
